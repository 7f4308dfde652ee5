"use strict";
// The list: search, filters, and rows that are drawn only where they are seen.

const ROW_PX = 58, SAMPLE = 10;
let ordered = places;
let shown = places; // the filtered places; stays as it is while one decides, so that no row jumps

const FILTERS = {
  "by-status": [["", "Any status"], ...Object.entries(STATES).slice(0, 8).map(([value, {name}]) => [value, name[0].toUpperCase() + name.slice(1)])],
  "by-cluster": [["", "Any cluster"], ["cluster", "Only clusters themselves"], ...namesOfClusters().map(name => [`in ${name}`, name])],
  "by-concern": [["", "Any concern"], ["yes", "With a concern"], ["no", "Without a concern"]],
  "by-decision": [
    ["", "Decided or not"], ["none", "Undecided"], ["any", "Decided"], ["accept", "Accepted"], ["move", "Moved"], ["candidate", "Another answer"], ["reject", "Rejected"], ["unsure", "Unsure"],
  ],
};

function namesOfClusters() {
  const names = new Map(places.map(place => [nameKey(place.cluster), place.cluster]));
  return [...names.values()].sort((a, b) => a.localeCompare(b));
}

function fillFilters() {
  for (const [id, options] of Object.entries(FILTERS)) {
    at(id).append(...options.map(([value, textContent]) => el("option", {value, textContent})));
    at(id).onchange = filterPlaces;
  }
  at("order").append(...Object.entries(ORDERS).map(([value, [textContent]]) => el("option", {value, textContent})));
  at("order").onchange = () => { ordered = ORDERS[at("order").value][1](); filterPlaces(); if (current) scrollToRow(current); };
  at("accept-all").onclick = askToAcceptAll;
  at("search").oninput = filterPlaces;
  at("search").onkeydown = event => { if (event.key === "Enter" && shown.length) at("list").focus(), choose(shown[0]); };
  at("list").onscroll = () => requestAnimationFrame(drawRows);
  new ResizeObserver(drawRows).observe(at("list"));
}

// The focus stays in the field: what is typed there must not become a verdict.
function filterPlaces() {
  const words = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const [status, cluster, concern, decision] = Object.keys(FILTERS).map(id => at(id).value);
  shown = ordered.filter(place => words.every(word => place.text.includes(word))
    && (!status || statusOf(place) === status)
    && (!cluster || (cluster === "cluster" ? place.what === "cluster" : nameKey(cluster.slice(3)) === nameKey(place.cluster)))
    && (!concern || Boolean(place.concern) === (concern === "yes"))
    && fitsDecision(place, decision));
  at("list").scrollTop = 0;
  showShown();
  if (shown.includes(current)) drawRows(), drawPlaces(), showAcceptable();
  else choose(shown[0] || null); // what is judged is what is shown
}

function clearFilters() {
  at("search").value = "";
  for (const id of Object.keys(FILTERS)) at(id).value = "";
  shown = ordered;
  showShown();
}

function fitsDecision(place, wanted) {
  const verdict = decisions.get(place)?.verdict;
  return !wanted || (wanted === "none" ? !verdict : wanted === "any" ? Boolean(verdict) : verdict === wanted);
}

const countTickets = among => among.reduce((sum, place) => sum + place.tickets, 0);

function showShown() {
  at("shown").textContent = `${shown.length === places.length ? "" : `${shown.length.toLocaleString("en")} of `}`
    + `${countText(places.length, "place")}, ${countText(countTickets(shown), "open ticket")}`;
}

// --- all that is shown ---

// What a person may accept without looking at each: found, no concern, not judged yet, and the import takes it.
const listAcceptable = () => shown.filter(place => place.status === "ok" && !place.verified && !place.concern && place.point && !isDecided(place) && !describeDoubt(place));

function showAcceptable() {
  const count = listAcceptable().length;
  at("accept-all").hidden = !count;
  at("accept-all").textContent = `Accept all ${count.toLocaleString("en")} without a concern…`;
}

