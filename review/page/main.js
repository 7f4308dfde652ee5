"use strict";
// What a person does: choosing, deciding, saving; the keys.

let current = null;

function choose(place, {isFromMap = false} = {}) {
  if (!place) return;
  current = place;
  drawRows();
  scrollToRow(place);
  showCard();
  showKept();
  if (isFromMap) showPin(place);
  else showOnMap(place);
  setPlacing(place.what === "cluster" && !pointOf(place));
}

// After a step: everything that shows decisions.
function redraw() {
  drawRows();
  showCard();
  showKept();
  if (current) showPin(current);
}

function showKept() {
  const undecided = places.length - decisions.size;
  at("progress").max = places.length || 1;
  at("progress").value = decisions.size;
  const kept = isSaved ? "saved" : isKept ? "kept in this browser, not in a file yet" : "NOT KEPT by this browser: save now and then";
  at("kept").textContent = `${decisions.size.toLocaleString("en")} of ${countText(places.length, "place")} decided`
    + (decisions.size || !isSaved ? ` · ${kept}` : undecided ? "" : " · all done");
  at("undo").disabled = !past.length;
  at("redo").disabled = !future.length;
}

// --- verdicts ---

function accept() {
  if (!pointOf(current)) return toast("There is no point to accept: move it to where it is (m), or reject it (x).");
  if (decisions.get(current)?.verdict !== "move") decide([{place: current, after: {verdict: "accept"}}]);
  next();
}

function reject() {
  decide([{place: current, after: {verdict: "reject"}}]);
  next();
}

function takeBack() {
  if (!decisions.has(current)) return;
  decide([{place: current, after: null}]);
  redraw();
}

// Moves the chosen place; it stays chosen, so that one sees it and may correct it.
function putAt({lat, lng}) {
  const point = onEarth(Number(lat.toFixed(6)), Number(lng.toFixed(6)));
  if (!point || !current) return;
  decide([{place: current, after: {verdict: "move", point}}]);
  setPlacing(false);
  redraw();
  if (!map.getBounds().contains(point)) map.panTo(point, {animate: false});
}

function putAtText(text) {
  const point = parsePoint(text);
  at("coordinate-trouble").textContent = point ? "" : "No coordinate: write -1.2964, 36.8931 or 1°17'47\"S 36°53'35\"E, latitude first.";
  if (point) {
    at("coordinate").blur();
    putAt(point);
  }
}

// The next undecided place below; never back to the top by itself.
function next() {
  const from = shown.indexOf(current), place = shown.find((candidate, i) => i > from && !decisions.has(candidate));
  if (place) return choose(place);
  redraw();
  toast(`That was the last undecided place of this list. ${shown.some(p => !decisions.has(p)) ? "Some above are undecided." : "Save (Ctrl+S) writes the CSV."}`);
}

function step(by) {
  choose(shown[shown.indexOf(current) + by]);
}

function goBack(stepBack) {
  const place = stepBack();
  if (!place) return toast("Nothing left.");
  choose(place);
}

// --- files ---

function save() {
  const url = URL.createObjectURL(new Blob([toCsv()], {type: "text/csv;charset=utf-8"}));
  const link = el("a", {href: url, download: `places-${data.export_id}.csv`});
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000); // the browser may still be writing
  markSaved();
  showKept();
  toast(`Saved ${link.download} with ${countText(decisions.size, "decision")}. Then: review_places.py --import ${link.download}`);
}

async function load(file) {
  try {
    const {taken, left} = takeCsv(await file.arrayBuffer());
    const reasons = left.slice(0, 5).map(({name, trouble}) => `${name} (${trouble})`).join(", ");
    toast(`Took ${countText(taken, "decision")} from ${file.name}.` + (left.length ? ` Left out ${left.length}: ${reasons}${left.length > 5 ? ", …" : ""}` : ""));
    redraw();
  } catch (error) {
    toast(`${file.name} was not taken: ${error.message}`);
  }
}

// --- keys and buttons ---

const openPublicMap = () => pointOf(current) && window.open(publicMap(pointOf(current)), "_blank", "noopener,noreferrer");
const focusOn = id => { at(id).focus(); at(id).select(); };
const focusCoordinate = () => { showView("card", true); focusOn("coordinate"); };
const focusSearch = () => { showView("list", true); focusOn("search"); };

const KEYS = {
  a: accept, x: reject, " ": next, m: () => setPlacing(!isPlacing), c: focusCoordinate, o: openPublicMap,
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  u: () => goBack(undo), Backspace: takeBack, "/": focusSearch, "?": () => at("keys").showModal(), Escape: () => setPlacing(false),
};
const NEEDS_NO_PLACE = ["/", "?"], MAY_REPEAT = ["j", "k", "ArrowDown", "ArrowUp"];

function onKey(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return onControlKey(event, key);
  if (event.altKey || at("keys").open || isTyping(event.target)) return key === "Escape" && event.target.blur();
  if ((key === " " || key.startsWith("Arrow")) && takesKey(event.target)) return;
  if (!KEYS[key] || (!current && !NEEDS_NO_PLACE.includes(key))) return;
  event.preventDefault();
  if (event.repeat && !MAY_REPEAT.includes(key)) return; // a key that is held must not judge a whole list
  KEYS[key]();
}

function onControlKey(event, key) {
  const act = key === "s" ? save : key !== "z" || isTyping(event.target) ? null : event.shiftKey ? () => goBack(redo) : () => goBack(undo);
  if (!act) return;
  event.preventDefault();
  act();
}

const isTyping = target => target.matches("input, textarea, select");
const takesKey = target => target.closest("button, a, summary, #map") !== null;

// A coordinate that is pasted anywhere is where the chosen place is.
function onPaste(event) {
  const text = event.clipboardData.getData("text");
  if (current && !isTyping(event.target) && parsePoint(text)) putAt(parsePoint(text));
}

// On a phone one of list, map and place is seen at a time; elsewhere all are.
function showView(name, onlyOnPhone = false) {
  if (onlyOnPhone && getComputedStyle(document.querySelector("nav")).display === "none") return;
  document.body.dataset.view = name;
  for (const button of document.querySelectorAll("nav button")) button.setAttribute("aria-current", button.dataset.show === name);
}

function connectButtons() {
  const acts = {undo: () => goBack(undo), redo: () => goBack(redo), save, load: () => at("file").click(), help: KEYS["?"],
    accept, reject, move: () => { showView("map", true); KEYS.m(); }, skip: next, chosen: () => showView("card")};
  // After a click with the mouse the space bar is to skip, not to press the button again.
  for (const [id, act] of Object.entries(acts)) at(id).onclick = event => { if (event.detail) at(id).blur(); act(); };
  for (const button of document.querySelectorAll("nav button")) button.onclick = () => showView(button.dataset.show);
  at("put").onsubmit = event => { event.preventDefault(); putAtText(at("coordinate").value); };
  at("file").onchange = async () => { await load(at("file").files[0]); at("file").value = ""; };
  addEventListener("keydown", onKey);
  addEventListener("paste", onPaste);
  addEventListener("dragover", event => event.preventDefault());
  addEventListener("drop", event => { event.preventDefault(); if (event.dataTransfer.files[0]) load(event.dataTransfer.files[0]); });
  addEventListener("beforeunload", event => { if (!isSaved && !isKept) event.preventDefault(); });
}

function start() {
  at("written").textContent = `as of ${data.written}`;
  readJournal();
  fillFilters();
  connectButtons();
  startMap();
  showShown();
  const first = places.find(place => !decisions.has(place)) || places[0];
  if (first) choose(first);
  else redraw();
  showView("list");
}

start();
