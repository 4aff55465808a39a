/** The drawing on any canvas: lines by channel, nodes by kind, names. */

import { outline } from "../timeline/glyphs.js";
import { mixed } from "../shared/theme.js";
import { drawNames } from "./names.js";

/** More lines than these are drawn as one each, in the style of their main channel. */
const PARALLEL = 900;

/**
 * @param {CanvasRenderingContext2D} ctx with one unit per CSS pixel
 * @param {object} scene
 * @param {import("./graph.js").Graph} scene.graph @param {import("./looks.js").Looks} scene.looks
 * @param {import("./camera.js").Camera} scene.camera
 * @param {import("../shared/theme.js").Theme} scene.theme
 * @param {import("./moment.js").Moment} scene.moment
 * @param {{width: number, height: number}} scene.size
 * @param {boolean} [scene.front] only what stands out: the rest is drawn by other means
 */
export function paint(ctx, scene) {
  const { graph, looks, front } = scene;
  ctx.lineCap = "butt";
  const links = front ? [...looks.strong] : graph.links;
  for (const link of links) if (link.shown && !looks.strong.has(link)) drawLink(ctx, link, scene);
  for (const link of looks.strong) if (link.shown) drawLink(ctx, link, scene);
  ctx.setLineDash([]);
  const nodes = front ? graph.nodes.filter((node) => looks.rank(node)) : graph.nodes;
  const order = [...nodes].sort((a, b) => looks.rank(a) - looks.rank(b) || b.r - a.r);
  for (const node of order) drawNode(ctx, node, scene);
  for (const node of looks.centre) drawRing(ctx, node, scene);
  drawNames(ctx, scene);
}

/** @returns {number} of a strand, by the number of its events */
export const thickness = (count) => Math.min(0.45 + 0.65 * Math.sqrt(count), 5);

/** @returns {{width: number, channel: number, count: number}[]} what a line is made of, side by side */
export function strandsOf(link, graph) {
  const shown = link.strands.filter((strand) => strand.shown);
  if (!shown.length) return [{ width: thickness(link.shown), channel: -1, count: link.shown }];
  if (graph.links.length <= PARALLEL) {
    return shown.map(({ channel, shown: count }) => ({ width: thickness(count), channel, count }));
  }
  const main = shown.reduce((best, one) => (one.shown > best.shown ? one : best));
  return [{ width: thickness(link.shown), channel: main.channel, count: link.shown }];
}

/** Strands part in the middle of a line and meet at its ends, like those of a cable. */
function drawLink(ctx, link, { graph, looks, camera, theme }) {
  const [[ax, ay], [bx, by]] = [camera.shown(link.a), camera.shown(link.b)];
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy) || 1;
  const strands = strandsOf(link, graph);
  const gap = 1.6;
  let across = -(strands.reduce((sum, { width }) => sum + width, 0) + gap * (strands.length - 1)) / 2;
  for (const { width, channel, count } of strands) {
    const stroke = graph.channels[channel]?.stroke ?? { hue: "grey", dash: [] };
    const aside = (across + width / 2) * 2; // a quadratic curve reaches half way to its control
    across += width + gap;
    ctx.strokeStyle = looks.strand(link, stroke.hue, count, theme);
    ctx.lineWidth = looks.strong.has(link) ? width + 0.4 : width;
    ctx.setLineDash(stroke.dash);
    ctx.beginPath();
    ctx.moveTo(ax, ay);
    if (strands.length === 1) ctx.lineTo(bx, by);
    else ctx.quadraticCurveTo((ax + bx) / 2 - (dy / length) * aside, (ay + by) / 2 + (dx / length) * aside, bx, by);
    ctx.stroke();
  }
}

function drawNode(ctx, node, scene) {
  const { looks, camera, theme } = scene;
  const [x, y] = camera.shown(node);
  const { width, height } = scene.size;
  if (x < -30 || y < -30 || x > width + 30 || y > height + 30) return;
  const r = node.r * camera.grown;
  const gone = isGone(node, scene);
  outline(ctx, node.kind.shape, x, y, r);
  // A rim in the colour of the ground keeps a node apart from the lines that end at it.
  ctx.lineWidth = 3;
  ctx.lineJoin = "round";
  ctx.strokeStyle = theme.back;
  ctx.stroke();
  ctx.fillStyle = gone ? mixed(theme.back, theme.text, 0.1) : looks.node(node, theme);
  ctx.fill();
}

/** Without a line at this time: its place is kept, faintly. */
export const isGone = (node, { moment }) => moment.narrow && node.links.length > 0 && !node.links.some(({ shown }) => shown);

function drawRing(ctx, node, { camera, theme, selected }) {
  const [x, y] = camera.shown(node);
  ctx.lineWidth = selected?.has(node) ? 2.5 : 1.5;
  ctx.strokeStyle = selected?.has(node) ? theme.accent : theme.text;
  ctx.beginPath();
  ctx.arc(x, y, node.r * camera.grown + 4.5, 0, 2 * Math.PI);
  ctx.stroke();
}
