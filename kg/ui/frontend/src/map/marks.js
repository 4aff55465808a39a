/** The marks of a moment: places, and places that lie too near each other to be told apart. */

/**
 * @typedef {object} Mark
 * @property {string} id of the place with most events
 * @property {import("./records.js").Place[]} places that with most events first
 * @property {number} x @property {number} y @property {number} r pixels
 * @property {number} count of events @property {number} now those of the period
 * @property {boolean} ghost no event is there, somebody only says so
 */

const SMALLEST = 5;
/** A mark with a number in it. */
const WITH_NUMBER = 9;
const LARGEST = 36;
/** So much of the panel may be marks. */
const SHARE = 0.07;

/** @returns {number} the radius whose area tells a count */
export const radiusOf = (count, most, largest) =>
  Math.min(Math.max(largest * Math.sqrt(count / most), count ? SMALLEST : 6), LARGEST);

/**
 * @param {import("./records.js").Records} records
 * @param {ReturnType<import("./records.js").Records["on"]>} scene
 * @param {import("./chart.js").Chart} chart
 * @returns {Mark[]} those with most events first
 */
export function marksOf(records, scene, chart) {
  // On a world map most places lie close together, and a continent must still be seen.
  const most = Math.min(Math.max(chart.width / 28, 13), 22) * (chart.world ? 0.6 : 1);
  // Nor may marks take more than a share of the panel, be they few and large or many and small.
  const share = Math.sqrt((SHARE * chart.width * chart.height) / (Math.PI * Math.max(records.ink, 1)));
  const largest = Math.min(most, share);
  const claimed = new Set(scene.ghosts.map(({ place }) => place));
  const placed = [];
  for (const place of records.places) {
    const count = scene.there[place.index].length;
    if (!place.point || (!count && !claimed.has(place.index))) continue;
    const at = chart.pixel(place.point);
    if (!at) continue;
    placed.push({ place, count, now: scene.within[place.index], x: at[0], y: at[1] });
  }
  placed.sort((one, two) => two.count - one.count || (one.place.id < two.place.id ? -1 : 1));
  let marks = placed.map(({ place, count, now, x, y }) => ({
    id: place.id, places: [place], x, y, count, now, ghost: !count,
  }));
  const sized = (mark) => {
    const r = radiusOf(mark.count, records.most, largest);
    mark.r = mark.places.length > 1 ? Math.max(r, WITH_NUMBER) : r;
    return mark;
  };
  // What is merged is bigger, and may meet others: until nothing meets any more.
  for (let before = -1; before !== marks.length; ) {
    before = marks.length;
    const kept = [];
    for (const mark of marks.map(sized)) {
      const near = kept.find((one) => Math.hypot(one.x - mark.x, one.y - mark.y) < (one.r + mark.r) * 0.78);
      if (!near) kept.push(mark);
      else {
        near.places = [...near.places, ...mark.places];
        near.count += mark.count;
        near.now += mark.now;
        near.ghost &&= mark.ghost;
        sized(near);
      }
    }
    marks = kept;
  }
  return marks;
}

/** How far it must be zoomed in for places of a mark to part; Infinity if they never do. */
export function parting(mark, chart) {
  const [one, ...others] = mark.places.map(({ point }) => chart.pixel(point));
  const far = Math.max(...others.map((at) => (at ? Math.hypot(at[0] - one[0], at[1] - one[1]) : 0)));
  const factor = 30 / far;
  return chart.held(chart.scale * factor) >= chart.scale * factor * 0.99 ? factor : Infinity;
}

export const inView = ({ x, y, r }, { width, height }) =>
  x > -r && y > -r && x < width + r && y < height + r;

/** @param {Mark[]} marks @returns {Mark|null} the one under a pixel, the nearest of several */
export function markAt(marks, x, y) {
  let [best, least] = [null, 6];
  for (const mark of marks) {
    const far = Math.hypot(mark.x - x, mark.y - y) - mark.r;
    if (far < least) [best, least] = [mark, far];
  }
  return best;
}
