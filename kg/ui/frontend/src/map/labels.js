/** Names of places, those with most events first, wherever they meet neither a name nor a mark. */

import { shortened, widthOf } from "../shared/text.js";
import { faint } from "../shared/theme.js";
import { inView } from "./marks.js";
import { lookOf } from "./paint.js";

const HIGH = 15;

/** @returns {string} the name of a mark: its place; of several the town, and how many more */
export function nameOf({ places: [{ name, city }, ...others] }) {
  const short = (others.length && city ? city : name).split(/, | \(/)[0];
  return others.length ? `${short} +${others.length}` : short;
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {import("./panel.js").Panel} panel
 * @param {number[][]} taken boxes that are taken already
 */
export function drawLabels(ctx, panel, taken) {
  const { chart, theme, focus } = panel;
  const longest = chart.width < 520 ? 110 : 170;
  const seen = panel.marks.filter((mark) => inView(mark, chart)).map((mark) => {
    const { bright, chosen, pointed } = lookOf(panel, mark);
    return { mark, bright, first: chosen || pointed ? 2 : focus && bright ? 1 : 0 };
  });
  seen.sort((one, two) => two.first - one.first || two.mark.count - one.mark.count);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  for (const { mark, bright, first } of seen) {
    if (!bright || (!mark.now && !mark.ghost)) continue;
    ctx.font = `${first ? 600 : 400} 12px ${theme.font}`;
    const text = shortened(ctx, nameOf(mark), longest);
    const box = text && free(mark, first > 1, widthOf(ctx, text), taken, chart);
    if (!box) continue;
    taken.push(box);
    const y = (box[1] + box[3]) / 2;
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = faint(theme.back, 0.85);
    ctx.strokeText(text, box[0], y);
    ctx.fillStyle = theme.text;
    ctx.fillText(text, box[0], y);
  }
}

/** Beside, below or above, then farther off: the first place with nothing in it. */
function free({ x, y, r, places }, ringed, wide, taken, { width, height }) {
  const gap = r + (places.length > 1 ? 6 : 4) + (ringed ? 3 : 0);
  for (const [left, top] of [
    [x + gap, y - HIGH / 2],
    [x - gap - wide, y - HIGH / 2],
    [x - wide / 2, y + gap - 1],
    [x - wide / 2, y - gap - HIGH + 1],
    [x + gap * 0.7, y + gap * 0.5],
    [x + gap * 0.7, y - gap * 0.5 - HIGH],
    [x - gap * 0.7 - wide, y - gap * 0.5 - HIGH],
    [x - gap * 0.7 - wide, y + gap * 0.5],
    [x - wide, y + gap],
    [x - wide, y - gap - HIGH],
    [x, y - gap - HIGH],
  ]) {
    const box = [left, top, left + wide, top + HIGH];
    if (left < 2 || top < 2 || box[2] > width - 2 || box[3] > height - 2) continue;
    if (!taken.some((b) => box[0] < b[2] + 2 && box[2] + 2 > b[0] && box[1] < b[3] && box[3] > b[1])) return box;
  }
  return null;
}
