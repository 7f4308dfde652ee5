"use strict";
// Coordinates in the addresses that maps give. Knows nothing of the page.

const SHORT_LINK = /\b(?:maps\.app\.goo\.gl|goo\.gl|g\.co|bit\.ly|tinyurl\.com|binged\.it|her\.is|maps\.apple|w3w\.co|osm\.org\/go|yandex\.[a-z.]+\/maps\/-)\//i;
const PAIR = String.raw`(-?\d{1,3}(?:\.\d+)?)[,~_ /]+(-?\d{1,3}(?:\.\d+)?)`;
const links = shapes => shapes.map(shape => new RegExp(shape.replace("PAIR", () => PAIR), "i"));

// The spot that is marked or searched for comes before the middle of what is seen.
const LATITUDE_FIRST = links([
  String.raw`!3d(-?\d+(?:\.\d+)?)!4d(-?\d+(?:\.\d+)?)`, String.raw`[?&]mlat=(-?\d+(?:\.\d+)?)&mlon=(-?\d+(?:\.\d+)?)`,
  String.raw`geo:0(?:\.0+)?,0(?:\.0+)?\?(?:[^#]*&)?q=PAIR`,
  String.raw`[?&](?:q|query|destination|daddr|coordinate|pin|to)=(?:loc:|ll\.)?\s*PAIR`,
  String.raw`/(?:search|place|dir)/(?:.*/)?PAIR(?:[/?]|$)`, String.raw`[?&]sp=point\.PAIR`, String.raw`share\.here\.com/[lr]/PAIR`, String.raw`/directions/.*:PAIR`,
  String.raw`geo:PAIR`, String.raw`[?&](?:ll|sll|center|map|cp)=PAIR`, String.raw`@PAIR`, String.raw`[?&]mlat=(-?\d+(?:\.\d+)?).*&mlon=(-?\d+(?:\.\d+)?)`,
  String.raw`#(?:map=)?[\d.]+/PAIR`,
]);
const LONGITUDE_FIRST = links([String.raw`[?&](?:whatshere\[point\]|pt|rtext|ll)=PAIR`]); // Yandex

function fromLink(text) {
  if (!/^\s*geo:|:\/\/|\bwww\.|[?&](?:q|ll|query)=/i.test(text)) return null;
  const address = decodeLink(text), isYandex = /\byandex\./i.test(address);
  const found = (isYandex ? LONGITUDE_FIRST : LATITUDE_FIRST).map(link => address.match(link)).find(Boolean);
  if (!found) return null;
  const [first, second] = [Number(found[1]), Number(found[2])];
  return isYandex ? onEarth(second, first) : onEarth(first, second);
}

function decodeLink(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text; // a % that is none
  }
}
