"use strict";
// The places and what the reviewer decided of them: undo, redo, the journal in the browser, the CSV out and in.

const NEAR_KM = 25; // farther from its cluster's centroid the import wants --force
const JOURNAL = `fleettickets ${data.export_id}`;

const nameKey = name => name.trim().replace(/\s+/g, " ").toLowerCase();
const placeKey = (what, cluster, place) => [what, nameKey(cluster), nameKey(place)].join("\n");

function toPlace(cells, index) {
  const of = name => cells[data.columns.indexOf(name)];
  const place = {index, cells, tickets: Number(of("tickets")), waiting: data.waiting[index]};
  for (const name of ["what", "cluster", "status", "provider", "query", "label", "note", "concern", "revision"]) place[name] = of(name);
  place.title = of("place") || of("cluster");
  place.verified = of("verified") === "true";
  place.names = of("names") ? of("names").split(data.name_separator) : [];
  place.point = of("lat") === "" ? null : {lat: Number(of("lat")), lng: Number(of("lng"))};
  place.key = placeKey(place.what, place.cluster, of("place"));
  place.text = [place.title, ...place.names, place.cluster, place.label, place.concern, ...place.waiting.map(t => t[1])].join("\n").toLowerCase();
  return place;
}

const places = data.places.map(toPlace);
const placeOf = new Map(places.map(place => [place.key, place]));
const decisions = new Map(); // by place: {verdict: accept|move|reject, point: where to, for move}
const past = [], future = []; // steps: lists of {place, before, after}
let isSaved = true, isKept = true;

// How a place stands in the gazetteer, and how with the reviewer's decision.
const statusOf = place => place.status === "rejected" ? "rejected" : place.verified ? "verified" : place.status || "unasked";
const stateOf = place => decisions.get(place)?.verdict || statusOf(place);

// Where a place is, with the reviewer's moves; null if nobody knows.
const pointOf = place => decisions.get(place)?.point || place.point;

const centroids = new Map(data.centroids.map(([cluster, , lat, lng]) => [nameKey(cluster), {cluster, lat, lng}]));

function centroidOf(cluster) {
  const own = placeOf.get(placeKey("cluster", cluster, ""));
  const decision = own && decisions.get(own);
  if (decision) return decision.verdict === "reject" ? null : pointOf(own);
  return centroids.get(nameKey(cluster)) || null;
}

// --- steps ---

function decide(changes) {
  const step = changes.map(({place, after}) => ({place, before: decisions.get(place) || null, after}));
  past.push(step);
  future.length = 0;
  apply(step, "after");
}

function apply(step, side) {
  for (const change of step) {
    if (change[side]) decisions.set(change.place, change[side]);
    else decisions.delete(change.place);
  }
  isSaved = false;
  keepJournal();
}

// Takes the last step back; the place to look at, or undefined if there was none.
function undo() {
  const step = past.pop();
  if (step) future.push(step), apply(step, "before");
  return step?.at(-1).place;
}

function redo() {
  const step = future.pop();
  if (step) past.push(step), apply(step, "after");
  return step?.at(-1).place;
}

// --- the journal: what survives a reload. A browser may refuse it; the CSV is what counts. ---

function keepJournal() {
  const entries = [...decisions].map(([place, {verdict, point}]) => [place.key, verdict, point]);
  try {
    localStorage.setItem(JOURNAL, JSON.stringify({isSaved, entries}));
    isKept = true;
  } catch {
    isKept = false;
  }
}

function readJournal() {
  try {
    const journal = JSON.parse(localStorage.getItem(JOURNAL)) || {isSaved: true, entries: []};
    for (const [key, verdict, point] of journal.entries) decisions.set(placeOf.get(key), {verdict, point});
    isSaved = journal.isSaved;
  } catch {
    isKept = false;
  }
}

// --- the CSV ---

function toCsv() {
  const texts = new Set(data.columns.filter(name => !data.number_columns.includes(name)));
  const escaped = place => place.cells.map((cell, i) => texts.has(data.columns[i]) ? escapeFormula(cell) : cell);
  const rows = places.map(place => [...escaped(place), ...decisionCells(decisions.get(place))]);
  return writeCsv([[...data.columns, "decision", "new_lat", "new_lng"], ...rows]);
}

function decisionCells(decision) {
  if (!decision) return ["", "", ""];
  const {verdict, point} = decision;
  return point ? [verdict, String(point.lat), String(point.lng)] : [verdict, "", ""];
}

function markSaved() {
  isSaved = true;
  keepJournal();
}

// Takes the decisions of a saved CSV over as one step: how many, and what was left out and why.
function takeCsv(bytes) {
  const rows = readCsv(bytes);
  if (!rows.length || !("decision" in rows[0])) throw new Error("it has no column \"decision\": is it a CSV that this page saved?");
  const decided = rows.filter(row => row.decision.trim());
  const read = decided.map(readDecision);
  const changes = read.filter(change => !change.trouble);
  if (changes.length) decide(changes);
  return {taken: changes.length, left: read.filter(change => change.trouble)};
}

function readDecision(row) {
  const verdict = row.decision.trim().toLowerCase(), place = placeOf.get(placeKey(row.what || "", row.cluster || "", row.place || ""));
  const name = row.place || row.cluster || "?";
  if (!place) return {name, trouble: "not on this page"};
  if (row.revision !== place.revision) return {name, trouble: "changed since that file was written"};
  if (!["accept", "move", "reject"].includes(verdict)) return {name, trouble: `"${row.decision}" is no decision`};
  if (verdict === "accept" && !place.point) return {name, trouble: "it has no point to accept"};
  if (verdict !== "move") return {place, after: {verdict}};
  const point = onEarth(decimal(row.new_lat || ""), decimal(row.new_lng || ""));
  return point ? {place, after: {verdict, point}} : {name, trouble: "no coordinate to move it to"};
}