function askToAcceptAll() {
  const acceptable = listAcceptable(), sample = acceptable.filter((_, i) => i % Math.ceil(acceptable.length / SAMPLE) === 0);
  at("bulk-title").textContent = `Accept ${countText(acceptable.length, "place")}?`;
  at("bulk-count").textContent = `Of the ${countText(shown.length, "place")} shown these were found, have no concern, and are not decided yet; `
    + `${countText(countTickets(acceptable), "open ticket")} hang on them. ${sample.length < acceptable.length ? "A sample:" : ""}`;
  at("bulk-sample").replaceChildren(...sample.map(sampleRow));
  at("bulk-accept").textContent = `Accept all ${acceptable.length.toLocaleString("en")}`;
  at("bulk-accept").onclick = () => acceptAll(acceptable); // not on "close", which comes a frame later, perhaps after Ctrl+S
  at("bulk").onclose = showAcceptable;
  at("accept-all").hidden = true;
  at("bulk").showModal();
}

function sampleRow(place) {
  const distance = distanceWithLimit(place, place.point);
  const known = [place.label, distance && `${kmText(distance.km)} from ${distance.from}`].filter(Boolean).join(" · ");
  return el("li", {}, el("b", {textContent: place.title}), ` in ${place.cluster}`, el("small", {textContent: known}));
}

// One step, so that one undo takes all of it back.
function acceptAll(acceptable) {
  decide(acceptable.map(place => ({place, after: {verdict: "accept"}})));
  redraw();
  toast(`Accepted ${countText(acceptable.length, "place")}. Undo (u) takes all of it back.`);
}

function drawRows() {
  const list = at("list"), first = Math.max(0, Math.floor(list.scrollTop / ROW_PX) - 4);
  const last = Math.min(shown.length, first + Math.ceil(list.clientHeight / ROW_PX) + 8);
  const tall = el("div", {className: "rows"});
  tall.style.height = `${shown.length * ROW_PX}px`;
  for (let i = first; i < last; i++) tall.append(rowElement(shown[i], i));
  list.replaceChildren(shown.length ? tall : el("p", {className: "empty", textContent: "No place fits these filters."}));
  list.setAttribute("role", shown.length ? "listbox" : "group"); // a list box without options is an error to a screen reader
  if (current) list.setAttribute("aria-activedescendant", `row-${current.index}`);
  else list.removeAttribute("aria-activedescendant");
}

function rowElement(place, i) {
  const state = stateOf(place), isCluster = place.what === "cluster", where = isCluster ? "the cluster itself" : `in ${place.cluster}`;
  const row = el("div", {className: "row", id: `row-${place.index}`, onclick: () => { choose(place); showView("card", true); }},
    markerElement(state, isCluster, 8),
    el("div", {className: "what"},
      el("div", {}, el("b", {textContent: place.title}), " ", el("span", {textContent: where})),
      el("small", {textContent: place.concern || STATES[state].name})),
    el("span", {className: "count", textContent: place.tickets.toLocaleString("en"), title: countText(place.tickets, "open ticket")}));
  row.style.top = `${i * ROW_PX}px`;
  row.setAttribute("role", "option");
  row.setAttribute("aria-label", [place.title, where, STATES[state].name, place.concern, countText(place.tickets, "open ticket")].filter(Boolean).join(", "));
  row.setAttribute("aria-selected", place === current);
  row.setAttribute("aria-posinset", i + 1);
  row.setAttribute("aria-setsize", shown.length);
  if (decisions.has(place)) row.classList.add("decided");
  return row;
}

function scrollToRow(place) {
  const list = at("list"), top = shown.indexOf(place) * ROW_PX;
  if (top < 0) return;
  if (top < list.scrollTop) list.scrollTop = top - ROW_PX;
  else if (top + 2 * ROW_PX > list.scrollTop + list.clientHeight) list.scrollTop = top + 2 * ROW_PX - list.clientHeight;
}
