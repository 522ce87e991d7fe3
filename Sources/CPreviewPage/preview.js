"use strict";

// The page of the preview. The server sends the number of each revision; the page then asks for the letter and shows what changed.

const $ = (id) => document.getElementById(id);
const fonts = new Set();
const zooms = [0.4, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];
let state = null;
let zoom = 1;
// The word that was chosen.
let here = null;
let loading = false;
let isOutdated = false;

// MARK: Loading

// The chosen case, view and zoom stand in the address, so that they outlive a reload.
const wishes = new URLSearchParams(location.hash.slice(1));

function remember() {
  for (const [name, value] of [["key", state.current], ["view", $("view").value], ["zoom", zoom]]) wishes.set(name, value);
  history.replaceState(null, "", "#" + wishes);
}

async function load() {
  if (loading) { isOutdated = true; return; }
  loading = true;
  try {
    const key = wishes.get("key");
    const answer = await fetch("letter.json" + (key ? "?" + new URLSearchParams({ key }) : ""));
    if (!answer.ok) throw new Error(answer.status);
    await show(await answer.json());
  } catch (error) {
    say("The preview has ended. Start it again and open the new address.");
  }
  loading = false;
  if (isOutdated) { isOutdated = false; load(); }
}

async function show(next) {
  const previous = state;
  state = next;
  const isOther = !previous || previous.current !== state.current;
  if (state.letter) await loadFonts(state.letter.fonts);
  document.title = state.set + " – preview";
  if (isOther) forget();
  showCases();
  showPages(previous);
  showFindings();
  showSources();
  showLines($("data"), state.caseFile ? state.caseFile.text : "", usedLines("caseFile"));
  $("data-title").textContent = state.caseFile ? "Case: " + state.caseFile.name : "Case";
  showFrame();
  document.body.dataset.revision = state.revision;
  remember();
}

const count = (number, noun) => number + " " + noun + (number === 1 ? "" : "s");

function say(text) {
  $("banner").textContent = text;
  $("banner").hidden = !text;
}

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
  const options = state.cases.map((choice) => [choice.key, choice.name]);
  // A case that is gone stays chosen until somebody chooses another one.
  if (state.current && !options.some(([key]) => key === state.current)) options.push([state.current, state.current.split("/").pop() + " (gone)"]);
  const isSame = select.options.length === options.length && options.every(([key, name], i) => select.options[i].value === key && select.options[i].text === name);
  if (!isSame) select.replaceChildren(...options.map(([key, name]) => new Option(name, key)));
  select.value = state.current;
}

function showPages(previous) {
  const pages = $("pages");
  const letter = state.letter;
  const errors = state.findings.filter((finding) => finding.severity === "error").length;
  pages.classList.toggle("is-stale", state.isStale);
  say(state.isStale ? "There are errors. This is the last letter without errors." : "");
  $("count").textContent = errors ? count(errors, "error") : count(letter ? letter.pages.length : 0, "page") + ", " + count(state.findings.length, "finding");
  $("count").className = errors ? "error" : "";
  const choice = state.cases.find((choice) => choice.key === state.current);
  $("title").textContent = letter ? letter.title : choice ? choice.name : "Preview";
  if (!letter) { pages.replaceChildren(paragraph("There is no letter yet: see the findings.")); return; }
  const old = previous && previous.letter ? previous.letter.pages : [];
  if (pages.firstChild && pages.firstChild.nodeName === "P") pages.replaceChildren();
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
  mark([]);
  mark([], true);
  if (here !== null && (here >= letter.words.length || !textsOf(here).length)) forget();
  else if (here !== null) mark([here], true, false);
}

function resize() {
  const pages = $("pages");
  const share = pages.scrollHeight ? pages.scrollTop / pages.scrollHeight : 0;
  if (state && state.letter) state.letter.pages.forEach((page, index) => {
    pages.children[index].style.width = page.width * zoom * 96 / 72 + "px";
  });
  $("zoom").textContent = Math.round(zoom * 100) + " %";
  $("smaller").disabled = zoom <= zooms[0];
  $("larger").disabled = zoom >= zooms[zooms.length - 1];
  pages.scrollTop = share * pages.scrollHeight;
}

function setZoom(value) {
  zoom = value;
  resize();
  remember();
}

function changeZoom(step) {
  const next = step > 0 ? zooms.find((value) => value > zoom + 0.001) : zooms.findLast((value) => value < zoom - 0.001);
  if (next) setZoom(next);
}

