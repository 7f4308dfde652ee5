"use strict";
// The chosen place's card: what is known of it, what was decided, the tickets that hang on it.

const NAMES_AT_FIRST = 6, TICKETS_AT_FIRST = 5;

function showCard() {
  const place = current;
  at("side-card").classList.toggle("nothing", !place);
  if (!place) return at("card").replaceChildren(el("p", {className: "empty", textContent: places.length ? "No place fits these filters." : "Nothing to review: no place is worth a look."}));
  const isCluster = place.what === "cluster";
  at("card").replaceChildren(...[
    el("p", {className: "kind", textContent: isCluster ? "Cluster" : `Place in ${place.cluster}`}),
    el("h2", {textContent: place.title}),
    el("p", {className: "state"}, markerElement(statusOf(place), isCluster), el("span", {textContent: STATES[statusOf(place)].name}),
      el("span", {className: "open", textContent: countText(place.tickets, "open ticket")})),
    decisionLine(place),
    place.concern && el("p", {className: "concern"}, el("b", {textContent: "Worth a look: "}), place.concern),
    el("dl", {}, ...facts(place)),
    elsewhere(place),
    candidateList(place),
    ticketTable(place),
  ].filter(Boolean));
  at("chosen").replaceChildren(markerElement(stateOf(place), isCluster, 6), el("b", {textContent: place.title}),
    el("span", {textContent: countText(place.tickets, "open ticket")}));
  at("accept").disabled = !pointOf(place);
}

function decisionLine(place) {
  const decision = decisions.get(place);
  if (!decision) return null;
  const moved = place.point ? `You moved it by ${kmText(distanceKm(place.point, pointOf(place)))}` : "You placed it";
  const words = {accept: "You accepted it", reject: "You rejected it", unsure: "You are unsure", candidate: `You chose answer ${decision.rank}`, move: moved}[decision.verdict];
  return el("p", {className: `decision ${decision.verdict}`}, el("b", {textContent: words}),
    warning(place), el("button", {textContent: "Take back", onclick: takeBack}));
}

// What the import will refuse without --force.
function warning(place) {
  const point = pointOf(place), far = decisions.get(place)?.verdict !== "reject" && point && describeDistance(place, point);
  return far ? el("span", {textContent: `${far}: the import takes it only with --force`}) : null;
}

function facts(place) {
  const fact = (name, value) => value && el("div", {}, el("dt", {textContent: name}), el("dd", {}, value));
  return [
    fact(place.names.length > 1 ? `Network names (${place.names.length})` : "Network name", nameList(place.names)),
    fact("Asked", place.query),
    fact("Answered", place.label && `${place.label}${place.provider ? ` (${place.provider})` : ""}`),
    fact("Note", place.note),
    fact("Where", whereabouts(place)),
    fact("Judged before", place.decided),
  ].filter(Boolean);
}

function nameList(names) {
  if (!names.length) return "";
  const list = el("ul", {className: "names"}, ...names.slice(0, NAMES_AT_FIRST).map(textContent => el("li", {textContent})));
  const rest = names.slice(NAMES_AT_FIRST);
  if (rest.length) list.append(moreButton(rest.length, () => rest.map(textContent => el("li", {textContent}))));
  return list;
}

function moreButton(count, makeElements) {
  const button = el("button", {className: "more", textContent: `show ${count} more`});
  button.onclick = () => button.replaceWith(...makeElements());
  return button;
}

function whereabouts(place) {
  const point = pointOf(place);
  if (!point) return "nobody knows";
  return el("div", {},
    el("span", {className: "point", textContent: pointText(point)}),
    ...[fromCentroid(place, point), fromNeighbour(place, point)].filter(Boolean));
}

function publicMap({lat, lng}) {
  const [a, b] = [lat.toFixed(5), lng.toFixed(5)];
  return `https://www.openstreetmap.org/?mlat=${a}&mlon=${b}#map=16/${a}/${b}`;
}

