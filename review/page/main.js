"use strict";
// What a person does with the chosen place: accept, reject, move, go on.

const TWO_WHOLE_NUMBERS = /^\D*\d+\D+\d+\D*$/;
let current = null;

// place: null when the filters leave none. One that they hide is shown: what is judged is what is seen.
function choose(place, {isFromMap = false} = {}) {
  if (place && !shown.includes(place)) clearFilters();
  current = place;
  closeQuestion();
  clearFields();
  setPlacing(false);
  drawRows();
  showCard();
  showKept();
  if (!place) return hidePin();
  scrollToRow(place);
  if (isFromMap) showPin(place);
  else showOnMap(place);
}

function clearFields() {
  at("coordinate").value = "";
  at("coordinate-trouble").textContent = "";
  at("comment").value = current ? commentOf(current) : "";
}

// After a step: everything that shows decisions.
function redraw() {
  drawRows();
  showCard();
  showKept();
  if (current) showPin(current);
  if (current && document.activeElement !== at("comment")) at("comment").value = commentOf(current);
}

function showKept() {
  const undecided = places.length - decisions.size;
  at("progress").max = places.length || 1;
  at("progress").value = decisions.size;
  const kept = isSaved ? "sent to your downloads" : isKept ? "kept in this browser, not in a file yet" : "NOT KEPT by this browser: save now and then";
  at("kept").textContent = `${decisions.size.toLocaleString("en")} of ${countText(places.length, "place")} decided`
    + (decisions.size || !isSaved ? ` · ${kept}` : undecided ? "" : " · all done");
  at("undo").disabled = !past.length;
  at("redo").disabled = !future.length;
  showAcceptable();
}

// --- verdicts ---

function accept() {
  if (!pointOf(current)) return toast("There is no point to accept: move it to where it is (m), or reject it (x).");
  if (["move", "candidate"].includes(decisions.get(current)?.verdict)) return next(); // it is where a person put it
  const doubt = describeDoubt(current);
  if (doubt) ask(`${current.title}: ${doubt}`, [{label: "Accept anyway", key: "y", act: acceptMeant}]);
  else acceptMeant();
}

function acceptMeant() {
  decide([{place: current, after: {verdict: "accept"}}]);
  next();
}

// What a person should know before accepting the machine's point; "" if nothing speaks against it.
function describeDoubt(place) {
  const far = describeDistance(place, pointOf(place));
  if (far) return `it is ${far}. The import takes that only with --force.`;
  if (statusOf(place) !== "too_coarse") return "";
  const distance = distanceWithLimit(place, pointOf(place));
  return `the answer was refused as too coarse: a county, or the cluster again${distance ? `, ${kmText(distance.km)} from ${distance.from}` : ""}. Its tickets would stand there.`;
}

function reject() {
  decide([{place: current, after: {verdict: "reject"}}]);
  next();
}

function setUnsure() {
  decide([{place: current, after: {verdict: "unsure"}}]);
  next();
}

// The geocoder's answer of this number is the place.
function chooseCandidate(rank) {
  const place = current, after = candidateDecision(place, rank);
  if (!after) return toast(place.candidates.length ? `There is no answer ${rank}.` : "The geocoder's answers are not known for this place.");
  const far = describeDistance(place, after.point), take = () => { decide([{place, after}]); next(); };
  if (far) ask(`Answer ${rank} is ${far}. The import takes that only with --force.`, [{label: `Take answer ${rank}`, key: "y", act: take}]);
  else take();
}

// A comment alone would not be imported: it makes an undecided place unsure.
function setComment(text) {
  if (!current || text.trim() === commentOf(current)) return;
  decide([{place: current, after: {verdict: "unsure", ...decisions.get(current), comment: text.trim()}}]);
  whenReleased(redraw);
}

// A click that ends a field's editing is lost if what it is on is drawn anew between its press and its release.
let isPressed = false;
addEventListener("pointerdown", () => { isPressed = true; }, true);
addEventListener("pointerup", () => { isPressed = false; }, true);

function whenReleased(act) {
  if (isPressed) addEventListener("pointerup", () => setTimeout(act), {once: true});
  else act();
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
  const point = parseNear(text);
  at("coordinate-trouble").textContent = point ? "" : describeUnread(text);
  if (!point) return;
  at("coordinate").blur();
  if (isProbablySwapped(point)) askWhichWay(point);
  else putAt(point);
}

const parseNear = text => parsePoint(text, centroidOf(current.cluster) || pointOf(current));

// Far from the cluster as it stands, near it the other way round.
function isProbablySwapped({lat, lng}) {
  const swapped = onEarth(lng, lat);
  return Boolean(swapped && describeDistance(current, {lat, lng}) && !describeDistance(current, swapped));
}

function askWhichWay(point) {
  const swapped = {lat: point.lng, lng: point.lat};
  ask(`${pointText(point)} is ${describeDistance(current, point)}; the other way round it is near. Latitude comes first.`, [
    {label: `Put it at ${pointText(swapped)}`, key: "y", act: () => putAt(swapped)},
    {label: "As it was written", act: () => putAt(point)},
  ]);
}

// What is pasted anywhere on the page is where the chosen place is, if it can be meant so.
function putPasted(text) {
  const point = parseNear(text);
  if (!point) return toast(`What was pasted is not a coordinate. ${describeUnread(text)}`);
  const far = describeDistance(current, point);
  if (isProbablySwapped(point)) askWhichWay(point);
  else if (far || TWO_WHOLE_NUMBERS.test(text)) ask(`Pasted: ${pointText(point)}${far ? `, ${far}` : ""}. Is ${current.title} there?`, [{label: "Put it there", key: "y", act: () => putAt(point)}]);
  else putAt(point);
}

// The next undecided place below; never back to the top by itself.
function next() {
  const from = shown.indexOf(current), place = shown.find((candidate, i) => i > from && !decisions.has(candidate));
  if (place) return choose(place);
  redraw();
  toast(`That was the last undecided place of this list. ${shown.some(p => !decisions.has(p)) ? "Some above are undecided." : "Save (Ctrl+S) writes the CSV."}`);
}

// At either end of the list the place stays.
function step(by) {
  const place = shown[shown.indexOf(current) + by];
  if (place) choose(place);
}

function chooseAfter(undoOrRedo) {
  const place = undoOrRedo();
  if (!place) return toast("There is nothing left to undo or redo.");
  choose(place);
}
