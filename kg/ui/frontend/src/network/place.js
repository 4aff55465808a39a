/** From the places of the server to those of a drawing: fitted to the panel, nothing on anything. */

import { widthOf } from "../shared/text.js";

/** So many nodes have all their names, and room is made for them. */
export const NAMED = 60;
const FONT = 12;
export const LINE = 14;
const MARGIN = 16;

/**
 * Set `r`, `x` and `y` of all nodes, in pixels of a panel of that size; the same graph and size
 * give the same drawing.
 * @param {import("./graph.js").Graph} graph @param {number} width @param {number} height
 * @param {CanvasRenderingContext2D} ctx to measure names with @param {string} font
 */
export function settle(graph, width, height, ctx, font) {
  const { nodes } = graph;
  if (!nodes.length) return;
  sized(nodes, width, height);
  ctx.font = `500 ${FONT}px ${font}`;
  const named = nodes.length <= NAMED;
  const spare = Math.sqrt((width * height) / nodes.length) * 0.5;
  for (const node of nodes) {
    node.lines = named ? wrapped(ctx, node.label) : null;
    const wide = named ? Math.max(...node.lines.map((line) => widthOf(ctx, line))) + 6 : 0;
    const pad = named ? 2 : Math.min(Math.max(spare - 2 * node.r, 2), 9);
    node.box = { w: Math.max(wide, 2 * (node.r + pad)) / 2, up: node.r + pad, down: node.r + (named ? 3 + node.lines.length * LINE : pad) };
  }
  fitted(nodes, width, height);
  if (nodes.length <= 700) apart(nodes, width, height);
}

/** The measure is the area that is seen, not the radius. */
function sized(nodes, width, height) {
  const most = Math.max(...nodes.map(({ measure }) => measure)) || 1;
  const each = Math.sqrt((width * height) / nodes.length);
  const large = Math.min(Math.max(each * 0.17, nodes.length > 1500 ? 4 : 7), 18);
  const small = Math.min(Math.max(each * 0.055, nodes.length > 1500 ? 1.2 : 3), 5);
  for (const node of nodes) node.r = small + (large - small) * Math.sqrt(node.measure / most);
}

/** A long name in two lines of about the same length. */
function wrapped(ctx, label) {
  const words = label.split(" ");
  if (words.length === 1 || widthOf(ctx, label) <= 84) return [label];
  let [best, least] = [[label], Infinity];
  for (let at = 1; at < words.length; at++) {
    const two = [words.slice(0, at).join(" "), words.slice(at).join(" ")];
    const widest = Math.max(...two.map((line) => widthOf(ctx, line)));
    if (widest < least) [best, least] = [two, widest];
  }
  return best.map((line) => (widthOf(ctx, line) > 150 ? cut(ctx, line, 150) : line));
}

function cut(ctx, line, width) {
  let text = line;
  while (text.length > 3 && widthOf(ctx, `${text}…`) > width) text = text.slice(0, -1);
  return `${text.trimEnd()}…`;
}

/** Stretch to the panel, either way at most twice as much as the other; draw far outliers in. */
function fitted(nodes, width, height) {
  const spans = ["x", "y"].map((axis) => {
    const middle = (Math.max(...nodes.map((n) => n[axis])) + Math.min(...nodes.map((n) => n[axis]))) / 2;
    const away = nodes.map((n) => Math.abs(n[axis] - middle)).sort((a, b) => a - b);
    const far = away[Math.floor((away.length - 1) * (nodes.length > NAMED ? 0.8 : 0.93))] || away.at(-1) || 1;
    for (const node of nodes) {
      const part = (node[axis] - middle) / far;
      node[axis] = Math.abs(part) <= 1 ? part : Math.sign(part) * (1 + Math.log(Math.abs(part)) * 0.5);
      node[axis] *= far;
    }
    return Math.max(...nodes.map((n) => Math.abs(n[axis]))) || 1;
  });
  const room = [width / 2 - MARGIN - 26, height / 2 - MARGIN - 14];
  let scale = [room[0] / spans[0], room[1] / spans[1]];
  const least = Math.min(...scale);
  scale = scale.map((one) => Math.min(one, least * 2));
  for (const node of nodes) {
    node.x = width / 2 + node.x * scale[0];
    node.y = height / 2 - node.y * scale[1];
  }
}

/** Push off each other what overlaps, names included, along the shorter way; inside the panel. */
function apart(nodes, width, height) {
  const rounds = nodes.length <= NAMED ? 400 : 120;
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    for (let i = 0; i < nodes.length; i++) {
      for (let j = i + 1; j < nodes.length; j++) moved = pushed(nodes[i], nodes[j]) || moved;
    }
    for (const node of nodes) inside(node, width, height);
    if (!moved) break;
  }
}

function pushed(one, two) {
  const dx = two.x - one.x;
  const wide = one.box.w + two.box.w + 2 - Math.abs(dx);
  if (wide <= 0) return false;
  const below = two.y >= one.y;
  const high = below ? one.y + one.box.down + 2 - (two.y - two.box.up) : two.y + two.box.down + 2 - (one.y - one.box.up);
  if (high <= 0) return false;
  // The smaller one gives way more: the places of the big ones are what a reader remembers.
  const share = (two.r + 1) / (one.r + two.r + 2);
  if (wide < high) {
    const step = (dx < 0 ? -wide : wide) * 0.5;
    one.x -= step * share;
    two.x += step * (1 - share);
  } else {
    const step = (below ? high : -high) * 0.5;
    one.y -= step * share;
    two.y += step * (1 - share);
  }
  return true;
}

function inside(node, width, height) {
  const { w, up, down } = node.box;
  node.x = Math.min(Math.max(node.x, w + 4), width - w - 4);
  node.y = Math.min(Math.max(node.y, up + 5), height - down - 4);
}
