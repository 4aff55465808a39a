/** Where nobody searched, a lane is hatched: that no event stands there tells nothing. */

import { faint } from "../shared/theme.js";
import { DAY, moment } from "../shared/days.js";

/** @typedef {{from: string|null, to: string|null, depth: string}} Span */
/** @typedef {{a: number, b: number, depth: string}} Stretch moments; `none`: nobody searched */

/** The closest search wins where several reach. */
const RANK = { systematic: 2, selective: 1 };

/**
 * The stretches of a window that were searched less than closely, in order of time.
 *
 * @param {Span[]} spans days, both included; null is without end
 * @param {[number, number]} window moments
 * @returns {Stretch[]}
 */
export function stretches(spans, [start, end]) {
  const known = spans.map(({ from, to, depth }) => ({
    a: moment(from) ?? -Infinity,
    b: to === null ? Infinity : moment(to) + DAY,
    depth,
  }));
  const cuts = known.flatMap(({ a, b }) => [a, b]).filter((time) => time > start && time < end);
  const edges = [start, ...[...new Set(cuts)].sort((a, b) => a - b), end];
  const found = [];
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const [a, b] = [edges[i], edges[i + 1]];
    const depth = known
      .filter((span) => span.a <= a && span.b >= b)
      .map((span) => span.depth)
      .reduce((best, one) => (RANK[one] > (RANK[best] ?? 0) ? one : best), "none");
    const last = found.at(-1);
    if (last?.depth === depth && last.b === a) last.b = b;
    else if (depth !== "systematic") found.push({ a, b, depth });
  }
  return found;
}

/** @param {CanvasRenderingContext2D} ctx @param {import("./panel.js").Panel} panel */
export function drawCoverage(ctx, { known: { lanes }, plan, scale, theme }) {
  plan.lanes.forEach((lane, i) => {
    if (!lanes[i].searched) return;
    for (const { a, b, depth } of stretches(lanes[i].searched, scale.window)) {
      const from = scale.x(a);
      shade(ctx, from, lane.top, scale.x(b) - from, lane.height, depth, theme);
    }
  });
}

/** Light lines where only landmarks were looked for; a darker ground and hatch where nothing was. */
export function shade(ctx, x, y, width, height, depth, theme) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  if (depth === "none") {
    ctx.fillStyle = faint(theme.text, theme.dark ? 0.06 : 0.04);
    ctx.fillRect(x, y, width, height);
  }
  ctx.strokeStyle = faint(theme.text, depth === "none" ? 0.1 : 0.05);
  ctx.lineWidth = 1;
  const step = depth === "none" ? 7 : 14;
  // The hatch belongs to the page, not to the stretch: it doesn't run while one pans.
  ctx.beginPath();
  for (let at = Math.floor((x + y) / step) * step; at < x + width + y + height; at += step) {
    ctx.moveTo(at - y, y);
    ctx.lineTo(at - y - height, y + height);
  }
  ctx.stroke();
  ctx.restore();
}
