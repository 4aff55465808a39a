/**
 * Which row of its lane each event stands in.
 *
 * Rows are dealt out once, for the period that a reader starts with. Going nearer only makes
 * more room, so nothing ever jumps from row to row, and labels appear as they come to fit.
 */

import { AXIS } from "./axis.js";
import { extentOf } from "./marks.js";

/** A label is given this much room at most when rows are dealt out. */
export const LABEL = 230;
const NARROW = 640;
const COMFORT = 25;
const TIGHT = 16;
/** With very many events marks become smaller rather than lie on each other. */
const TINY = 13;
const PAD = 5;

/**
 * @typedef {{label: string, told: string|undefined, top: number, height: number, head: number, rows: number}} Lane
 * @typedef {{lanes: Lane[], row: Map<string, number>, rowHeight: number, radius: number,
 *   height: number, gutter: number, narrow: boolean}} Plan
 */

/**
 * @param {import("./events.js").Event[]} events @param {{label: string, told?: string}[]} lanes
 * @param {import("./scale.js").Scale} scale at the start
 * @param {{width: number, height: number, gutter: number, narrow: boolean}} room
 * @param {(title: string) => number} measure
 * @returns {Plan}
 */
export function planned(events, lanes, scale, room, measure) {
  const members = lanes.map((_, i) => events.filter((event) => event.lane === i));
  const head = room.narrow ? 19 : 0;
  // On a narrow screen the same events need more rows, and scrolling down is easy.
  const most = room.height * (room.narrow ? 1.5 : 1);
  const free = most - AXIS - lanes.length * (2 * PAD + head);
  const wish = members.map((list) => dealt(list, Infinity, scale, 6, measure).rows);
  const total = wish.reduce((sum, rows) => sum + rows, 0);
  const least = total > (2 * free) / TIGHT ? TINY : TIGHT;
  const rowHeight = Math.min(Math.max(free / Math.max(total, 1), least), COMFORT);
  const given = shares(wish, Math.floor(free / rowHeight));
  const radius = rowHeight >= 19 ? 6 : rowHeight >= TIGHT ? 5 : 4;
  const row = new Map();
  let top = AXIS;
  const placed = members.map((list, i) => {
    const { places, rows } = dealt(list, given[i], scale, radius, measure);
    places.forEach((place, id) => row.set(id, place));
    // A lane without room for its heading beside it would be unreadable.
    const height = Math.max(rows * rowHeight + 2 * PAD + head, room.narrow ? 0 : 32);
    const lane = { label: lanes[i].label, told: lanes[i].told, top, height, head, rows };
    top += height;
    return lane;
  });
  return { lanes: placed, row, rowHeight, radius, height: top, ...pick(room) };
}

const pick = ({ gutter, narrow }) => ({ gutter, narrow });

/** @param {number} width of the panel @returns {boolean} headings go above the lanes */
export const isNarrow = (width) => width < NARROW;

/** @param {Plan} plan @param {import("./events.js").Event} event @returns {number} its middle */
export function middleOf(plan, event) {
  const lane = plan.lanes[event.lane];
  if (!lane) return -100;
  // Few events in a high lane stand in its middle.
  const slack = Math.max(0, lane.height - lane.head - 2 * PAD - lane.rows * plan.rowHeight) / 2;
  const row = plan.row.get(event.id) ?? 0;
  return lane.top + lane.head + PAD + slack + (row + 0.5) * plan.rowHeight;
}

/** Rows for each lane: what it wishes while there is enough, then turn by turn to the neediest. */
function shares(wish, rows) {
  const given = wish.map(() => 1);
  let left = rows - wish.length;
  while (left > 0) {
    let best = -1;
    wish.forEach((want, i) => {
      if (want > given[i] && (best < 0 || want / given[i] > wish[best] / given[best])) best = i;
    });
    if (best < 0) break;
    given[best] += 1;
    left -= 1;
  }
  return given;
}

/** Greedy: the first row that is free with room for the label, else free, else least covered. */
function dealt(list, most, scale, radius, measure) {
  const hard = []; // where the last mark of each row ends
  const soft = []; // … and its label
  const places = new Map();
  for (const event of list) {
    const { left, right } = extentOf(event.span, scale, radius);
    let row = soft.findIndex((end) => end <= left);
    if (row < 0 && hard.length < most) row = hard.length;
    if (row < 0) row = leastOf(soft, (i) => hard[i] <= left);
    if (row < 0) row = leastOf(hard, () => true);
    places.set(event.id, row);
    hard[row] = Math.max(hard[row] ?? 0, right + 3);
    soft[row] = Math.max(soft[row] ?? 0, right + Math.min(measure(event.title), LABEL) + 16);
  }
  return { places, rows: Math.max(hard.length, 1) };
}

function leastOf(ends, allowed) {
  let best = -1;
  ends.forEach((end, i) => {
    if (allowed(i) && (best < 0 || end < ends[best])) best = i;
  });
  return best;
}
