"use strict";
// Coordinates as people write them, and distances on the ground. Knows nothing of the page.

const LONGEST = 2000; // characters of what can still be a coordinate
const EARTH_RADIUS_KM = 6371.0088;
const radians = degrees => degrees * Math.PI / 180;

function distanceKm(a, b) {
  const half = angle => Math.sin(radians(angle) / 2) ** 2;
  const h = half(b.lat - a.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(b.lng - a.lng);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

// The side of `from` that `to` lies on, in words.
function directionTo(from, to) {
  const east = (to.lng - from.lng) * Math.cos(radians(from.lat)), north = to.lat - from.lat;
  const eighth = Math.round(Math.atan2(east, north) / (Math.PI / 4));
  return ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"][(eighth + 8) % 8];
}

function kmText(km) {
  if (km < 1) return `${Math.round(km * 1000)} m`;
  return `${km < 10 ? km.toFixed(1) : Math.round(km)} km`;
}

const pointText = ({lat, lng}) => `${lat.toFixed(5)}, ${lng.toFixed(5)}`;

function onEarth(lat, lng) {
  const ok = Math.abs(lat) <= 90 && Math.abs(lng) <= 180 && (lat !== 0 || lng !== 0);
  return ok ? {lat, lng} : null;
}

// parsePoint("1°17'47\"S 36°53'35\"E", near): the point, latitude first unless letters or words say otherwise; null if there
// is none. near: a point of the neighbourhood, or null; it completes short plus codes.
function parsePoint(text, near = null) {
  if (text.length > LONGEST) return null;
  const tidy = tidyText(text);
  return fromLink(tidy, near) || fromGrid(tidy, near) || fromLabels(tidy) || fromPair(tidy) || fromSentence(tidy);
}

function describeUnread(text) {
  if (SHORT_LINK.test(text)) return "A short link can't be read without a network: open it, and copy the address that it leads to.";
  if (/\/\/\/\w+\.\w+\.\w+/.test(text)) return "Three words can't be read without a network: open them, and copy the coordinate.";
  if (SHORT_CODE.test(tidyText(text))) return "A short plus code needs its cluster's centroid to be complete: write the full one.";
  return "No coordinate: write -1.2964, 36.8931 or 1°17'47\"S 36°53'35\"E, latitude first.";
}

// One spelling of signs, and none of the marks that chats and documents add without anybody seeing them.
function tidyText(text) {
  return text.normalize("NFC").replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "").replace(/[\s\u00a0]+/g, " ")
    .replace(/[−–‒﹣－]/g, "-").replace(/[’‘′´`]/g, "'").replace(/[”“″]|''/g, '"').replace(/[º˚]|\bdeg(?:rees?)?\b\.?/gi, "°").trim();
}

const fromPair = text => fromLetters(unwrap(text).toUpperCase()) || fromNumbers(unwrap(text));

// Without brackets around it, a dot or comma after it, and an altitude.
function unwrap(text) {
  const bare = text.replace(/^[\s([{<"']+|[\s)\]}>"'.,;]+$/g, quote => /^["']+$/.test(quote) ? quote : "").trim();
  return bare.replace(/^([+-]?\d+\.\d+[\s,;]+[+-]?\d+\.\d+)[\s,;]+-?\d+(?:\.\d+)?\s*m?$/i, "$1");
}

// Lat: -1.2964 Lng: 36.8931, {"lon": 36.8931, "lat": -1.2964}, <wpt lat="-1.2964" lon="36.8931">, POINT(36.8931 -1.2964)
function fromLabels(text) {
  const point = text.match(/\bPOINT\s*Z?\s*\(([^()]+)\)|"coordinates"\s*:\s*\[([^\]]+)\]/i);
  if (point) return swap(fromPair(point[1] || point[2]));
  const labels = text.match(/\b(lat|lon|lng)[a-z]*/gi) || [];
  if (labels.length !== 2) return null;
  const labelled = text.slice(text.search(/\b(?:lat|lon|lng)/i)).replace(/"?\b(?:lat|lon|lng)[a-z]*\b"?\s*(?:is\b)?\s*[:=]?/gi, " ");
  const rest = labelled.replace(/"([+-]?\d+(?:\.\d+)?)"/g, " $1 ").replace(/[{}&]/g, " ").replace(/^[\s,;]+/, "").replace(/ [\s,;]+/g, " ");
  const found = fromPair(rest) || fromSentence(rest);
  return /^lat/i.test(labels[0]) ? found : swap(found);
}

const swap = point => point && onEarth(point.lng, point.lat);

// The one pair in a sentence that can be nothing else; two of them are none.
function fromSentence(text) {
  const angle = String.raw`\d{1,3}\s*°[\s\d.'"]*`, number = String.raw`[+-]?\d{1,3}\.\d{2,}\s*°?`;
  const shapes = [`${angle}[NS][\\s,;]*${angle}[EW]`, `[NS]\\s*${angle}[\\s,;]*[EW]\\s*${angle}`, `${number}\\s*(?:[NS]\\b)?[\\s,;]+${number}(?:\\s*[EW]\\b)?`];
  const found = shapes.flatMap(shape => text.match(new RegExp(`(?<![\\w.,+-])${shape}(?![\\w]|[.,]\\d)`, "gi")) || []);
  return found.length === 1 ? fromPair(found[0]) : null;
}

function fromLetters(text) {
  text = text.replace(/\b(NORTH|SOUTH|EAST|WEST)\b/g, word => word[0]);
  const halves = text.match(/^([^NSEW]+[NSEW])[\s,;]*([^NSEW]+[NSEW])$/) || text.match(/^([NSEW][^NSEW]+?)[\s,;]*([NSEW][^NSEW]+)$/);
  if (!halves) return null;
  const [north, east] = /[NS]/.test(halves[1]) ? [halves[1], halves[2]] : [halves[2], halves[1]];
  return /[NS]/.test(north) && /[EW]/.test(east) ? fromHalves(north, east) : null;
}

function fromNumbers(text) {
  const plain = "([+-]?\\d+(?:\\.\\d+)?)", comma = "([+-]?\\d+,\\d+)", marked = "([+-]?\\d[\\d.]*\\s*°[^,;°]*)";
  for (const [half, gap] of [[plain, "[\\s,;/]+"], [comma, "[\\s,;]+"], [marked, "[\\s,;]*"]]) {
    const halves = text.match(new RegExp(`^\\(?${half}${gap}${half}\\)?$`));
    if (halves) return fromHalves(halves[1], halves[2]);
  }
  return null;
}

function fromHalves(north, east) {
  const lat = degrees(north), lng = degrees(east);
  return lat === null || lng === null ? null : onEarth(lat, lng);
}

// degrees("36°53'35\"E"): 36.893..., null if it is no angle.
function degrees(text) {
  const parts = text.replace(/,(?=\d)/g, ".").match(/\d+(?:\.\d+)?/g) || [];
  const strange = /[^\d.,\s°'"+NSEW-]/.test(text) || (/-/.test(text) && /[NSEW]/.test(text));
  const [whole, minutes = 0, seconds = 0] = parts.map(Number);
  const fractionTooEarly = parts.slice(0, -1).some(part => part.includes("."));
  if (strange || !parts.length || parts.length > 3 || fractionTooEarly || minutes >= 60 || seconds >= 60) return null;
  return (/[-SW]/.test(text) ? -1 : 1) * (whole + minutes / 60 + seconds / 3600);
}
