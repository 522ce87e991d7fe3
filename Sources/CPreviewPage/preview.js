"use strict";

// The page of the preview. The server sends the number of each revision; the page then asks for the letter and shows what changed.

const $ = (id) => document.getElementById(id);
const fonts = new Set();
let state = null;
let zoom = 1;
// The word that the keyboard is at.
let here = null;
let loading = false;
let isOutdated = false;

// MARK: Loading

async function load() {
  if (loading) { isOutdated = true; return; }
  loading = true;
  try {
    const answer = await fetch("letter.json?index=" + ($("case").value || 0));
    if (!answer.ok) throw new Error(answer.status);
    await show(await answer.json());
  } catch (error) {
    $("status").textContent = "The preview does not answer. Start it again.";
  }
  loading = false;
  if (isOutdated) { isOutdated = false; load(); }
}

async function show(next) {
  const previous = state;
  state = next;
  if (state.letter) await loadFonts(state.letter.fonts);
  showCases();
  showPages(previous);
  showFindings();
  showSources();
  showLines($("data"), state.caseFile ? state.caseFile.text : "", usedLines("case"));
  showFrame();
  const errors = state.findings.filter((finding) => finding.severity === "error").length;
  const pages = state.letter ? state.letter.pages.length : 0;
  $("status").textContent = errors ? count(errors, "error") : count(pages, "page") + ", " + count(state.findings.length, "finding");
  document.body.dataset.revision = state.revision;
}

const count = (number, noun) => number + " " + noun + (number === 1 ? "" : "s");

function loadFonts(names) {
  return Promise.all(names.filter((name) => !fonts.has(name)).map(async (name) => {
    fonts.add(name);
    const face = new FontFace(name, "url(fonts/" + encodeURIComponent(name) + ")");
    document.fonts.add(await face.load());
  }));
}

// MARK: Pages

function showCases() {
  const select = $("case");
  if (select.options.length !== state.cases.length || state.cases.some((name, i) => select.options[i].text !== name)) {
    select.replaceChildren(...state.cases.map((name, index) => new Option(name, index)));
    select.value = state.current;
  }
}

function showPages(previous) {
  const pages = $("pages");
  const letter = state.letter;
  $("stale").hidden = !state.isStale;
  pages.classList.toggle("is-stale", state.isStale);
  if (!letter) { pages.replaceChildren(); return; }
  $("title").textContent = letter.title;
  const old = previous && previous.letter ? previous.letter.pages : [];
  letter.pages.forEach((page, index) => {
    const current = pages.children[index];
    // A page that is the same stays as it is.
    if (current && old[index] && old[index].svg === page.svg) return;
    const svg = document.importNode(new DOMParser().parseFromString(page.svg, "image/svg+xml").documentElement, true);
    svg.dataset.page = index + 1;
    if (current) current.replaceWith(svg); else pages.append(svg);
  });
  while (pages.children.length > letter.pages.length) pages.lastChild.remove();
  resize();
  showVariables();
  if (here !== null && here >= letter.words.length) here = null;
  mark([]);
}

function resize() {
  if (state && state.letter) state.letter.pages.forEach((page, index) => {
    $("pages").children[index].style.width = page.width * zoom * 96 / 72 + "px";
  });
  $("zoom").textContent = Math.round(zoom * 100) + " %";
}

function changeZoom(factor) {
  zoom = Math.min(4, Math.max(0.4, Math.round(zoom * factor * 100) / 100));
  resize();
}

function showVariables() {
  const isOn = $("variables").checked;
  for (const text of $("pages").querySelectorAll("text[data-w]")) {
    const origins = originsOf(Number(text.dataset.w));
    text.classList.toggle("value", isOn && origins.some((origin) => origin.prints.length > 0));
  }
}

// MARK: Words and their origins

const originsOf = (word) => state.letter.words[word].map((index) => state.letter.origins[index]);

const textsOf = (word) => [...$("pages").querySelectorAll('text[data-w="' + word + '"]')];

// Marks words with a box behind them.
function mark(words, isHere = false) {
  for (const box of $("pages").querySelectorAll(isHere ? "rect.here" : "rect.mark")) box.remove();
  let first = null;
  for (const word of words) {
    for (const text of textsOf(word)) {
      const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const place = text.getBBox();
      for (const side of ["x", "y", "width", "height"]) box.setAttribute(side, place[side]);
      box.classList.add(isHere ? "here" : "mark");
      text.parentNode.insertBefore(box, text);
      first = first || text;
    }
  }
  if (first) scrollTo(first);
}

