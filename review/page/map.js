"use strict";
// The map of places, on two canvases. The one marker of Leaflet's own is the chosen place's pin.

const PICK_PX = 16, SAME_SPOT_PX = 5;
const LARGEST_CIRCLE_PX = 160; // beyond it the circles of other clusters only cross each other
let isPlacing = false; // the next click on the map says where the place is
let spots = []; // what is drawn: {place, x, y} in the map's layer pixels

// Accepted places that are not among those to review: they only orient.
const neighbours = data.accepted
  .filter(([cluster, name]) => !placeOf.has(placeKey("location", cluster, name)))
  .map(([cluster, name, lat, lng]) => ({cluster, name, lat, lng}));

const centroidsByTickets = orderByTickets();

function orderByTickets() {
  const tickets = new Map();
  for (const place of places) tickets.set(nameKey(place.cluster), (tickets.get(nameKey(place.cluster)) || 0) + place.tickets);
  const weight = ({cluster}) => tickets.get(nameKey(cluster)) || 0;
  return [...centroids.values()].sort((a, b) => weight(b) - weight(a));
}

const backdrop = new PaintLayer(paintBackdrop, addPane("backdrop", 250));
const foreground = new PaintLayer(paintPlaces, addPane("foreground", 450));
const pin = L.marker([0, 0], {
  draggable: true, autoPan: true, keyboard: false, alt: "The chosen place: drag it to where it is",
  icon: L.divIcon({className: "pin", iconSize: [30, 40], iconAnchor: [15, 39],
    html: '<svg viewBox="0 0 30 40" aria-hidden="true"><path d="M15 39C13 31 2 25 2 14a13 13 0 0 1 26 0c0 11-11 17-13 25z"/><circle cx="15" cy="14" r="5"/></svg>'}),
});

function startMap() {
  showAll();
  setUpMap();
  backdrop.addTo(map);
  foreground.addTo(map);
  pin.on("dragend", () => putAt(pin.getLatLng()));
  map.on("click", onMapClick);
  map.on("mousemove", event => showTip(event.layerPoint, event.containerPoint));
  map.on("mouseout movestart", () => { at("tip").hidden = true; });
  at("legend").lastElementChild.append(...legendLines());
}

const drawPlaces = () => map.hasLayer(foreground) && (backdrop.redraw(), foreground.redraw());

const showAll = (maxZoom = 12) => fitPoints([...places.map(pointOf), ...centroids.values()].filter(Boolean), maxZoom);

// Shows the chosen place with what it is judged by: its cluster's centroid, and where it was before a move.
function showOnMap(place) {
  const centroid = centroidOf(place.cluster), point = pointOf(place);
  const points = [point, place.point, place.what === "location" && centroid, ...place.candidates.filter(candidate => !describeDistance(place, candidate))].filter(Boolean);
  if (point) fitPoints(points, place.what === "cluster" ? 10 : 13, 70);
  else showSurroundings(place, centroid);
  showPin(place);
}

// Where nobody knows the place: its cluster with the places known there, at a scale where one can click.
function showSurroundings(place, centroid) {
  const known = [...neighbours, ...places.map(other => ({cluster: other.cluster, ...pointOf(other)}))]
    .filter(({cluster, lat}) => lat !== undefined && nameKey(cluster) === nameKey(place.cluster))
    .filter(spot => !centroid || distanceKm(centroid, spot) <= data.limits.location_km);
  const points = [...known, ...place.candidates, centroid].filter(Boolean);
  if (points.length > 1) fitPoints(points, 13);
  else if (points.length) map.setView(points[0], 12, {animate: false});
  else showAll(8); // somewhere in the country
}

function showPin(place) {
  const point = pointOf(place);
  if (point) pin.setLatLng(point).addTo(map);
  else pin.remove();
  drawPlaces();
}

function hidePin() {
  pin.remove();
  drawPlaces();
}

function setPlacing(on) {
  isPlacing = on;
  at("map").classList.toggle("placing", on);
  at("move").setAttribute("aria-pressed", on);
  at("hint").hidden = !on;
  at("hint").textContent = on && current ? `Click where ${current.title} is${pointOf(current) ? ", or drag the pin" : ""}. Esc: leave it` : "";
}

// --- picking ---

