/** Too many events to tell apart: how many there are, lane by lane, instead of a carpet of marks. */

const BIN = 7;
/** More visible events than this are shown as bars. */
export const MOST = 1200;
/** The highest bar of a lane counts at least such a part of the highest of all. */
const PART = 6;

/**
 * @param {import("./events.js").Event[]} events visible ones
 * @param {number[]} [least] what the highest bar of each lane counts at least
 * @returns {{bins: number[][], most: number[]}} events on those days, per lane and bin of 7 pixels,
 *   and what the highest bar of each lane counts
 */
export function counted(events, lanes, scale, least) {
  const size = Math.ceil((scale.range[1] - scale.range[0]) / BIN);
  const bins = Array.from({ length: lanes }, () => new Array(size).fill(0));
  for (const { lane, span } of events) {
    // In each bar that it may belong to: one in the middle would make up a date for it.
    const bin = (time) => Math.floor((scale.x(time) - scale.range[0]) / BIN);
    for (let at = Math.max(bin(span.a), 0); at <= Math.min(bin(span.d - 1), size - 1); at += 1) {
      bins[lane][at] += 1;
    }
  }
  const highest = bins.map((counts) => Math.max(...counts));
  const all = Math.max(...highest);
  // A lane of single events doesn't look like one of many.
  const most = highest.map((one, i) => Math.max(one, all / PART, least?.[i] ?? 0));
  return { bins, most };
}

/** @param {import("./lanes.js").Plan} plan */
export function drawDensity(ctx, { bins, most }, plan, scale, theme) {
  ctx.fillStyle = theme.hues.grey; // no kind's colour: all kinds are counted
  bins.forEach((counts, i) => {
    const lane = plan.lanes[i];
    const room = lane.height - lane.head - 6;
    counts.forEach((count, bin) => {
      if (!count) return;
      // By the root: one event among hundreds must still be seen.
      const height = Math.max(2, Math.sqrt(count / most[i]) * room);
      ctx.fillRect(scale.range[0] + bin * BIN, lane.top + lane.height - 3 - height, BIN - 1, height);
    });
  });
}

/** @returns {{count: number, from: number, to: number}|null} the bar under a pixel */
export function barAt({ bins }, lane, x, scale) {
  const bin = Math.floor((x - scale.range[0]) / BIN);
  const count = bins[lane]?.[bin];
  if (!count) return null;
  const start = scale.range[0] + bin * BIN;
  return { count, from: scale.time(start), to: scale.time(start + BIN) };
}
