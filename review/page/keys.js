"use strict";
// Keys, buttons, pasting, dropping; the page's start.

const openPublicMap = () => pointOf(current) && window.open(publicMap(pointOf(current)), "_blank", "noopener,noreferrer");
const focusComment = () => { showView("card", true); focusOn("comment"); };
const focusOn = id => { at(id).focus(); at(id).select(); };
const focusCoordinate = () => { showView("card", true); focusOn("coordinate"); };
const focusSearch = () => { showView("list", true); focusOn("search"); };
// A map that can search, and the name for one that has no link.
function searchMap() {
  window.open(searchLink(current), "_blank", "noopener,noreferrer");
  copyText(current.title);
}

function copyText(text) {
  const say = () => toast(`Copied “${text}”.`);
  navigator.clipboard?.writeText(text).then(say, () => {}); // a browser may forbid it: the search is open all the same
}

const leave = () => answers.length ? closeMessage() : setPlacing(false);

const KEYS = {
  a: accept, x: reject, s: setUnsure, n: focusComment, g: searchMap, " ": next, m: () => setPlacing(!isPlacing), c: focusCoordinate, o: openPublicMap,
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  u: () => chooseAfter(undo), Backspace: takeBack, "/": focusSearch, "?": () => at("keys").showModal(), Escape: leave,
};
const NEEDS_NO_PLACE = ["/", "?", "u", "Escape"], MAY_REPEAT = ["j", "k", "ArrowDown", "ArrowUp"];

function onKey(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return onControlKey(event, key);
  if (isDialogOpen()) return;
  if (event.altKey || isTyping(event.target)) return key === "Escape" && event.target.blur();
  if ((key === " " || key.startsWith("Arrow")) && takesKey(event.target)) return;
  const act = actOf(key);
  if (!act) return;
  event.preventDefault();
  if (event.repeat && !MAY_REPEAT.includes(key)) return; // a key that is held must not judge a whole list
  act();
}

function actOf(key) {
  if (key.length === 1 && !at("letter-keys").checked) return null;
  const choice = answers.find(each => each.key === key);
  if (choice) return () => answer(choice.act);
  if (/^[1-9]$/.test(key)) return current && (() => chooseCandidate(Number(key)));
  return current || NEEDS_NO_PLACE.includes(key) ? KEYS[key] : null;
}

function onControlKey(event, key) {
  const name = event.shiftKey ? `shift ${key}` : key, acts = {s: save, z: () => chooseAfter(undo), y: () => chooseAfter(redo), "shift z": () => chooseAfter(redo)};
  if (!acts[name] || (name !== "s" && (isDialogOpen() || isTyping(event.target)))) return;
  event.preventDefault();
  acts[name]();
}

const isDialogOpen = () => document.querySelector("dialog[open]") !== null;
const isTyping = target => target.matches("input, textarea, select");
const takesKey = target => target.closest("button, a, summary") !== null;

function onPaste(event) {
  if (current && !isDialogOpen() && !isTyping(event.target)) putPasted(event.clipboardData.getData("text"));
}

// On a phone one of list, map and place is seen at a time; elsewhere all are.
function showView(name, onlyOnPhone = false) {
  if (onlyOnPhone && getComputedStyle(document.querySelector("nav")).display === "none") return;
  document.body.dataset.view = name;
  for (const button of document.querySelectorAll("nav button")) button.setAttribute("aria-current", button.dataset.show === name);
}

function connectButtons() {
  const acts = {undo: () => chooseAfter(undo), redo: () => chooseAfter(redo), save, load: () => at("file").click(), help: KEYS["?"],
    accept, reject, unsure: setUnsure, move: () => { showView("map", true); KEYS.m(); }, skip: next, chosen: () => showView("card")};
  // After a click with the mouse the space bar is to skip, not to press the button again.
  for (const [id, act] of Object.entries(acts)) at(id).onclick = event => { if (event.detail) at(id).blur(); act(); };
  for (const button of document.querySelectorAll("nav button")) button.onclick = () => showView(button.dataset.show);
  at("put").onsubmit = event => { event.preventDefault(); putAtText(at("coordinate").value); };
  at("note").onsubmit = event => { event.preventDefault(); at("comment").blur(); };
  at("comment").onchange = () => setComment(at("comment").value);
  at("file").onchange = async () => { await load(at("file").files[0]); at("file").value = ""; };
}

// Whoever dictates, or whose hand slips, can switch the keys of one letter off: WCAG 2.1.4.
const LETTER_KEYS = "fleettickets-letter-keys";

function connectLetterKeys() {
  try {
    at("letter-keys").checked = localStorage.getItem(LETTER_KEYS) !== "off";
  } catch {
    at("letter-keys").checked = true;
  }
  at("letter-keys").onchange = () => {
    try {
      localStorage.setItem(LETTER_KEYS, at("letter-keys").checked ? "on" : "off");
    } catch {
      // holds until the page is closed
    }
  };
}

function connectPage() {
  addEventListener("keydown", onKey);
  addEventListener("paste", onPaste);
  addEventListener("storage", onStorage);
  addEventListener("hashchange", () => choose(placeOfLink() || current));
  addEventListener("dragover", event => event.preventDefault());
  addEventListener("drop", event => { event.preventDefault(); if (event.dataTransfer.files[0]) load(event.dataTransfer.files[0]); });
  // What the browser keeps is gone with a private window, and nobody can tell whether this is one.
  addEventListener("beforeunload", event => { if (!isSaved) event.preventDefault(); });
}

// The place that the address names: #place=Nairobi/Karen, or its name alone.
function placeOfLink() {
  try {
    const parts = location.hash.match(/^#place=(.+)/)?.[1].split("/").map(decodeURIComponent);
    return parts && (placeOf.get(placeKey(parts.length > 1 ? "location" : "cluster", parts[0], parts[1] || "")) || places.find(place => nameKey(place.title) === nameKey(parts[0])));
  } catch {
    return null; // not an address that this page wrote
  }
}

function start() {
  at("written").textContent = `as of ${data.written}`;
  readJournal();
  fillFilters();
  connectButtons();
  connectLetterKeys();
  connectPage();
  startMap();
  showShown();
  const first = placeOfLink() || places.find(place => !isDecided(place)) || places[0];
  if (first) choose(first);
  else redraw();
  showView("list");
  offerOlderDecisions();
}

start();
