"use strict";
// Coordinates as people write them, and distances on the ground. Knows nothing of the page.

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

// parsePoint("1°17'47\"S 36°53'35\"E"): the point, latitude first unless the letters say otherwise; null if it is none.
function parsePoint(text) {
  const tidy = text.replace(/[−–]/g, "-").replace(/[’′´]/g, "'").replace(/[”″“]|''/g, '"').replace(/[º˚]/g, "°").trim();
  return fromLink(tidy) || fromLetters(tidy.toUpperCase()) || fromNumbers(tidy);
}

const describeUnread = () => "No coordinate: write -1.2964, 36.8931 or 1°17'47\"S 36°53'35\"E, latitude first.";

// What a map's address bar holds: the spot that is marked, before the middle of what is seen.
const LINKS = [
  /!3d(-?\d+\.?\d*)!4d(-?\d+\.?\d*)/, /[?&]mlat=(-?\d+\.?\d*)&mlon=(-?\d+\.?\d*)/,
  /(?:geo:|[?&](?:q|query|ll)=)(-?\d+\.?\d*)(?:,|%2C)(-?\d+\.?\d*)/i, /@(-?\d+\.?\d*),(-?\d+\.?\d*)/,
  /#map=[\d.]+\/(-?\d+\.?\d*)\/(-?\d+\.?\d*)/,
];

function fromLink(text) {
  const found = LINKS.map(link => text.match(link)).find(Boolean);
  return found && onEarth(Number(found[1]), Number(found[2]));
}

function fromLetters(text) {
  const halves = text.match(/^([^NSEW]+[NSEW])[\s,;]*([^NSEW]+[NSEW])$/) || text.match(/^([NSEW][^NSEW]+?)[\s,;]*([NSEW][^NSEW]+)$/);
  if (!halves) return null;
  const [north, east] = /[NS]/.test(halves[1]) ? [halves[1], halves[2]] : [halves[2], halves[1]];
  return /[NS]/.test(north) && /[EW]/.test(east) ? fromHalves(north, east) : null;
}

function fromNumbers(text) {
  const plain = "([+-]?\\d+(?:\\.\\d+)?)", comma = "([+-]?\\d+,\\d+)", marked = "([+-]?\\d[\\d.]*\\s*°[^,;°]*)";
  for (const [half, gap] of [[plain, "[\\s,;]+"], [comma, "[\\s,;]+"], [marked, "[\\s,;]*"]]) {
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
