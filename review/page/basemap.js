"use strict";
// The base map: Leaflet moves and projects, what is seen is painted on canvases of our own.

const GRID_STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];

// A canvas that Leaflet keeps in place; what is on it is painted anew after each move.
const PaintLayer = L.Canvas.extend({
  initialize(paint, options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._paint = paint;
  },
  _draw() {},
  _updatePaths() {
    if (this._postponeUpdatePaths) return;
    this._redrawBounds = null;
    this._clear();
    this._paint(this._ctx, this._bounds);
  },
});

const map = L.map("map", {preferCanvas: true, minZoom: 2, maxZoom: 19, zoomControl: false, boxZoom: false});

function addPane(name, zIndex) {
  const pane = map.createPane(name);
  pane.style.zIndex = zIndex;
  pane.style.pointerEvents = "none";
  return name;
}

function addControls() {
  map.attributionControl.setPrefix(`Leaflet ${L.version}${data.tiles ? "" : " · outlines: Natural Earth, for orientation only"}`);
  L.control.zoom({position: "topright"}).addTo(map);
  L.control.scale({imperial: false, maxWidth: 140}).addTo(map);
  if (data.tiles) L.tileLayer(data.tiles, {maxZoom: 19}).addTo(map);
  new ResizeObserver(() => map.invalidateSize({animate: false})).observe(map.getContainer());
}

// Shows all of these points, or the world when there are none.
function fitPoints(points, maxZoom) {
  if (points.length) map.fitBounds(L.latLngBounds(points.map(p => [p.lat, p.lng])), {padding: [30, 30], maxZoom, animate: false});
  else map.setView([0, 20], 3);
}

const pixelOf = ({lat, lng}) => map.latLngToLayerPoint([lat, lng]);
const isIn = (bounds, {x, y}, margin = 20) => x > bounds.min.x - margin && x < bounds.max.x + margin && y > bounds.min.y - margin && y < bounds.max.y + margin;

// Without tiles: borders, coasts and a graticule, so that a person is not lost.
function paintBasemap(ctx, bounds) {
  if (data.tiles) return;
  paintGrid(ctx, bounds);
  paintOutlines(ctx);
}

function paintOutlines(ctx) {
  ctx.strokeStyle = "#98a5ae";
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
  ctx.strokeStyle = "#dfe6ea";
  ctx.fillStyle = "#5b6b76";
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