function scrollTo(element) {
  const [inner, outer] = [element.getBoundingClientRect(), $("pages").getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) element.scrollIntoView({ block: "center" });
}

// Shows what is behind a word.
function showWord(word) {
  here = word;
  mark([word], true);
  const origins = originsOf(word);
  const text = textsOf(word).map((part) => part.textContent).join("");
  const lines = [];
  for (const origin of origins) {
    if (origin.source !== undefined) lines.push(state.sources[origin.source].name + ", line " + origin.line);
    for (const datum of origin.prints) lines.push("prints " + datum.pointer + " (case, line " + datum.line + ")");
    for (const [file, line] of origin.because) lines.push("is there because of " + state.sources[file].name + ", line " + line);
    for (const datum of origin.asks) lines.push("which asks for " + datum.pointer + " (case, line " + datum.line + ")");
  }
  $("origin").replaceChildren(...["“" + text + "”", ...lines].map((line) => paragraph(line)));
  $("status").textContent = text + ": " + (lines.join("; ") || "not from the template");
  const first = origins.find((origin) => origin.source !== undefined);
  if (first) { selectSource(first.source); select($("template"), first.line); }
  const datum = origins.flatMap((origin) => origin.prints)[0];
  if (datum) select($("data"), datum.line); else select($("data"), null);
}

function paragraph(text) {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}

function moveWord(step) {
  if (!state.letter) return;
  const words = state.letter.words;
  let next = here === null ? (step > 0 ? -1 : words.length) : here;
  do { next += step; } while (next >= 0 && next < words.length && words[next].length === 0);
  if (next >= 0 && next < words.length) showWord(next);
}

// MARK: Lines

const source = () => Number($("source").value || 0);

function usedLines(place) {
  const used = new Set();
  if (!state.letter) return used;
  for (const origin of state.letter.origins) {
    if (place === "case") for (const datum of [...origin.prints, ...origin.asks]) used.add(datum.line);
    else {
      if (origin.source === place) used.add(origin.line);
      for (const [file, line] of origin.because) if (file === place) used.add(line);
    }
  }
  return used;
}

function showSources() {
  const names = state.sources.map((file) => file.name);
  const select = $("source");
  const current = select.selectedIndex < 0 ? 0 : select.selectedIndex;
  if ([...select.options].map((option) => option.text).join("\n") !== names.join("\n")) {
    select.replaceChildren(...names.map((name, index) => new Option(name, index)));
    select.value = Math.min(current, Math.max(names.length - 1, 0));
  }
  showTemplate();
}

function showTemplate() {
  const file = state.sources[source()];
  showLines($("template"), file ? file.text : "", usedLines(source()));
}

function selectSource(index) {
  if (source() === index) return;
  $("source").value = index;
  showTemplate();
}

function showLines(list, text, used) {
  const lines = text.split("\n");
  if (lines[lines.length - 1] === "") lines.pop();
  const selected = list.dataset.selected;
  list.dataset.rows = list.children.length;
  while (list.children.length > lines.length) list.lastChild.remove();
  lines.forEach((line, index) => {
    let row = list.children[index];
    if (!row) {
      row = document.createElement("div");
      row.setAttribute("role", "option");
      row.id = list.id + "-" + (index + 1);
      row.dataset.line = index + 1;
      list.append(row);
    }
    if (row.textContent !== line || index >= list.dataset.rows) {
      row.textContent = line;
      // An empty line needs a name too.
      row.setAttribute("aria-label", "Line " + (index + 1) + ": " + (line.trim() || "empty"));
    }
    row.classList.toggle("used", used.has(index + 1));
    row.setAttribute("aria-selected", String(index + 1) === selected);
  });
}

function select(list, line) {
  for (const row of list.querySelectorAll('[aria-selected="true"]')) row.setAttribute("aria-selected", "false");
  list.dataset.selected = line || "";
  const row = line && list.children[line - 1];
  if (!row) { list.removeAttribute("aria-activedescendant"); return; }
  row.setAttribute("aria-selected", "true");
  list.setAttribute("aria-activedescendant", row.id);
  row.scrollIntoView({ block: "nearest" });
}

