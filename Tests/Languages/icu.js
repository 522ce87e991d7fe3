// Writes what ICU says about the languages in Templates/common/languages, for LanguageFormTests: node icu.js > icu.json
const days = [[2016, 9, 3], [2000, 2, 29], [1999, 12, 31], [2024, 1, 1], [1, 3, 9]].concat([...Array(12).keys()].map((m) => [2023, m + 1, 2 * m + 3]));
const numbers = ["0", "7", "-5", "12", "999", "1234", "12345", "-1234567", "0.5", "1234.25", "-98765.125"];
const amounts = ["0", "3", "-5", "12.5", "1234.5", "12345", "-1234567.89"];
const lists = [["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"], ["Pedro", "Ignacio"], ["agua", "hielo"], ["padre", "hijo"], ["uno", "ocho"], ["7", "8"], ["x", "y", "hora"], ["x", "y", "Idaho"]];
const counts = [0, 1, 2, 3, 10, 11, 21, 100, 101, -1, 1234];
const currencies = { "en": ["USD", "GBP", "EUR"], "en-GB": ["USD", "GBP", "EUR"], "es": ["USD", "EUR"], "es-US": ["USD"] };
const date = (day) => { const d = new Date(0); d.setUTCFullYear(day[0], day[1] - 1, day[2]); return d; };
const iso = (day) => `${String(day[0]).padStart(4, "0")}-${String(day[1]).padStart(2, "0")}-${String(day[2]).padStart(2, "0")}`;
const result = { icu: process.versions.icu, cldr: process.versions.cldr, languages: {} };
for (const tag of Object.keys(currencies)) {
  const format = (options, day) => new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC", calendar: "gregory" }).format(date(day));
  const part = (options, day, type) => new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC" }).formatToParts(date(day)).find((p) => p.type === type).value;
  result.languages[tag] = {
    dates: days.map((day) => ({
      date: iso(day), long: format({ dateStyle: "long" }, day), medium: format({ dateStyle: "medium" }, day), numeric: format({}, day),
      weekday: part({ weekday: "long" }, day, "weekday"), month: part({ month: "long" }, day, "month"),
    })),
    numbers: numbers.map((n) => ({ number: n, text: new Intl.NumberFormat(tag, { maximumFractionDigits: 20 }).format(n) })),
    decimals: amounts.map((n) => ({ number: n, text: new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(n) })),
    money: currencies[tag].flatMap((currency) => amounts.map((n) => ({ number: n, currency, text: new Intl.NumberFormat(tag, { style: "currency", currency }).format(n) }))),
    plurals: counts.map((n) => ({ number: String(n), text: new Intl.PluralRules(tag).select(n) })),
    and: lists.map((list) => ({ list, text: new Intl.ListFormat(tag, { type: "conjunction" }).format(list) })),
    or: lists.map((list) => ({ list, text: new Intl.ListFormat(tag, { type: "disjunction" }).format(list) })),
  };
}
console.log(JSON.stringify(result, null, 1));