function fitWidth() {
  if (state.letter) setZoom(Math.max(0.2, ($("pages").clientWidth - 32) / (state.letter.pages[0].width * 96 / 72)));
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
function mark(words, isHere = false, scrolls = true) {
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
  if (first && scrolls) bringIntoView(first, $("pages"));
}

// Scrolls one pane and nothing around it.
function bringIntoView(element, pane) {
  const [inner, outer] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  pane.scrollTop += (inner.top + inner.bottom) / 2 - (outer.top + outer.bottom) / 2;
}

// Nothing is chosen any more.
function forget(text = "Click a word of the letter, or a line below.") {
  here = null;
  mark([]);
  mark([], true);
  select($("template"), null);
  select($("data"), null);
  $("origin").replaceChildren(paragraph(text));
  $("status").textContent = "";
}

// Shows what is behind a word.
function showWord(word) {
  here = word;
  mark([]);
  mark([word], true);
  const origins = originsOf(word);
  const text = textsOf(word).map((part) => part.textContent).join("");
  const rows = [paragraph("“" + text + "”")];
  const seen = new Set();
  const row = (...parts) => {
    const element = paragraph("");
    element.append(...parts);
    if (!seen.has(element.textContent)) { seen.add(element.textContent); rows.push(element); }
  };
  for (const origin of origins) {
    if (origin.source !== undefined) row(lineButton(origin.source, origin.line), origin.prints.length ? " prints " : "", ...list(origin.prints));
    for (const reason of origin.because) {
      row("is there because of ", lineButton(reason.source, reason.line), reason.asks.length ? ", which asks for " : "", ...list(reason.asks));
    }
  }
  $("origin").replaceChildren(...rows);
  $("origin").scrollTop = 0;
  $("status").textContent = rows.map((element) => element.textContent).join("; ");
  const first = origins.find((origin) => origin.source !== undefined);
  if (first) { selectSource(first.source); select($("template"), first.line); }
  const datum = origins.flatMap((origin) => origin.prints)[0] || origins.flatMap((origin) => origin.because).flatMap((reason) => reason.asks)[0];
  select($("data"), datum ? datum.line : null);
}

// Data with their lines, as buttons.
function list(data) {
  return data.flatMap((datum, index) => [index ? ", " : "", datum.pointer + " (", placeButton("line " + datum.line, () => {
    markLine($("data"), datum.line);
    $("data").focus();
  }), ")"]);
}

function lineButton(file, line) {
  return placeButton(state.sources[file].name + ", line " + line, () => {
    selectSource(file);
    markLine($("template"), line);
    $("template").focus();
  });
}

function placeButton(text, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "place";
  button.textContent = text;
  button.addEventListener("click", action);
  return button;
}

function paragraph(text) {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}

// MARK: The keyboard in the pages

// The words that have an origin, with their places, in reading order.
function stops() {
  return [...$("pages").querySelectorAll("text[data-w]")].map((text) => ({
    word: Number(text.dataset.w), x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")),
    page: Number(text.closest("svg").dataset.page),
  })).filter((stop, index, all) => state.letter.words[stop.word].length && (!index || all[index - 1].word !== stop.word));
}

function moveWord(key) {
  if (!state.letter) return;
  const all = stops();
  if (!all.length) return;
  const index = all.findIndex((stop) => stop.word === here);
  const now = all[index];
  const line = (stop) => stop.page * 1e5 + stop.y;
  const nearest = (found) => {
    const group = found && all.filter((stop) => line(stop) === line(found));
    return group && group.reduce((best, stop) => Math.abs(stop.x - now.x) < Math.abs(best.x - now.x) ? stop : best);
  };
  const moves = {
    ArrowRight: () => all[index + 1], ArrowLeft: () => all[index < 0 ? all.length - 1 : index - 1],
    Home: () => all[0], End: () => all[all.length - 1],
    ArrowDown: () => now ? nearest(all.find((stop) => line(stop) > line(now))) : all[0],
    ArrowUp: () => now ? nearest(all.findLast((stop) => line(stop) < line(now))) : all[all.length - 1],
    PageDown: () => all.find((stop) => stop.page > (now ? now.page : 0)) || all[all.length - 1],
    PageUp: () => all.find((stop) => stop.page === (now ? Math.max(1, now.page - 1) : 1)) || all[0],
  };
  const next = moves[key]();
  if (next) showWord(next.word);
}

function pageKeys(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"].includes(event.key)) {
    event.preventDefault();
    moveWord(event.key);
  }
  if (event.key === "Enter" && here !== null) { event.preventDefault(); $("template").focus(); }
}

// MARK: Lines

const source = () => Number($("source").value || 0);

