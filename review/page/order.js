"use strict";
// In which order the places are listed. It stays while one decides, so that no row jumps.

const ORDERS = {
  tickets: ["Most open tickets first", () => places],
  cluster: ["By cluster, the nearest next", orderByCluster],
  distance: ["Farthest from its cluster first", listFarthestFirst],
  concern: ["By concern", orderByConcern],
};

function listFarthestFirst() {
  const km = new Map(places.map(place => [place, place.point ? distanceWithLimit(place, place.point)?.km ?? -1 : -1]));
  return [...places].sort((a, b) => km.get(b) - km.get(a));
}

// The same concern together, the most frequent first; those without one at the end.
function orderByConcern() {
  const kind = place => place.concern.replace(/[\d.,]+/g, "#"), count = new Map();
  for (const place of places) count.set(kind(place), (count.get(kind(place)) || 0) + 1);
  const rank = place => place.concern ? count.get(kind(place)) : -1;
  return [...places].sort((a, b) => rank(b) - rank(a) || kind(a).localeCompare(kind(b)));
}

// Starts at the cluster of most tickets, and in each at its own row; places without a point come at its end.
function orderByCluster() {
  const byCluster = new Map(places.map(place => [nameKey(place.cluster), []]));
  for (const place of places) byCluster.get(nameKey(place.cluster)).push(place);
  const clusters = [...byCluster].map(([key, members]) => ({members, point: centroids.get(key) || members.find(({point}) => point)?.point || null}));
  return nearestNext(clusters).flatMap(({members, point}) => nearestNext(members, point));
}

// Each after the one that is nearest to it; from the first, or from the one nearest to `from`.
function nearestNext(items, from = null) {
  const left = new Set(items.filter(({point}) => point)), ordered = [];
  let here = from;
  while (left.size) {
    const next = here ? nearestOf(left, here) : left.values().next().value;
    left.delete(next);
    ordered.push(next);
    here = next.point;
  }
  return [...ordered, ...items.filter(({point}) => !point)];
}

function nearestOf(items, {lat, lng}) {
  const shrink = Math.cos(radians(lat));
  let best = null, least = Infinity;
  for (const item of items) {
    const away = (item.point.lat - lat) ** 2 + ((item.point.lng - lng) * shrink) ** 2;
    if (away < least) [best, least] = [item, away];
  }
  return best;
}
