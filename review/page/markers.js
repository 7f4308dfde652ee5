"use strict";
// The markers of places.

// Colour is never the only sign: each state has its own letter, and the kinds of states their own shape.
const STATES = {
  ok: {name: "found, not verified", letter: "", shape: "circle", colour: "#1b6fb5"},
  verified: {name: "verified", letter: "✓", shape: "circle", colour: "#24803f"},
  too_far: {name: "refused: too far", letter: "F", shape: "triangle", colour: "#b45309"},
  too_coarse: {name: "refused: too coarse", letter: "C", shape: "triangle", colour: "#b45309"},
  not_found: {name: "not found", letter: "N", shape: "triangle", colour: "#b45309"},
  unusable: {name: "no usable name", letter: "U", shape: "triangle", colour: "#b45309"},
  unasked: {name: "not asked yet", letter: "?", shape: "triangle", colour: "#5b6770"},
  rejected: {name: "rejected earlier", letter: "✕", shape: "circle", colour: "#5b6770"},
  accept: {name: "you: accept", letter: "✓", shape: "diamond", colour: "#24803f"},
  move: {name: "you: move", letter: "M", shape: "diamond", colour: "#7a3fb0"},
  candidate: {name: "you: another answer", letter: "#", shape: "diamond", colour: "#7a3fb0"},
  unsure: {name: "you: unsure", letter: "~", shape: "diamond", colour: "#5b6770"},
  reject: {name: "you: reject", letter: "✕", shape: "diamond", colour: "#b3261e"},
};

// A cluster is a square whatever its state.
function drawMarker(ctx, x, y, size, state, isCluster) {
  const {letter, shape, colour} = STATES[state];
  ctx.beginPath();
  outlineMarker(ctx, x, y, size, isCluster ? "square" : shape);
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = "#fff";
  ctx.stroke();
  if (!letter) return;
  ctx.fillStyle = "#fff";
  ctx.font = `bold ${Math.round(size * 1.25)}px system-ui, sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(letter, x, y + (!isCluster && shape === "triangle" ? size * 0.3 : size * 0.08));
}

function outlineMarker(ctx, x, y, r, shape) {
  if (shape === "circle") return ctx.arc(x, y, r, 0, 7);
  const corners = {
    square: [[-0.95, -0.95], [0.95, -0.95], [0.95, 0.95], [-0.95, 0.95]],
    triangle: [[0, -1.3], [1.25, 0.95], [-1.25, 0.95]],
    diamond: [[0, -1.35], [1.35, 0], [0, 1.35], [-1.35, 0]],
  }[shape];
  for (const [dx, dy] of corners) ctx.lineTo(x + dx * r, y + dy * r);
}

// The marker as an element of the list, the card or the legend.
function markerElement(state, isCluster, size = 7) {
  const side = size * 3, canvas = el("canvas", {className: "marker", width: side * 2, height: side * 2});
  canvas.style.width = canvas.style.height = `${side}px`;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", STATES[state].name);
  const ctx = canvas.getContext("2d");
  ctx.scale(2, 2);
  drawMarker(ctx, side / 2, side / 2, size, state, isCluster);
  return canvas;
}
