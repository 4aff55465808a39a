/** Follow-ups, parts and answers, drawn as quiet arcs from event to event. */

import { faint } from "../shared/theme.js";
import { placedAnywhere } from "./places.js";

/** With more events in view than this, arcs are drawn only for what is looked at. */
const FEW = 45;
/** … and on a narrow screen, where they stand close. */
const FEWER = 20;
/** Events side by side: the arc rises so high over what stands between them, in pixels. */
const RISE = 34;

/**
 * @param {CanvasRenderingContext2D} ctx @param {import("./panel.js").Panel} panel
 * @param {string[]} looked ids of what is hovered or selected
 */
export function drawTies(ctx, panel, looked) {
  const { theme, attention } = panel;
  const all = panel.seen <= (panel.plan.narrow ? FEWER : FEW);
  const strong = [];
  for (const pair of panel.known.ties) {
    if (pair.some(({ id }) => looked.includes(id))) strong.push(pair);
    else if (all && !looked.length && !attention.lit) arc(ctx, pair, panel, faint(theme.text, 0.2), 1);
  }
  for (const pair of strong) arc(ctx, pair, panel, faint(theme.text, 0.6), 1.5);
}

function arc(ctx, pair, panel, colour, width) {
  const [one, two] = pair.map((event) => placedAnywhere(panel, event));
  const [from, to] = one.extent.x <= two.extent.x ? [one, two] : [two, one];
  const [x1, y1, x2, y2] = [from.extent.x, from.y, to.extent.x, to.y];
  const [left, right] = panel.scale.range;
  const inView = (x) => x >= left && x <= right;
  if (!inView(x1) && !inView(x2)) return;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  const [half, high] = [(x2 - x1) / 2, Math.abs(y2 - y1)];
  const rise = high < 12 ? Math.min(RISE, 8 + half / 4) : 0;
  const bow = Math.max(Math.min(RISE, high / 4) - half, 0); // else it would stand like a line of the axis
  ctx.bezierCurveTo(x1 + half + bow, y1 - rise, x2 - half + bow, y2 - rise, x2, y2);
  ctx.stroke();
}
