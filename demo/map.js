"use strict";
// One answer of reporting.fn_tickets_for_map: filters that count, marks whose area counts, and the tickets behind them.

const MOST_LISTED = 300, NO_MARK = "Tickets: no mark chosen";
const RADIUS_OF_ONE = 1.7; // in pixels: 500 tickets still leave their town visible
const COLOURS = {feed: "#1b6fb5", location: "#24803f", cluster: "#c8741a"};
const tickets = data.tickets.map(({geometry, properties}) => ({
  id: properties.ticket_id, kind: properties.kind, source: properties.geo_source, status: statusOf(properties),
  point: geometry && {lng: geometry.coordinates[0], lat: geometry.coordinates[1]}, properties,
}));
const FILTERS = {
  source: [["feed", "the feed itself"], ["location", "its location, geocoded"], ["cluster", "only its cluster"], ["none", "nowhere yet"]],
  kind: [["inc", "INC, a fault"], ["crq", "CRQ, a new installation"]],
  status: [...new Set(tickets.map(ticket => ticket.status))].sort().map(status => [status, status || "(none)"]),
};
const hidden = {source: new Set(), kind: new Set(), status: new Set()};
let marks = [];

function statusOf({status}) {
  return String(status ?? "").trim().toLowerCase();
}

// --- filters ---

// Whether all filters let the ticket through; but for one, to count that one's options.
const isShown = (ticket, butFor) => Object.keys(hidden).every(key => key === butFor || !hidden[key].has(ticket[key]));

function fillFilters() {
  for (const [key, options] of Object.entries(FILTERS)) at(`by-${key}`).append(...options.map(([value, name]) => filterLine(key, value, name)));
}

function filterLine(key, value, name) {
  const box = el("input", {type: "checkbox", checked: true});
  box.onchange = () => { hidden[key][box.checked ? "delete" : "add"](value); show(); };
  const line = el("label", {}, box, key === "status" ? "" : el("i", {className: value === "none" ? "none" : value === "crq" ? "diamond" : ""}), name,
    el("b", {id: `count-${key}-${value}`}));
  if (COLOURS[value]) line.querySelector("i").style.background = COLOURS[value];
  if (value === "none") line.lastChild.before(el("button", {type: "button", textContent: "list", onclick: listUnplaced}));
  return line;
}

function showCounts() {
  for (const [key, options] of Object.entries(FILTERS)) {
    const among = tickets.filter(ticket => isShown(ticket, key));
    for (const [value] of options) at(`count-${key}-${value}`).textContent = among.filter(ticket => ticket[key] === value).length.toLocaleString("en");
  }
  const shown = tickets.filter(ticket => isShown(ticket)), placed = shown.filter(ticket => ticket.point);
  at("total").textContent = `${shown.length.toLocaleString("en")} of ${countText(tickets.length, "ticket")}, ${placed.length.toLocaleString("en")} of them with a place`;
}

function show() {
  showCounts();
  list([], NO_MARK);
  if (map.hasLayer(paintLayer)) paintLayer.redraw();
}

// --- the list ---

const listUnplaced = () => list(tickets.filter(ticket => isShown(ticket) && !ticket.point), "Nowhere yet");

function list(found, title) {
  const more = found.length - MOST_LISTED;
  at("list-title").textContent = found.length || title !== NO_MARK ? `${title}: ${countText(found.length, "ticket")}` : title;
  at("list").replaceChildren(...found.slice(0, MOST_LISTED).map(rowElement), ...more > 0 ? [el("tr", {}, el("td", {textContent: `and ${more} more`}))] : []);
  at("list").parentElement.hidden = !found.length;
  if (found.length && innerWidth <= 760) at("list-title").scrollIntoView(); // on a phone it is below the map
}

function rowElement({id, kind, status, properties: {priority, cluster, location_name: location, geo_verified: verified}}) {
  const where = [cluster, location, verified ? "verified" : ""].filter(Boolean).join(" · ");
  const what = [kind.toUpperCase(), status || "no status", priority].filter(Boolean).join(" · ");
  return el("tr", {}, el("td", {}, id, el("span", {textContent: what}), el("span", {textContent: where})));
}

// --- the map ---