function usedLines(place) {
  const used = new Set();
  if (!state.letter) return used;
  for (const origin of state.letter.origins) {
    for (const datum of [...origin.prints, ...origin.because.flatMap((reason) => reason.asks)]) if (place === "caseFile") used.add(datum.line);
    for (const part of [origin, ...origin.because]) if (part.source === place) used.add(part.line);
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
  select($("template"), null);
  showTemplate();
}

function showLines(list, text, used) {
  const lines = text.split("\n");
  if (lines[lines.length - 1] === "") lines.pop();
  // A line that moved is not the line that was chosen.
  const selected = Number(list.dataset.selected || 0);
  if (selected && list.dataset.text !== lines[selected - 1]) select(list, null);
  const old = list.children.length;
  while (list.children.length > lines.length) list.lastChild.remove();
  lines.forEach((line, index) => {
    let row = list.children[index];
    if (!row) {
      row = document.createElement("div");
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.id = list.id + "-" + (index + 1);
      row.dataset.line = index + 1;
      list.append(row);
    }
    if (row.textContent !== line || index >= old) {
      row.textContent = line;
      // An empty line needs a name too.
      row.setAttribute("aria-label", "Line " + (index + 1) + ": " + (line.trim() || "empty"));
    }
    row.classList.toggle("used", used.has(index + 1));
  });
}

function select(list, line) {
  for (const row of list.querySelectorAll('[aria-selected="true"]')) row.setAttribute("aria-selected", "false");
  const row = line && list.children[line - 1];
  list.dataset.selected = row ? line : "";
  list.dataset.text = row ? row.textContent : "";
  if (!row) { list.removeAttribute("aria-activedescendant"); return; }
  row.setAttribute("aria-selected", "true");
  list.setAttribute("aria-activedescendant", row.id);
  bringIntoView(row, list);
}

// Marks the words that a line made or decided.
function markLine(list, line) {
  forget("The words that line " + line + " made or decided are marked in the letter.");
  select(list, line);
  if (!state.letter) return;
  const isHit = list.id === "data"
    ? (origin) => [...origin.prints, ...origin.because.flatMap((reason) => reason.asks)].some((datum) => datum.line === line)
    : (origin) => [origin, ...origin.because].some((part) => part.source === source() && part.line === line);
  const words = state.letter.words.flatMap((origins, word) => origins.some((index) => isHit(state.letter.origins[index])) ? [word] : []);
  mark(words);
  $("status").textContent = "Line " + line + ": " + count(words.length, "word") + " of the letter";
}

function listKeys(list, event) {
  const line = Number(list.dataset.selected || 0);
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -1e6, End: 1e6 };
  if (event.key === "Escape") $("pages").focus();
  if (event.key === "Enter" && list.id === "template") $("data").focus();
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
      const file = finding.place === "caseFile" ? state.caseFile.name : finding.source !== undefined ? state.sources[finding.source].name : finding.place;
      row.append(placeButton(file + ", line " + finding.line + ", column " + finding.column + (finding.pointer ? " (" + finding.pointer + ")" : ""), () => goTo(finding)));
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
  if (finding.place !== "caseFile" && finding.source === undefined) return;
  if (finding.source !== undefined) selectSource(finding.source);
  const list = finding.place === "caseFile" ? $("data") : $("template");
  select(list, finding.line);
  list.focus();
}

function showFrame() {
  const view = $("view").value;
  const isPages = view === "pages";
  for (const id of ["pages", "keys"]) $(id).hidden = !isPages;
  for (const control of [$("variables"), ...$("zooming").querySelectorAll("button")]) control.disabled = !isPages;
  const frame = $("frame");
  frame.hidden = isPages;
  if (isPages) return;
  const address = view + "?" + new URLSearchParams({ key: state.current, revision: state.revision });
  const inside = frame.contentWindow;
  // The place in the text stays when the text changes.
  const [old, place] = [frame.dataset.view, inside && inside.document ? inside.scrollY : 0];
  frame.onload = () => {
    const page = frame.contentDocument;
    if (!page) return;
    if (old === view) frame.contentWindow.scrollTo(0, place);
    page.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest("a[href]");
      if (!link || link.getAttribute("href").startsWith("#")) return;
      event.preventDefault();
      $("status").textContent = "This link leads to " + link.getAttribute("href");
    });
  };
  frame.dataset.view = view;
  frame.src = address;
}

// MARK: Events

function start() {
  const view = wishes.get("view");
  if ([...$("view").options].some((option) => option.value === view)) $("view").value = view;
  const wished = Number(wishes.get("zoom"));
  if (wished >= 0.2 && wished <= 4) zoom = wished;
  $("case").addEventListener("change", () => { wishes.set("key", $("case").value); load(); });
  $("view").addEventListener("change", () => { showFrame(); remember(); });
  $("source").addEventListener("change", () => { select($("template"), null); showTemplate(); });
  $("variables").addEventListener("change", showVariables);
  $("smaller").addEventListener("click", () => changeZoom(-1));
  $("larger").addEventListener("click", () => changeZoom(1));
  $("fit").addEventListener("click", fitWidth);
  $("count").addEventListener("click", () => {
    const first = $("findings").querySelector("button");
    $("findings-part").scrollIntoView({ block: "nearest" });
    if (first) first.focus();
  });
  $("pages").addEventListener("click", (event) => {
    const text = event.target.closest("text");
    if (!text) return;
    const word = text.dataset.w === undefined ? null : Number(text.dataset.w);
    if (word !== null && state.letter.words[word].length) showWord(word);
    else forget("“" + text.textContent + "” is the mark of a list, or is repeated on pages: where it comes from is not traced.");
  });
  $("pages").addEventListener("keydown", pageKeys);
  for (const list of [$("template"), $("data")]) {
    list.addEventListener("click", (event) => {
      const row = event.target.closest("[data-line]");
      if (row) markLine(list, Number(row.dataset.line));
    });
    list.addEventListener("keydown", (event) => listKeys(list, event));
  }
  const events = new EventSource("events");
  events.onmessage = (event) => { if (!state || Number(event.data) !== state.revision) load(); };
  events.onerror = () => { if (events.readyState !== EventSource.OPEN) say("The preview has ended. Start it again and open the new address."); };
}

start();