function onMapClick(event) {
  if (isPlacing) return putAt(event.latlng);
  const near = nearest(event.layerPoint);
  if (near.length > 1) L.popup({maxHeight: 220}).setLatLng(event.latlng).setContent(pickList(near)).openOn(map);
  else if (near.length) choose(near[0], {isFromMap: true});
}

// The place next to a pixel, and those that share its spot.
function nearest(pixel) {
  const away = spots.map(spot => ({place: spot.place, px: Math.hypot(spot.x - pixel.x, spot.y - pixel.y)}));
  const least = Math.min(...away.map(({px}) => px));
  if (least > PICK_PX) return [];
  return away.filter(({px}) => px <= Math.max(least, SAME_SPOT_PX)).sort((a, b) => a.px - b.px).map(({place}) => place);
}

function pickList(near) {
  const pick = place => el("button", {onclick: () => { map.closePopup(); choose(place, {isFromMap: true}); }},
    markerElement(stateOf(place), place.what === "cluster", 6), place.title);
  return el("div", {className: "picks"}, el("b", {textContent: `${near.length} places here`}), ...near.map(pick));
}

const candidateNear = pixel => current?.candidates.find(candidate => pixelOf(candidate).distanceTo(pixel) < 10);

function showTip(pixel, {x, y}) {
  const [place] = isPlacing ? [] : nearest(pixel), candidate = candidateNear(pixel), tip = at("tip");
  tip.hidden = !place && !candidate;
  at("map").classList.toggle("pointing", Boolean(place));
  if (tip.hidden) return;
  tip.textContent = candidate ? `Answer ${candidate.rank}: ${candidate.label}` : `${place.title} · ${STATES[stateOf(place)].name} · ${countText(place.tickets, "ticket")}`;
  tip.style.left = `${Math.min(x + 14, map.getSize().x - tip.offsetWidth - 6)}px`;
  tip.style.top = `${y + 18}px`;
}

// --- painting ---

function paintBackdrop(ctx, bounds) {
  paintBasemap(ctx, bounds);
  paintCircles(ctx, bounds);
  paintFeed(ctx, bounds);
  paintKnown(ctx, bounds);
}

// Within these 25 km a location counts as its cluster's; the chosen cluster's circle stands out.
function paintCircles(ctx, bounds) {
  for (const [key, {cluster}] of knownClusters()) {
    const centre = centroidOf(cluster);
    if (!centre) continue;
    const {x, y} = pixelOf(centre), radius = y - pixelOf({lat: centre.lat + data.limits.location_km / 111.195, lng: centre.lng}).y;
    const isChosen = current && key === nameKey(current.cluster);
    if (!isNearBounds(bounds, {x, y}, radius) || (!isChosen && (radius < 5 || radius > LARGEST_CIRCLE_PX))) continue;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 7);
    ctx.setLineDash(isChosen ? [] : [3, 5]);
    ctx.strokeStyle = ink(isChosen ? "chosen" : "circle");
    ctx.lineWidth = isChosen ? 1.5 : 0.8;
    ctx.stroke();
    if (isChosen) ctx.globalAlpha = 0.06, ctx.fillStyle = ink("chosen"), ctx.fill(), ctx.globalAlpha = 1;
  }
  ctx.setLineDash([]);
}

function knownClusters() {
  const known = new Map(centroids);
  for (const place of places) if (place.what === "cluster" && pointOf(place)) known.set(nameKey(place.cluster), place);
  return known;
}

function paintFeed(ctx, bounds) {
  ctx.fillStyle = ink("feed");
  for (const [lat, lng] of data.feed) {
    const {x, y} = pixelOf({lat, lng});
    if (isNearBounds(bounds, {x, y})) ctx.fillRect(x - 1.5, y - 1.5, 3, 3);
  }
}

function paintKnown(ctx, bounds) {
  ctx.fillStyle = ink("known");
  for (const spot of map.getZoom() < 9 ? centroids.values() : [...centroids.values(), ...neighbours]) {
    const {x, y} = pixelOf(spot);
    if (!isNearBounds(bounds, {x, y})) continue;
    ctx.beginPath();
    ctx.arc(x, y, 2.5, 0, 7);
    ctx.fill();
  }
}

