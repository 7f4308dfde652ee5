"use strict";
// Draws GET webhook/tickets, and again whenever webhook/tickets/changes names a version that is not on the map yet.

const TICKETS = "webhook/tickets?actionable=true&fields=status,priority,cluster,location_name";
const PRIORITY_COLOURS = {P1: "#c62f2f", P2: "#d9822b", P3: "#2a6fb0", P4: "#4f8f5b"};
const OTHER_COLOUR = "#6b7684", GROUP_COLOUR = "#34495e";
const MAX_ZOOM = 17; // tickets that are one group here too are at one spot, and a click lists them
const MAX_LISTED = 300, RETRY_AFTER_MS = 3000;
const byId = id => document.getElementById(id);

let features = [], shownVersion = null, loading = null, isStale = false;

const map = new maplibregl.Map({
  container: "map", center: [37.9, 0.4], zoom: 5.4, maxZoom: MAX_ZOOM, dragRotate: false, attributionControl: false,
  style: {version: 8, sources: {}, layers: [{id: "sea", type: "background", paint: {"background-color": "#eef2f5"}}]},
});
map.addControl(new maplibregl.NavigationControl({showCompass: false}), "top-left");
map.addControl(new maplibregl.ScaleControl());
map.addControl(new maplibregl.AttributionControl({
  customAttribution: 'Places © <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors',
}));
window.map = map;

// --- the tickets: from the API, through the filters, onto the map ---

// One request at a time; news that come meanwhile are fetched after it. The browser keeps the answer by its ETag.
function load() {
  isStale = true;
  loading ??= loadWhileStale().catch(tryAgain).finally(() => { loading = null; });
}

async function loadWhileStale() {
  while (isStale) {
    isStale = false;
    const response = await fetch(TICKETS);
    if (!response.ok) throw new Error(await response.text());
    const loaded = (await response.json()).features;
    if (response.headers.get("ETag") === shownVersion) continue;
    if (shownVersion !== null) showNews(features, loaded);
    features = loaded;
    shownVersion = response.headers.get("ETag");
    fillFilters();
    show();
  }
}

function tryAgain(problem) {
  byId("news").textContent = `Trying again: ${problem.message}`;
  setTimeout(load, RETRY_AFTER_MS);
}

function showNews(before, after) {
  const old = new Map(before.map(({properties: p}) => [p.ticket_key, p.changed_at]));
  const added = after.filter(({properties: p}) => !old.has(p.ticket_key)).length;
  const changed = after.filter(({properties: p}) => old.has(p.ticket_key) && old.get(p.ticket_key) !== p.changed_at).length;
  const gone = before.length + added - after.length;
  byId("news").textContent = `${new Date().toLocaleTimeString("en-GB")}: ${added} new, ${changed} changed, ${gone} gone`;
}

function fillFilters() {
  for (const select of byId("filters").querySelectorAll("select")) {
    const chosen = select.value;
    const values = new Set(features.map(({properties}) => properties[select.name] ?? ""));
    values.delete("");
    if (chosen) values.add(chosen);
    select.replaceChildren(select.options[0], ...[...values].sort().map(value => new Option(value, value, false, value === chosen)));
  }
}

const filtered = () => {
  const wanted = [...new FormData(byId("filters"))].filter(([, value]) => value !== "");
  return features.filter(({properties}) => wanted.every(([key, value]) => properties[key] === value));
};

function show() {
  const found = filtered(), unplaced = found.filter(({geometry}) => !geometry).length;
  map.getSource("tickets").setData({type: "FeatureCollection", features: found.filter(({geometry}) => geometry).map(toMark)});
  byId("total").textContent = count(found.length);
  byId("unplaced").textContent = `${unplaced} without a place`;
  byId("unplaced").disabled = unplaced === 0;
}

// What the map needs of a ticket. Not its cluster: MapLibre takes whatever has a property of that name for a group.
const toMark = ({type, geometry, properties: {ticket_key, priority}}) => ({type, geometry, properties: {ticket_key, priority}});

function ticketsOf(marks) {
  const keys = new Set(marks.map(({properties}) => properties.ticket_key));
  return features.filter(({properties}) => keys.has(properties.ticket_key));
}

// --- the list ---

const count = n => `${n.toLocaleString("en")} ${n === 1 ? "ticket" : "tickets"}`;
const rank = ({properties: {priority, ticket_id: id}}) => `${priority ?? "Z"} ${id}`;
const colourOf = ({priority}) => PRIORITY_COLOURS[priority] ?? OTHER_COLOUR;

function list(found, title) {
  byId("list-title").textContent = `${title}: ${count(found.length)}`;
  const rest = found.length - MAX_LISTED, byPriority = [...found].sort((a, b) => rank(a).localeCompare(rank(b)));
  byId("list").replaceChildren(...byPriority.slice(0, MAX_LISTED).map(({properties}) => listItem(properties)),
    ...rest > 0 ? [element("li", `and ${rest} more`)] : []);
  byId("list").scrollTop = 0;
}

