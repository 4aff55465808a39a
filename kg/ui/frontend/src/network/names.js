/** Names of nodes, the biggest first, wherever they meet neither a name nor a node. */

import { shortened, widthOf } from "../shared/text.js";
import { faint, mixed } from "../shared/theme.js";
import { isGone } from "./paint.js";
import { LINE } from "./place.js";

const LONGEST = 190;
const MUST = 16;
const MOST = 700;

export function drawNames(ctx, scene) {
  const { graph, looks, camera, theme, size, front } = scene;
  // Of thousands only those that are looked at, or the biggest, can be named at all.
  graph.ranked ??= [...graph.nodes].sort((a, b) => b.measure - a.measure || a.i - b.i);
  const asked = front && looks.bright ? [...new Set([...looks.centre, ...looks.bright])] : graph.ranked;
  const shown = [];
  for (const node of asked) {
    if (shown.length === MOST) break;
    const [x, y] = camera.shown(node);
    if (x < -20 || y < -20 || x > size.width + 20 || y > size.height + 20) continue;
    if (isGone(node, scene)) continue;
    shown.push({ node, x, y, r: node.r * camera.grown, first: looks.rank(node) });
  }
  shown.sort((a, b) => b.first - a.first || b.node.measure - a.node.measure || a.node.i - b.node.i);
  // A name may lie over what is dimmed, never over what is not.
  const bright = shown.filter(({ first }) => first > 0 || !looks.bright);
  const taken = bright.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  Object.assign(ctx, { textBaseline: "middle", textAlign: "center", lineJoin: "round" });
  const most = front ? 60 : Infinity;
  const names = bright.slice(0, MUST).filter(({ r }) => r > 7).map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  let written = 0;
  for (const one of bright) {
    if (written >= most) break;
    ctx.font = `${one.first === 2 || one.r > 11 ? 600 : 500} 12px ${theme.font}`;
    const lines = one.node.lines ?? [shortened(ctx, one.node.label, LONGEST)];
    if (!lines[0]) continue;
    const room = [Math.max(...lines.map((line) => widthOf(ctx, line))), lines.length * LINE];
    // Those that matter most are named even where a small node must lie under the name.
    const box = free(one, ...room, taken, size) ?? (written < MUST || one.first === 2 || one.node.lines ? free(one, ...room, names, size) : null);
    if (!box) continue;
    taken.push(box);
    names.push(box);
    written += 1;
    lines.forEach((line, i) => write(ctx, line, (box[0] + box[2]) / 2, box[1] + (i + 0.5) * LINE, theme));
  }
  // Those that are dimmed keep their names, if dim, where the drawing is small enough to know them by.
  if (!looks.bright || graph.nodes.length > 60) return;
  ctx.font = `500 12px ${theme.font}`;
  for (const one of shown.filter(({ first }) => !first)) {
    const { lines } = one.node;
    const box = free(one, Math.max(...lines.map((line) => widthOf(ctx, line))), lines.length * LINE, taken, size);
    if (!box) continue;
    ctx.fillStyle = mixed(theme.back, theme.text, 0.32);
    lines.forEach((line, i) => ctx.fillText(line, (box[0] + box[2]) / 2, box[1] + (i + 0.5) * LINE));
  }
}

/** Below, to the right, left or above: the first place with nothing in it. */
function free({ x, y, r }, wide, high, taken, { width, height }) {
  const places = [
    [x - wide / 2, y + r + 2],
    [x + r + 4, y - high / 2],
    [x - r - 4 - wide, y - high / 2],
    [x - wide / 2, y - r - 2 - high],
  ];
  for (const [left, top] of places) {
    const box = [left, top, left + wide, top + high];
    if (left < 2 || top < 2 || box[2] > width - 2 || box[3] > height - 2) continue;
    if (!taken.some((other) => meet(box, other))) return box;
  }
  return null;
}

const meet = (a, b) => a[0] < b[2] + 1 && a[2] + 1 > b[0] && a[1] < b[3] && a[3] > b[1];

function write(ctx, text, x, y, theme) {
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = faint(theme.back, 0.92);
  ctx.strokeText(text, x, y);
  ctx.fillStyle = theme.text;
  ctx.fillText(text, x, y);
}