// Marks the words that a line made or decided.
function markLine(list, line) {
  select(list, line);
  select(list.id === "data" ? $("template") : $("data"), null);
  if (!state.letter) return;
  const isHit = list.id === "data"
    ? (origin) => [...origin.prints, ...origin.asks].some((datum) => datum.line === line)
    : (origin) => origin.source === source() && origin.line === line || origin.because.some(([file, row]) => file === source() && row === line);
  const words = state.letter.words.flatMap((origins, word) => origins.some((index) => isHit(state.letter.origins[index])) ? [word] : []);
  mark(words);
  $("status").textContent = "Line " + line + ": " + count(words.length, "word") + " of the letter";
}

function listKeys(list, event) {
  const line = Number(list.dataset.selected || 0);
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -1e6, End: 1e6 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const next = Math.min(list.children.length, Math.max(1, line + steps[event.key]));
  if (list.children.length) markLine(list, next);
}

// MARK: Findings and views

function showFindings() {
  const rows = state.findings.map((finding) => {
    const row = document.createElement("li");
    row.className = finding.severity;
    row.append(paragraph(finding.severity + ": " + finding.message + " [" + finding.code + "]"));
    if (finding.line) {
      const place = document.createElement("button");
      place.type = "button";
      const file = finding.place === "caseFile" ? "case" : finding.source !== undefined ? state.sources[finding.source].name : finding.place;
      place.textContent = file + ", line " + finding.line + ", column " + finding.column + (finding.pointer ? " (" + finding.pointer + ")" : "");
      place.addEventListener("click", () => goTo(finding));
      row.append(place);
    }
    if (finding.excerpt !== undefined) row.append(excerpt(finding));
    if (finding.fix) row.append(paragraph(finding.fix));
    return row;
  });
  if (!rows.length) { const none = document.createElement("li"); none.textContent = "Nothing is wrong."; rows.push(none); }
  $("findings").replaceChildren(...rows);
}

function excerpt(finding) {
  const element = document.createElement("pre");
  const characters = [...finding.excerpt];
  const hit = document.createElement("mark");
  hit.textContent = characters.slice(finding.caret, finding.caret + finding.length).join("");
  element.append(characters.slice(0, finding.caret).join(""), hit, characters.slice(finding.caret + finding.length).join(""));
  return element;
}

function goTo(finding) {
  if (finding.place === "caseFile") { select($("data"), finding.line); $("data").focus(); return; }
  if (finding.source === undefined) return;
  selectSource(finding.source);
  select($("template"), finding.line);
  $("template").focus();
}

function showFrame() {
  const view = $("view").value;
  const isPages = view === "pages";
  $("pages").hidden = !isPages;
  document.querySelector(".keys").hidden = !isPages;
  $("frame").hidden = isPages;
  if (!isPages) $("frame").src = view + "?index=" + ($("case").value || 0) + "&revision=" + state.revision;
}

// MARK: Events

function start() {
  $("case").addEventListener("change", load);
  $("view").addEventListener("change", showFrame);
  $("source").addEventListener("change", showTemplate);
  $("variables").addEventListener("change", showVariables);
  $("smaller").addEventListener("click", () => changeZoom(1 / 1.25));
  $("larger").addEventListener("click", () => changeZoom(1.25));
  $("pages").addEventListener("click", (event) => {
    const text = event.target.closest("text[data-w]");
    if (text) showWord(Number(text.dataset.w));
  });
  $("pages").addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in steps) { event.preventDefault(); moveWord(steps[event.key]); }
    if (event.key === "Enter" && here !== null) { event.preventDefault(); $("template").focus(); }
  });
  for (const list of [$("template"), $("data")]) {
    list.addEventListener("click", (event) => {
      const row = event.target.closest("[data-line]");
      if (row) markLine(list, Number(row.dataset.line));
    });
    list.addEventListener("keydown", (event) => listKeys(list, event));
  }
  $("template").addEventListener("keydown", (event) => { if (event.key === "Enter") $("data").focus(); });
  for (const list of [$("template"), $("data")]) {
    list.addEventListener("keydown", (event) => { if (event.key === "Escape") $("pages").focus(); });
  }
  const events = new EventSource("events");
  events.onmessage = (event) => { if (!state || Number(event.data) !== state.revision) load(); };
  events.onerror = () => { $("status").textContent = "The preview does not answer."; };
}

start();