function listItem(ticket) {
  const item = element("li"), mark = element("i");
  mark.style.setProperty("--colour", colourOf(ticket));
  item.append(mark, element("b", ticket.ticket_id), element("small", join(ticket.kind.toUpperCase(), ticket.status, ticket.priority)),
    element("small", join(ticket.cluster, ticket.location_name)));
  return item;
}

const join = (...texts) => texts.filter(Boolean).join(" · ");

function element(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

// --- the map ---

function addLayers(outlines) {
  map.addSource("outlines", {type: "geojson", data: {type: "MultiLineString", coordinates: outlines}});
  map.addSource("tickets", {
    type: "geojson", data: {type: "FeatureCollection", features: []}, promoteId: "ticket_key",
    cluster: true, clusterRadius: 40, maxzoom: MAX_ZOOM + 1, clusterMaxZoom: MAX_ZOOM,
    clusterProperties: {urgent: ["+", ["case", ["==", ["get", "priority"], "P1"], 1, 0]]},
  });
  const isGroup = ["has", "point_count"];
  map.addLayer({id: "outlines", type: "line", source: "outlines", paint: {"line-color": "#9aa8b5"}});
  map.addLayer({id: "groups", type: "circle", source: "tickets", filter: isGroup, paint: {
    "circle-color": GROUP_COLOUR, "circle-opacity": 0.85, "circle-stroke-width": 2,
    "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "point_count"]], 1, 11, 30, 34],
    "circle-stroke-color": ["case", [">", ["get", "urgent"], 0], PRIORITY_COLOURS.P1, "#ffffff"],
  }});
  map.addLayer({id: "counts", type: "symbol", source: "tickets", filter: isGroup, layout: {
    "icon-image": ["to-string", ["get", "point_count_abbreviated"]], "icon-allow-overlap": true,
  }});
  map.addLayer({id: "singles", type: "circle", source: "tickets", filter: ["!", isGroup], paint: {
    "circle-color": ["match", ["get", "priority"], ...Object.entries(PRIORITY_COLOURS).flat(), OTHER_COLOUR],
    "circle-radius": 7, "circle-stroke-width": 1.5, "circle-stroke-color": "#ffffff",
  }});
}

// A count is an image: MapLibre's own text would need font files from a server.
function drawCount(text) {
  const pen = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const font = "600 24px system-ui, sans-serif";
  pen.font = font;
  pen.canvas.width = Math.ceil(pen.measureText(text).width) + 2;
  pen.canvas.height = 26;
  pen.font = font;
  pen.fillStyle = "#ffffff";
  pen.textBaseline = "middle";
  pen.fillText(text, 1, 14);
  return pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height);
}

async function openGroup({geometry, properties}) {
  const source = map.getSource("tickets"), zoom = await source.getClusterExpansionZoom(properties.cluster_id);
  if (zoom <= MAX_ZOOM) map.easeTo({center: geometry.coordinates, zoom: zoom + 0.1});
  const marks = await source.getClusterLeaves(properties.cluster_id, Infinity, 0);
  list(ticketsOf(marks), zoom <= MAX_ZOOM ? "In this group" : "At this spot");
}

// Outlines come as steps of 1/100 degree, east and north by turns.
const decodeOutline = steps => {
  let lng = 0, lat = 0;
  return steps.flatMap((step, i) => i % 2 ? [[(lng += steps[i - 1]) / 100, (lat += step) / 100]] : []);
};

function showLegend() {
  for (const [name, colour] of [...Object.entries(PRIORITY_COLOURS), ["other", OTHER_COLOUR]]) {
    const item = element("li"), mark = element("i");
    mark.style.setProperty("--colour", colour);
    item.append(mark, name);
    byId("legend").append(item);
  }
}

// --- the start, and news ---

map.on("styleimagemissing", ({id}) => map.addImage(id, drawCount(id), {pixelRatio: 2}));
map.on("click", "groups", ({features: [group]}) => openGroup(group).catch(() => {
  byId("list-title").textContent = "These tickets have just changed: click again";
}));
map.on("click", "singles", ({features: marks}) => list(ticketsOf(marks), "Here"));
for (const layer of ["groups", "singles"]) {
  map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
}
byId("filters").onchange = show;
byId("unplaced").onclick = () => list(filtered().filter(({geometry}) => !geometry), "Without a place");
showLegend();

map.on("load", async () => {
  addLayers((await (await fetch("outlines.json")).json()).lines.map(decodeOutline));
  const changes = new EventSource("webhook/tickets/changes");
  changes.onmessage = ({data}) => { if (`"${data}"` !== shownVersion) load(); };
  changes.onopen = () => { byId("live").textContent = "live"; byId("live").className = "on"; };
  changes.onerror = () => { byId("live").textContent = "reconnecting"; byId("live").className = ""; };
  load();
});
