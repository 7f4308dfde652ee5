"use strict";
// The base map: Leaflet moves and projects, what is seen is painted on canvases of our own.

const OUTLINES_TO_ZOOM = 9; // nearer they mislead: a coast of 1:110 million cuts through towns
const TILES_WAIT_MS = 10000;
const GRID_STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];

let hasTiles = Boolean(data.tiles);
const PADDING = 0.2; // of the map's size that is painted beyond each side, for while one drags

// Without Leaflet's zoom animation a canvas is right as soon as the map is.
const map = L.map("map", {minZoom: 2, maxZoom: 19, zoomControl: false, boxZoom: false, zoomAnimation: false});

// A canvas over the map, painted anew after each move: paint(context, bounds), both in the map's layer pixels.
const PaintLayer = L.Layer.extend({
  initialize(paint, pane) {
    this.paint = paint;
    L.setOptions(this, {pane});
  },
  onAdd() {
    this.canvas = this.getPane().appendChild(L.DomUtil.create("canvas"));
    this.redraw();
  },
  onRemove() {
    this.canvas.remove();
  },
  getEvents() {
    return {moveend: this.redraw, zoom: this.redraw, viewreset: this.redraw, resize: this.redraw};
  },
  redraw() {
    const size = map.getSize(), corner = map.containerPointToLayerPoint(size.multiplyBy(-PADDING)).round();
    const bounds = L.bounds(corner, corner.add(size.multiplyBy(1 + 2 * PADDING)).round());
    this.paint(this.clear(bounds), bounds);
  },
  clear(bounds) {
    const ratio = devicePixelRatio || 1, {x, y} = bounds.getSize(), {canvas} = this;
    L.DomUtil.setPosition(canvas, bounds.min);
    Object.assign(canvas, {width: x * ratio, height: y * ratio}); // which also clears it
    Object.assign(canvas.style, {width: `${x}px`, height: `${y}px`});
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, -bounds.min.x * ratio, -bounds.min.y * ratio);
    return ctx;
  },
});

function addPane(name, zIndex) {
  const pane = map.createPane(name);
  pane.style.zIndex = zIndex;
  pane.style.pointerEvents = "none";
  return name;
}

function setUpMap() {
  showCredits();
  L.control.zoom({position: "topright"}).addTo(map);
  L.control.scale({imperial: false, maxWidth: 140}).addTo(map);
  if (data.tiles) addTiles();
  matchMedia("(prefers-color-scheme: dark)").onchange = () => map.fire("viewreset");
  new ResizeObserver(() => map.invalidateSize({animate: false})).observe(map.getContainer());
}

function showCredits() {
  map.attributionControl.setPrefix(`Leaflet ${L.version}${hasTiles ? "" : " · outlines: Natural Earth, for orientation only"}`);
}

// A server from which nothing has come is taken for dead: outlines are better than a grey ground.
function addTiles() {
  const tiles = L.tileLayer(data.tiles, {maxZoom: 19, attribution: el("i", {textContent: data.attribution || ""}).innerHTML});
  let isAlive = false;
  const dropIfDead = () => { if (!isAlive && map.hasLayer(tiles)) dropTiles(tiles); };
  tiles.on("tileload", () => { isAlive = true; });
  tiles.on("load", dropIfDead); // which Leaflet also fires when all have failed
  setTimeout(dropIfDead, TILES_WAIT_MS);
  tiles.addTo(map);
}

function dropTiles(tiles) {
  hasTiles = false;
  tiles.remove();
  showCredits();
  map.fire("viewreset"); // the outlines are painted
  toast(`No tile came from ${new URL(data.tiles.replace("{s}", "a")).host}: outlines are shown instead.`);
}

// Shows all of these points, or the world when there are none.
function fitPoints(points, maxZoom, padding = 30) {
  if (points.length) map.fitBounds(L.latLngBounds(points.map(p => [p.lat, p.lng])), {padding: [padding, padding], maxZoom, animate: false});
  else map.setView([0, 20], 3);
}

const pixelOf = ({lat, lng}) => map.latLngToLayerPoint([lat, lng]);
// A colour of the style sheet, where the page has one: --map-grid
const ink = (name, otherwise) => getComputedStyle(map.getContainer()).getPropertyValue(`--map-${name}`).trim() || otherwise;
const isNearBounds = (bounds, {x, y}, margin = 20) => x > bounds.min.x - margin && x < bounds.max.x + margin && y > bounds.min.y - margin && y < bounds.max.y + margin;

// Without tiles: borders, coasts and a graticule, so that a person is not lost.
function paintBasemap(ctx, bounds) {
  if (hasTiles) return;
  paintGrid(ctx, bounds);
  if (map.getZoom() <= OUTLINES_TO_ZOOM) paintOutlines(ctx);
}

function paintOutlines(ctx) {
  ctx.strokeStyle = ink("outline", "#98a5ae");
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  for (const line of data.outlines) {
    line.forEach(([lat, lng], i) => {
      const {x, y} = pixelOf({lat, lng});
      if (i) ctx.lineTo(x, y); else ctx.moveTo(x, y);
    });
  }
  ctx.stroke();
}

function paintGrid(ctx, bounds) {
  const view = map.getBounds(), step = GRID_STEPS.find(degrees => (view.getEast() - view.getWest()) / degrees < 9) || 30;
  const corner = map.containerPointToLayerPoint([0, map.getSize().y]), letter = (n, two) => n === 0 ? "" : two[n < 0 ? 1 : 0];
  const label = (n, two) => `${Math.abs(n).toFixed(step < 0.1 ? 2 : step < 1 ? 1 : 0)}°${letter(n, two)}`;
  ctx.lineWidth = 1;
  ctx.strokeStyle = ink("grid", "#dfe6ea");
  ctx.fillStyle = ink("soft", "#5b6b76");
  ctx.font = "11px system-ui, sans-serif";
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  for (const lng of gridLines(view.getWest(), view.getEast(), step)) {
    const x = Math.round(pixelOf({lat: 0, lng}).x) + 0.5;
    strokeLine(ctx, x, bounds.min.y, x, bounds.max.y);
    if (x > corner.x + 150) ctx.fillText(label(lng, "EW"), x + 3, corner.y - 22);
  }
  for (const lat of gridLines(view.getSouth(), view.getNorth(), step)) {
    const y = Math.round(pixelOf({lat, lng: 0}).y) + 0.5;
    strokeLine(ctx, bounds.min.x, y, bounds.max.x, y);
    if (y < corner.y - 60) ctx.fillText(label(lat, "NS"), corner.x + 6, y - 2);
  }
}

function gridLines(from, to, step) {
  const margin = (to - from) * 0.3, lines = [];
  for (let n = Math.ceil((from - margin) / step); n * step <= to + margin; n++) lines.push(n * step);
  return lines;
}

function strokeLine(ctx, x1, y1, x2, y2) {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}
