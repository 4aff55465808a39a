/** Where a reader starts, and goes back to: the part of the world with most events. */

import { geoDistance } from "d3-geo";

/** @param {import("./panel.js").Panel} panel @returns {object} for `chart.glide` */
export const homeOf = (panel) => panel.chart.fitted(placesOf(panel));

function placesOf({ records }) {
  const { there } = records.on(null, null);
  const placed = records.places.filter(({ point, index }) => point && there[index].length);
  return busiest(placed, placed.map(({ index }) => there[index].length));
}

/**
 * The places where a reader starts: those of most events that lie near each other, and what else
 * is among them. Without such a part, all.
 * @param {import("./records.js").Place[]} places @param {number[]} counts by place
 */
function busiest(places, counts) {
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (places.length < 6) return places;
  let best = null;
  for (const { point } of places) {
    const near = places
      .map((place, i) => ({ place, n: counts[i], far: geoDistance(point, place.point) }))
      .sort((one, two) => one.far - two.far);
    let sum = 0;
    const last = near.findIndex(({ n }) => (sum += n) >= total * 0.8);
    if (!best || near[last].far < best.far) best = { far: near[last].far, near };
  }
  const far = best.near.at(-1).far;
  if (best.far > far / 2) return places;
  return best.near.filter((one) => one.far <= best.far * 1.05).map(({ place }) => place);
}
