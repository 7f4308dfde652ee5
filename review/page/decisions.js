"use strict";
// What the reviewer decided, step by step: undo and redo.

const VERDICTS = ["accept", "move", "candidate", "reject", "unsure"];
const past = [], future = []; // steps: lists of {place, before, after}
const changedAt = new Map(); // by place: when its decision was made or taken back here or in another tab, in ms
let isSaved = true;
let lastMoment = 0;

const isDecided = place => decisions.has(place);

// The decision for one of the geocoder's answers, by its number; null if it has none of that number.
function candidateDecision(place, rank) {
  const found = place.candidates.find(candidate => candidate.rank === rank);
  return found ? {verdict: "candidate", rank, point: {lat: found.lat, lng: found.lng}} : null;
}

// One step. after: {verdict, ...}, or null to take the decision back. A comment stays with the place unless another is given.
function decide(changes) {
  const step = changes.map(({place, after}) => {
    const before = decisions.get(place) || null;
    return {place, before, after: after && {comment: before?.comment, ...after}};
  });
  past.push(step);
  future.length = 0;
  apply(step, "after");
}

function apply(step, side) {
  for (const change of step) setDecision(change.place, change[side], nextMoment());
  isSaved = false;
  keepJournal();
}

function setDecision(place, decision, moment) {
  changedAt.set(place, moment);
  if (decision) decisions.set(place, decision);
  else decisions.delete(place);
}

// Never the same twice, so that of two changes one is the later.
function nextMoment() {
  lastMoment = Math.max(Date.now(), lastMoment + 1);
  return lastMoment;
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
