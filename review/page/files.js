"use strict";
// The decisions as a CSV: saved, and loaded again, here or on another page of the same export.

const SAME_POINT_KM = 0.002;
let lastFile = "";

function toCsv() {
  const rows = places.map(place => rowCells(place, decisions.get(place)));
  return writeCsv([data.columns, ...rows]);
}

function rowCells(place, decision) {
  const written = decisionCells(decision);
  return data.columns.map((name, i) => {
    const cell = written[name] ?? place.cells[i];
    return data.number_columns.includes(name) ? cell : escapeFormula(cell);
  });
}

function decisionCells(decision) {
  if (!decision) return {};
  const {verdict, point, rank, comment} = decision, said = comment === undefined ? {} : {comment};
  if (verdict === "candidate") return {decision: String(rank), ...said};
  return {decision: verdict, ...point && {new_lat: degreesText(point.lat), new_lng: degreesText(point.lng)}, ...said};
}

// Never with an exponent, which no degree is written in.
const degreesText = degrees => degrees.toFixed(6).replace(/\.?0+$/, "");

// No two saves have one name: nobody takes the older file for the newer one.
function nextFileName() {
  const two = n => String(n).padStart(2, "0"), now = new Date();
  const stamp = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  const name = `places-${data.export_id}-${stamp}-${String(now.getMilliseconds()).padStart(3, "0")}.csv`;
  return name === lastFile ? name.replace(".csv", "-again.csv") : name;
}

function save() {
  at("comment").blur(); // what is typed there belongs to it
  keepJournal(); // with what another tab has decided meanwhile
  const url = URL.createObjectURL(new Blob([toCsv()], {type: "text/csv;charset=utf-8"}));
  lastFile = nextFileName();
  el("a", {href: url, download: lastFile}).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000); // the browser may still be writing
  markSaved();
  showKept();
  toast(`${countText(decisions.size, "decision")} handed to the browser as ${lastFile}: see that it is among your downloads; if not, save again. Then: review_places.py --import ${lastFile}`);
}

// --- back ---

async function load(file) {
  let read;
  try {
    read = readDecisions(await file.arrayBuffer());
  } catch (error) {
    return toast(`${file.name} was not taken: ${error.message}`);
  }
  const disputed = read.fitting.filter(({place, after}) => isDecided(place) && !agree(decisions.get(place), after));
  if (disputed.length) askWhichCounts(disputed, kept => takeLoaded(file, read, kept));
  else takeLoaded(file, read, []);
}

// keep: the places whose decision here stays.
function takeLoaded(file, {fitting, left}, keep) {
  const taken = fitting.filter(({place, after}) => !keep.includes(place) && !isTaken(decisions.get(place), after));
  if (taken.length) decide(taken);
  const known = fitting.length - taken.length - keep.length, reasons = left.slice(0, 5).map(({name, trouble}) => `${name} (${trouble})`).join(", ");
  const parts = [
    `Took ${countText(taken.length, "decision")} from ${file.name}.`,
    known && `${countText(known, "decision")} ${known === 1 ? "was" : "were"} here already.`,
    keep.length && `Kept ${keep.length.toLocaleString("en")} of this page where the two disagree.`,
    left.length && `Left out ${left.length}: ${reasons}${left.length > 5 ? ", …" : ""}`,
  ];
  toast(parts.filter(Boolean).join(" "));
  redraw();
}

// The decisions of a saved CSV: those that fit this page, and what was left out and why.
function readDecisions(bytes) {
  const rows = readCsv(bytes);
  if (!rows.length || !("decision" in rows[0])) throw new Error("it has no column \"decision\": is it a CSV that this page saved?");
  const read = rows.filter(row => row.decision.trim()).map(readDecision);
  return {fitting: read.filter(change => !change.trouble), left: read.filter(change => change.trouble)};
}

function readDecision(row) {
  const verdict = row.decision.trim().toLowerCase(), place = placeOf.get(placeKey(row.what || "", row.cluster || "", row.place || ""));
  const name = row.place || row.cluster || "?";
  if (!place) return {name, trouble: "not on this page"};
  if (row.revision !== place.revision) return {name, trouble: "changed since that file was written"};
  const comment = "comment" in row && row.comment.trim() !== place.comment ? {comment: row.comment.trim()} : {};
  if (/^[1-9]$/.test(verdict)) return readCandidate(place, Number(verdict), comment);
  if (!VERDICTS.includes(verdict) || verdict === "candidate") return {name, trouble: `"${row.decision}" is not a decision`};
  if (verdict === "accept" && !place.point) return {name, trouble: "it has no point to accept"};
  if (verdict !== "move") return {place, after: {verdict, ...comment}};
  const point = onEarth(decimal(row.new_lat || ""), decimal(row.new_lng || ""));
  return point ? {place, after: {verdict, point, ...comment}} : {name, trouble: "no coordinate to move it to"};
}

function readCandidate(place, rank, comment) {
  const after = candidateDecision(place, rank);
  return after ? {place, after: {...after, ...comment}} : {name: place.title, trouble: `it has no answer ${rank}`};
}

function agree(one, other) {
  if (one.verdict !== other.verdict || one.rank !== other.rank || (one.comment && other.comment && one.comment !== other.comment)) return false;
  return !one.point || distanceKm(one.point, other.point) <= SAME_POINT_KM;
}

const isTaken = (here, loaded) => here && agree(here, loaded) && (!loaded.comment || here.comment === loaded.comment);

// --- where the file and this page disagree ---

function askWhichCounts(disputed, take) {
  const rows = disputed.map(disputeRow);
  at("disputes").replaceChildren(...rows);
  at("dispute-title").textContent = `${countText(disputed.length, "place")} decided otherwise in the file`;
  const setAll = value => () => { for (const row of rows) row.querySelector(`[value=${value}]`).checked = true; };
  at("all-mine").onclick = setAll("mine");
  at("all-theirs").onclick = setAll("theirs");
  at("dispute-take").onclick = () => take(disputed.filter((_, i) => rows[i].querySelector("[value=mine]").checked).map(({place}) => place));
  at("dispute").onclose = () => { if (at("dispute").returnValue !== "take") toast("Nothing of the file was taken."); };
  at("dispute").returnValue = "";
  at("dispute").showModal();
}

function disputeRow({place, after}, i) {
  const choice = (value, whose, decision) => el("label", {}, el("input", {type: "radio", name: `dispute-${i}`, value, checked: value === "mine"}),
    `${whose}: ${describeDecision(place, decision)}`);
  return el("fieldset", {}, el("legend", {textContent: `${place.title}${place.what === "location" ? `, ${place.cluster}` : ""}`}),
    choice("mine", "here", decisions.get(place)), choice("theirs", "in the file", after));
}

function describeDecision(place, {verdict, point, comment}) {
  return describeVerdict(place, verdict, point) + (comment ? ` (${comment})` : "");
}

function describeVerdict(place, verdict, point) {
  if (verdict === "candidate") return `another answer, at ${pointText(point)}`;
  if (verdict !== "move") return STATES[verdict].name.replace("you: ", "");
  return place.point ? `moved by ${kmText(distanceKm(place.point, point))} to ${pointText(point)}` : `placed at ${pointText(point)}`;
}
