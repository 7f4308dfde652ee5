"use strict";
// Coordinates by a grid: plus codes (Open Location Code, github.com/google/open-location-code) and UTM. Knows nothing of the page.

const DIGITS = "23456789CFGHJMPQRVWX";
const FULL_CODE = new RegExp(`(?<![\\w+])([${DIGITS}]{8}\\+[${DIGITS}]{2,7})(?![\\w+])`, "i");
const SHORT_CODE = new RegExp(`(?<![\\w+])([${DIGITS}]{4}|[${DIGITS}]{6})\\+([${DIGITS}]{2,7})(?![\\w+])`, "i");
const UTM = /(?<![\w.])(\d{1,2})\s*(north|south|[C-HJ-NP-X])\b\D{0,12}?(\d{6}(?:\.\d+)?)\s*m?\s*E?[\s,;]+(?:northing\W*)?(\d{5,8}(?:\.\d+)?)/i;

function fromGrid(text, near) {
  const plain = /%2B/i.test(text) ? text.replace(/\+/g, " ").replace(/%2B/gi, "+") : text, full = plain.match(FULL_CODE), short = plain.match(SHORT_CODE), utm = plain.match(UTM);
  if (full) return decodePlusCode(full[1]);
  if (short) return near && completePlusCode(short[1], short[2], near);
  return utm && fromUtmText(utm, near);
}

// The middle of the code's cell.
function decodePlusCode(code) {
  const {lat, lng, height, width} = readDigits(code.toUpperCase().replace("+", ""), 20);
  return onEarth(lat - 90 + height / 2, lng - 180 + width / 2);
}

// Degrees from the south-west corner of the block that the first pair of digits divides into 20 x 20 of `size` degrees.
function readDigits(digits, size) {
  let lat = 0, lng = 0, height = size * 20, width = size * 20;
  for (let i = 0; i < digits.length;) {
    const isPair = width > 0.0002 && i + 1 < digits.length, [rows, columns] = isPair ? [20, 20] : [5, 4];
    const value = DIGITS.indexOf(digits[i]), row = isPair ? value : Math.floor(value / 4), column = isPair ? DIGITS.indexOf(digits[i + 1]) : value % 4;
    height /= rows;
    width /= columns;
    lat += row * height;
    lng += column * width;
    i += isPair ? 2 : 1;
  }
  return {lat, lng, height, width};
}

// A short code leaves out what its neighbourhood has in common: of its repetitions the one nearest to the point is meant.
function completePlusCode(before, after, near) {
  const size = {4: 0.05, 6: 1}[before.length], block = size * 20;
  const {lat, lng, height, width} = readDigits((before + after).toUpperCase(), size);
  const nearest = (offset, at) => offset + block * Math.round((at - offset) / block);
  return onEarth(nearest(lat + height / 2, near.lat + 90) - 90, nearest(lng + width / 2, near.lng + 180) - 180);
}

// "37M 270000 9857000". S is the band of 32° to 40° north, and what people write for the south: the nearer one is meant.
function fromUtmText([, zone, band, east, north], near) {
  if (Number(zone) < 1 || Number(zone) > 60) return null;
  const at = isNorth => fromUtm(Number(zone), isNorth, Number(east), Number(north)), letter = band[0].toUpperCase();
  if (/^s/i.test(band) && (near || band.length > 1)) return band.length > 1 || distanceKm(near, at(false)) < distanceKm(near, at(true)) ? at(false) : at(true);
  return at(letter >= "N");
}

// Krüger's series to n³ on WGS 84: right to a millimetre within a zone.
function fromUtm(zone, isNorth, east, north) {
  const f = 1 / 298.257223563, n = f / (2 - f), radius = 6378137 / (1 + n) * (1 + n ** 2 / 4 + n ** 4 / 64) * 0.9996;
  const beta = [n / 2 - 2 * n ** 2 / 3 + 37 * n ** 3 / 96, n ** 2 / 48 + n ** 3 / 15, 17 * n ** 3 / 480];
  const delta = [2 * n - 2 * n ** 2 / 3 - 2 * n ** 3, 7 * n ** 2 / 3 - 8 * n ** 3 / 5, 56 * n ** 3 / 15];
  const xi = (north - (isNorth ? 0 : 1e7)) / radius, eta = (east - 5e5) / radius;
  const sum = (terms, term) => terms.reduce((total, factor, i) => total + factor * term(2 * (i + 1)), 0);
  const x = xi - sum(beta, k => Math.sin(k * xi) * Math.cosh(k * eta)), y = eta - sum(beta, k => Math.cos(k * xi) * Math.sinh(k * eta));
  const chi = Math.asin(Math.sin(x) / Math.cosh(y)), lat = chi + sum(delta, k => Math.sin(k * chi));
  return onEarth(lat / radians(1), zone * 6 - 183 + Math.atan2(Math.sinh(y), Math.cos(x)) / radians(1));
}