function fromCentroid(place, point) {
  const centroid = place.what === "location" && centroidOf(place.cluster);
  return centroid && el("p", {
    className: distanceKm(centroid, point) > data.limits.location_km ? "far" : "",
    textContent: `${away(centroid, point)} ${place.cluster}'s centroid`,
  });
}

const away = (from, to) => {
  const km = distanceKm(from, to);
  return km < 0.05 ? "at" : `${kmText(km)} ${directionTo(from, to)} of`;
};

// The accepted place next to it, so that one knows the neighbourhood by a name.
function fromNeighbour(place, point) {
  let best = null, least = 15;
  for (const [cluster, name, lat, lng] of [...data.accepted, ...data.centroids]) {
    const km = distanceKm(point, {lat, lng});
    if (km < least && placeKey(name ? "location" : "cluster", cluster, name) !== place.key && nameKey(name || cluster) !== nameKey(place.cluster)) {
      [best, least] = [{name: name || cluster, lat, lng}, km];
    }
  }
  return best && el("p", {textContent: `${away(best, point)} ${best.name}`});
}

// The geocoder's answers: their numbers are on the map too, and are the keys that choose them.
function candidateList(place) {
  if (!place.candidates.length) return null;
  return el("section", {className: "candidates"}, el("h3", {textContent: "The geocoder's answers"}), el("ul", {}, ...place.candidates.map(candidate => candidateItem(place, candidate))));
}

function candidateItem(place, {rank, label, kind, distance_km: km, reason}) {
  const isChosen = decisions.get(place)?.rank === rank;
  const button = el("button", {onclick: () => chooseCandidate(rank)}, el("kbd", {textContent: rank}), el("span", {}, label,
    el("small", {textContent: [kind, km !== null && km !== undefined && kmText(km), reason || rank === 1 && place.status === "ok" && "taken"].filter(Boolean).join(" · ")})));
  button.setAttribute("aria-pressed", isChosen);
  return el("li", {}, button);
}

function ticketTable(place) {
  if (!place.waiting.length) return null;
  const texts = new Map(place.tickets_text.map(({id, text}) => [id, text]));
  const cell = (textContent, className = "") => el("td", {textContent, className});
  const row = ([kind, id, status]) => el("tr", {}, el("td", {}, id, texts.has(id) ? el("small", {textContent: texts.get(id)}) : ""), cell(kind.toUpperCase(), "kind-of"), cell(status || ""));
  const body = el("tbody", {}, ...place.waiting.slice(0, TICKETS_AT_FIRST).map(row)), rest = place.waiting.slice(TICKETS_AT_FIRST);
  const hidden = place.tickets - place.waiting.length;
  const more = moreButton(rest.length, () => { body.append(...rest.map(row)); return []; });
  return el("section", {className: "tickets"}, el("h3", {textContent: "Tickets that hang on it"}), el("table", {}, body), rest.length ? more : null,
    hidden > 0 ? el("p", {className: "small", textContent: `and ${hidden.toLocaleString("en")} more`}) : null);
}

// --- elsewhere ---

const encode = text => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")); // half a pair can't be encoded
const placeLink = place => `#place=${[place.cluster, ...place.what === "location" ? [place.title] : []].map(encode).join("/")}`;
const searchText = place => place.query || [...new Set([place.title, place.cluster, data.country])].filter(Boolean).join(", ");
const searchLink = place => `https://www.openstreetmap.org/search?query=${encode(searchText(place))}`;

function elsewhere(place) {
  const outside = (href, textContent, title) => el("a", {href, textContent, title, target: "_blank", rel: "noopener noreferrer"});
  return el("p", {className: "elsewhere"}, outside(searchLink(place), "Search a map", "Search openstreetmap.org for it, and copy its name (g)"),
    pointOf(place) ? outside(publicMap(pointOf(place)), "See it on a map", "Open the spot on openstreetmap.org (o)") : null,
    el("a", {href: placeLink(place), textContent: "Link to this place"}));
}
