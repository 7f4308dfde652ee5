"use strict";
// The places, as exported: what is known of each, where it is, and what the import would refuse.

const nameKey = name => name.trim().replace(/\s+/g, " ").toLowerCase();
const placeKey = (what, cluster, place) => [what, nameKey(cluster), nameKey(place)].join("\n");

function toPlace(cells, index) {
  const of = name => cells[data.columns.indexOf(name)] || "";
  const place = {index, cells, tickets: Number(of("tickets")), waiting: data.waiting[index], ...data.details[index]};
  for (const name of ["what", "cluster", "status", "provider", "query", "label", "note", "concern", "revision"]) place[name] = of(name);
  place.title = of("place") || of("cluster");
  place.verified = of("verified") === "true";
  place.names = of("names") ? of("names").split(data.name_separator) : [];
  place.point = of("lat") === "" ? null : {lat: Number(of("lat")), lng: Number(of("lng"))};
  place.key = placeKey(place.what, place.cluster, of("place"));
  place.decided = describeDecided(place);
  const tickets = [...place.waiting.map(([, id]) => id), ...place.tickets_text.map(({text}) => text)];
  place.text = [place.title, ...place.names, place.cluster, place.label, place.concern, place.comment, ...tickets].join("\n").toLowerCase();
  return place;
}

const places = data.places.map(toPlace);
const placeOf = new Map(places.map(place => [place.key, place]));
const decisions = new Map(); // by place: {verdict, point: where to, rank: of the candidate, comment}

// Who judged it before this export.
function describeDecided({decided_by: by, decided_at: moment}) {
  return by || moment ? [by && `by ${by}`, moment].filter(Boolean).join(", ") : "";
}

const commentOf = place => decisions.get(place)?.comment ?? place.comment;

// How a place stands in the gazetteer, and how with the reviewer's decision.
const statusOf = place => place.status === "rejected" ? "rejected" : place.verified ? "verified" : place.status || "unasked";
const stateOf = place => decisions.get(place)?.verdict || statusOf(place);

// Where a place is, with the reviewer's moves; null if nobody knows.
const pointOf = place => decisions.get(place)?.point || place.point;

const centroids = new Map(data.centroids.map(([cluster, , lat, lng]) => [nameKey(cluster), {cluster, lat, lng}]));

function centroidOf(cluster) {
  const own = placeOf.get(placeKey("cluster", cluster, ""));
  const decision = own && decisions.get(own);
  if (decision) return decision.verdict === "reject" ? null : pointOf(own);
  return centroids.get(nameKey(cluster)) || null;
}

// What the import measures a point by, as words and kilometres: null where nothing is known.
function distanceWithLimit(place, point) {
  const centroid = place.what === "location" && centroidOf(place.cluster);
  if (centroid) return {km: distanceKm(centroid, point), from: `${place.cluster}'s centroid`, limitKm: data.limits.location_km};
  const others = [...centroids.values()].filter(({cluster}) => nameKey(cluster) !== nameKey(place.cluster)).map(({cluster}) => centroidOf(cluster));
  const km = Math.min(...others.filter(Boolean).map(other => distanceKm(other, point)));
  return km === Infinity ? null : {km, from: "the nearest other cluster", limitKm: data.limits.cluster_km};
}

// Why the import takes this point only with --force; "" if it takes it.
function describeDistance(place, point) {
  const distance = distanceWithLimit(place, point);
  return distance && distance.km > distance.limitKm ? `${kmText(distance.km)} from ${distance.from}` : "";
}
