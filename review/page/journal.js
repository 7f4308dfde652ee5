"use strict";
// The journal in the browser: what survives a reload, and what two tabs of one page share. The saved CSV is what counts.

const JOURNALS = "fleettickets ";
const JOURNAL = JOURNALS + data.export_id;
let isKept = true;

// Other tabs of this page may have written since: of each place the later change counts.
function keepJournal() {
  try {
    mergeEntries(readStored(JOURNAL).entries);
    writeJournal(JOURNAL, {isSaved, written: data.written, entries: [...changedAt].map(toEntry)});
    isKept = true;
  } catch {
    isKept = false;
  }
}

function toEntry([place, moment]) {
  return {key: place.key, revision: place.revision, moment, decision: decisions.get(place) || null};
}

// Where there is no room left, journals of other pages that were saved make some.
function writeJournal(name, journal) {
  const text = JSON.stringify(journal);
  try {
    localStorage.setItem(name, text);
  } catch (error) {
    if (!removeSavedJournals()) throw error;
    localStorage.setItem(name, text);
  }
}

// A journal as it is stored, or an empty one where there is none that can be read.
function readStored(name) {
  try {
    const {isSaved: wasSaved, written = "", entries} = JSON.parse(localStorage.getItem(name));
    return {name, isSaved: wasSaved, written, entries: entries.map(readEntry).filter(isValidEntry)};
  } catch {
    return {name, isSaved: true, written: "", entries: []};
  }
}

// Release 1.0 wrote [key, verdict, point].
function readEntry(entry) {
  if (!Array.isArray(entry)) return entry;
  const [key, verdict, point] = entry;
  return {key, moment: 0, decision: {verdict, point}};
}

const isValidEntry = ({key, moment, decision}) => typeof key === "string" && moment >= 0 && (decision === null || VERDICTS.includes(decision.verdict));

function mergeEntries(entries) {
  const later = entries.filter(({key, moment}) => placeOf.has(key) && moment >= (changedAt.get(placeOf.get(key)) ?? -1));
  for (const {key, moment, decision} of later) {
    setDecision(placeOf.get(key), decision, moment);
    lastMoment = Math.max(lastMoment, moment);
  }
}

function readJournal() {
  const stored = readStored(JOURNAL);
  mergeEntries(stored.entries);
  isSaved = stored.isSaved;
  try {
    removeSavedJournals();
  } catch {
    isKept = false; // this browser gives pages from disk no store
  }
}

// What another tab of this page has just written is shown here too.
function onStorage({key}) {
  if (key !== JOURNAL) return;
  const stored = readStored(JOURNAL);
  mergeEntries(stored.entries);
  isSaved = stored.isSaved;
  redraw();
}

function markSaved() {
  isSaved = true;
  keepJournal();
}

// --- other pages' journals ---

const otherJournals = () => Object.keys(localStorage).filter(name => name.startsWith(JOURNALS) && name !== JOURNAL);

// How many went. What was saved is in a file.
function removeSavedJournals() {
  const saved = otherJournals().filter(name => readStored(name).isSaved);
  for (const name of saved) localStorage.removeItem(name);
  return saved.length;
}

// Decisions that older pages kept in this browser and that no file has: by page, with those that still fit here.
function findOlderDecisions() {
  try {
    const journals = otherJournals().map(readStored);
    return journals.map(journal => ({...journal, fitting: journal.entries.filter(stillFits)})).filter(({fitting}) => fitting.length);
  } catch {
    return [];
  }
}

// A move does not depend on what the machine has answered since; other decisions are of the place as it was shown.
function stillFits({key, revision, decision}) {
  const place = placeOf.get(key);
  if (!place || !decision || isDecided(place)) return false;
  return revision === place.revision || (decision.verdict === "move" && !place.verified);
}

function takeOver(journals) {
  const inTime = journals.flatMap(({fitting}) => fitting).sort((a, b) => a.moment - b.moment);
  const latest = new Map(inTime.map(({key, decision}) => [placeOf.get(key), decision]));
  decide([...latest].map(([place, after]) => ({place, after})));
  for (const journal of journals) forgetTaken(journal);
  redraw();
  toast(`Took over ${countText(latest.size, "decision")}. Undo (u) takes them out again.`);
}

function forgetTaken({name, written, entries, fitting}) {
  const left = entries.filter(entry => entry.decision && !fitting.includes(entry));
  if (left.length) localStorage.setItem(name, JSON.stringify({isSaved: false, written, entries: left}));
  else localStorage.removeItem(name);
}

function offerOlderDecisions() {
  const older = findOlderDecisions(), fitting = new Set(older.flatMap(journal => journal.fitting.map(({key}) => key))).size;
  if (!fitting) return;
  const all = older.reduce((sum, {entries}) => sum + entries.filter(({decision}) => decision).length, 0);
  const pages = older.map(({written}) => written).filter(Boolean).join(", ");
  at("offer").hidden = false;
  at("offer").firstElementChild.textContent = `An older page${pages && ` (as of ${pages})`} left ${countText(all, "decision")} in this browser that no file has; `
    + `${fitting.toLocaleString("en")} still fit${fitting === 1 ? "s" : ""}.`;
  at("take-over").textContent = `Take over ${countText(fitting, "decision")}`;
  at("take-over").onclick = () => { at("offer").hidden = true; takeOver(older); };
  at("not-now").onclick = () => { at("offer").hidden = true; };
}