// Those of most tickets are painted last, on top.
function paintPlaces(ctx, bounds) {
  spots = [];
  const size = map.getZoom() < 9 ? 5 : 7;
  if (current) paintTies(ctx, current);
  for (let i = shown.length - 1; i >= 0; i--) {
    const place = shown[i], point = pointOf(place);
    if (!point) continue;
    const {x, y} = pixelOf(point);
    if (!isNearBounds(bounds, {x, y})) continue;
    spots.push({place, x, y});
    drawMarker(ctx, x, y, place.what === "cluster" ? size + 1 : size, stateOf(place), place.what === "cluster");
  }
  paintNames(ctx, bounds);
  if (current) paintCandidates(ctx, bounds, current);
}

// The numbers of the card's list, each where that answer lies.
function paintCandidates(ctx, bounds, place) {
  for (const candidate of [...place.candidates].reverse()) {
    const {x, y} = pixelOf(candidate);
    if (!isNearBounds(bounds, {x, y})) continue;
    ctx.beginPath();
    ctx.arc(x, y, 10, 0, 7);
    const isChosen = decisions.get(place)?.rank === candidate.rank;
    ctx.fillStyle = ink(isChosen ? "move" : "paper");
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = ink("move");
    ctx.stroke();
    ctx.font = "bold 12px system-ui, sans-serif";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = ink(isChosen ? "paper" : "move");
    ctx.fillText(candidate.rank, x, y + 1);
  }
}

// Clusters' names first, then from near those of the places, as far as there is room.
function paintNames(ctx, bounds) {
  const taken = [], zoom = map.getZoom();
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.font = "600 12px system-ui, sans-serif";
  for (const {cluster, lat, lng} of centroidsByTickets) paintName(ctx, bounds, taken, {name: cluster, lat, lng, colour: ink("ink")});
  ctx.font = "11px system-ui, sans-serif";
  for (const {name, lat, lng} of zoom < 11 ? [] : neighbours) paintName(ctx, bounds, taken, {name, lat, lng, colour: ink("known")});
  for (const {place} of zoom < 11 ? [] : spots.toReversed()) paintName(ctx, bounds, taken, {name: place.title, ...pointOf(place), colour: ink("place")});
}

function paintName(ctx, bounds, taken, {name, lat, lng, colour}) {
  const {x, y} = pixelOf({lat, lng}), left = x + 11, right = left + ctx.measureText(name).width;
  if (!isNearBounds(bounds, {x, y}) || taken.some(box => left < box.right && right > box.left && Math.abs(y - box.y) < 14)) return;
  taken.push({left, right, y});
  ctx.lineWidth = 3;
  ctx.strokeStyle = ink("halo");
  ctx.strokeText(name, left, y);
  ctx.fillStyle = colour;
  ctx.fillText(name, left, y);
}

// From the chosen place to its centroid, and to where it was.
function paintTies(ctx, place) {
  const point = pointOf(place), centroid = place.what === "location" && centroidOf(place.cluster);
  if (point && centroid) paintTie(ctx, centroid, point, ink("chosen"));
  if (point && place.point && point !== place.point) paintTie(ctx, place.point, point, ink("move"));
}

function paintTie(ctx, from, to, colour) {
  const [a, b] = [pixelOf(from), pixelOf(to)];
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([6, 4]);
  strokeLine(ctx, a.x, a.y, b.x, b.y);
  ctx.setLineDash([]);
  if (Math.hypot(a.x - b.x, a.y - b.y) < 90) return;
  ctx.font = "600 11px system-ui, sans-serif";
  ctx.textAlign = "center";
  ctx.lineWidth = 4;
  ctx.strokeStyle = ink("halo");
  ctx.strokeText(kmText(distanceKm(from, to)), (a.x + b.x) / 2, (a.y + b.y) / 2);
  ctx.fillStyle = colour;
  ctx.fillText(kmText(distanceKm(from, to)), (a.x + b.x) / 2, (a.y + b.y) / 2);
}

function legendLines() {
  const line = (marker, text) => el("p", {}, marker, el("span", {textContent: text}));
  return [
    ...Object.entries(STATES).map(([state, {name}]) => line(markerElement(state, false, 6), name)),
    line(markerElement("ok", true, 6), "square: a cluster"),
    line(el("i", {className: "ring"}), "25 km around its centroid"),
    line(el("i", {className: "feed"}), "tickets with the feed's own coordinates"),
    line(el("i", {className: "known"}), "known towns and accepted places"),
  ];
}