const paintLayer = new PaintLayer(paint, addPane("tickets", 450));
const radius = count => RADIUS_OF_ONE * Math.sqrt(count);

// Tickets of one kind and source at one point are one mark; the largest first, so that small ones stay on top.
function findMarks() {
  const found = new Map();
  for (const ticket of tickets) {
    if (!ticket.point || !isShown(ticket)) continue;
    const key = [ticket.point.lng, ticket.point.lat, ticket.kind, ticket.source].join();
    if (!found.has(key)) found.set(key, {...ticket, tickets: [], ...pixelOf(ticket.point)});
    found.get(key).tickets.push(ticket);
  }
  return [...found.values()].sort((a, b) => b.tickets.length - a.tickets.length);
}

function paint(ctx, bounds) {
  paintBasemap(ctx, bounds);
  marks = findMarks();
  for (const {x, y, kind, source, tickets: {length}} of marks) if (isNearBounds(bounds, {x, y}, 60)) paintMark(ctx, x, y, radius(length), kind, COLOURS[source]);
  paintNames(ctx);
}

function paintMark(ctx, x, y, r, kind, colour) {
  const half = r * Math.sqrt(Math.PI / 2); // a diamond of the circle's area
  ctx.beginPath();
  if (kind === "crq") for (const [dx, dy] of [[0, -half], [half, 0], [0, half], [-half, 0]]) ctx.lineTo(x + dx, y + dy);
  else ctx.arc(x, y, r, 0, 7);
  ctx.closePath();
  ctx.globalAlpha = 0.7;
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = r < 4 ? 0.5 : 1;
  ctx.strokeStyle = "#fff";
  ctx.stroke();
}

// The clusters with most tickets get their names, in the midst of their tickets, as far as there is room.
function paintNames(ctx) {
  const taken = [];
  ctx.font = "600 12px system-ui, sans-serif";
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  for (const {name, x, y, count} of clusterMiddles()) {
    const left = x / count, top = y / count - 8, half = ctx.measureText(name).width / 2 + 6;
    if (taken.some(t => Math.abs(t.left - left) < t.half + half && Math.abs(t.top - top) < 18)) continue;
    taken.push({left, top, half});
    ctx.lineWidth = 3;
    ctx.strokeStyle = "#fffd";
    ctx.strokeText(name, left, top);
    ctx.fillStyle = "#1a2730";
    ctx.fillText(name, left, top);
  }
}

function clusterMiddles() {
  const middles = new Map();
  for (const {x, y, tickets: {length}, properties} of marks) {
    const key = String(properties.cluster ?? "").trim().replace(/\s+/g, " ").toLowerCase();
    if (!key) continue;
    const name = key.replace(/(^|\s)\S/g, letter => letter.toUpperCase());
    const middle = middles.get(key) || middles.set(key, {name, x: 0, y: 0, count: 0}).get(key);
    middle.x += x * length;
    middle.y += y * length;
    middle.count += length;
  }
  return [...middles.values()].sort((a, b) => b.count - a.count);
}

function listMarksAt({layerPoint: {x, y}, latlng}) {
  const near = marks.filter(mark => Math.hypot(mark.x - x, mark.y - y) <= Math.max(radius(mark.tickets.length), 6) + 2);
  list(near.flatMap(mark => mark.tickets), near.length ? `At ${latlng.lat.toFixed(3)}, ${latlng.lng.toFixed(3)}` : NO_MARK);
}

function paintScale() {
  const ctx = at("scale").getContext("2d");
  ctx.scale(2, 2);
  ctx.font = "11px system-ui, sans-serif";
  ctx.textAlign = "center";
  let x = 14;
  for (const count of [1, 10, 100, 300]) {
    paintMark(ctx, x + radius(count), 66 - radius(count), radius(count), "inc", "#60717d");
    ctx.fillStyle = "#4c5c67";
    ctx.fillText(count, x + radius(count), 80);
    x += 2 * radius(count) + 26;
  }
}

fillFilters();
fitPoints(tickets.map(ticket => ticket.point).filter(Boolean), 12);
setUpMap();
paintLayer.addTo(map);
map.on("click", listMarksAt);
paintScale();
show();
