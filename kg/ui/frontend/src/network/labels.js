/** Names of nodes, the biggest first, wherever they meet neither a name nor a node. */

import { fitted } from "../shared/dom.js";
import { shortened } from "../shared/text.js";
import { faint } from "../shared/theme.js";

const LONGEST = 190;
const HIGH = 15;

/** @param {import("./panel.js").Panel} panel */
export function drawLabels(panel) {
  const { renderer, graph, theme, stage, looks } = panel;
  const { clientWidth: width, clientHeight: height } = stage;
  const ctx = fitted(panel.over, width, height);
  const nodes = [];
  graph.forEachNode((id, { label, size }) => {
    const shown = renderer.getNodeDisplayData(id);
    if (!shown) return;
    const { x, y } = renderer.framedGraphToViewport(shown);
    if (x < -20 || y < -20 || x > width + 20 || y > height + 20) return;
    nodes.push({ id, label, x, y, r: renderer.scaleSize(size), first: looks.rank(id) });
  });
  nodes.sort((one, two) => two.first - one.first || two.r - one.r || (one.id < two.id ? -1 : 1));
  drawRings(ctx, nodes, panel.attention, theme);
  // A name may lie over what is dimmed, never over what is not.
  const plain = nodes.filter(({ first }) => first > 0 || !looks.bright);
  const taken = plain.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  for (const node of plain) {
    ctx.font = `${node.first || node.r > 11 ? 600 : 400} 12px ${theme.font}`;
    const text = shortened(ctx, node.label, LONGEST);
    const box = text && free(node, ctx.measureText(text).width, taken, width, height);
    if (!box) continue;
    taken.push(box);
    write(ctx, text, box[0], (box[1] + box[3]) / 2, theme);
  }
  drawEdgeLabels(ctx, panel, taken);
}

/** To the right, left, below or above: the first place with nothing in it. */
function free({ x, y, r }, wide, taken, width, height) {
  const places = [
    [x + r + 4, y - HIGH / 2],
    [x - wide / 2, y + r + 2],
    [x - r - 4 - wide, y - HIGH / 2],
    [x - wide / 2, y - r - 2 - HIGH],
  ];
  for (const [left, top] of places) {
    const box = [left, top, left + wide, top + HIGH];
    if (left < 2 || top < 2 || box[2] > width - 2 || box[3] > height - 2) continue;
    if (!taken.some((other) => meet(box, other))) return box;
  }
  return null;
}

const meet = (a, b) => a[0] < b[2] + 2 && a[2] + 2 > b[0] && a[1] < b[3] && a[3] > b[1];

function write(ctx, text, x, y, theme) {
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = faint(theme.back, 0.9);
  ctx.strokeText(text, x, y);
  ctx.fillStyle = theme.text;
  ctx.fillText(text, x, y);
}

/** What the links of the node in the centre of attention mean. */
function drawEdgeLabels(ctx, panel, taken) {
  const { renderer, graph, theme } = panel;
  const { centre } = panel.looks;
  if (!centre) return;
  ctx.font = `italic 11px ${theme.font}`;
  const at = (node) => renderer.framedGraphToViewport(renderer.getNodeDisplayData(node));
  const middle = at(centre);
  graph.forEachEdge(centre, (_edge, { labels }, one, two) => {
    if (!labels.length) return;
    const other = at(one === centre ? two : one);
    const text = shortened(ctx, labels.join(", "), 150);
    const wide = ctx.measureText(text).width;
    // Nearer to the other end: around the centre all lines run together.
    const [x, y] = [middle.x + (other.x - middle.x) * 0.6, middle.y + (other.y - middle.y) * 0.6];
    const box = [x - wide / 2, y - 7, x + wide / 2, y + 7];
    if (taken.some((b) => meet(box, b))) return;
    taken.push(box);
    write(ctx, text, box[0], y, theme);
  });
}

function drawRings(ctx, nodes, { selected, hovered }, theme) {
  for (const { id, x, y, r } of nodes) {
    if (id !== selected && id !== hovered) continue;
    ctx.lineWidth = id === selected ? 2.5 : 1.5;
    ctx.strokeStyle = id === selected ? theme.accent : theme.text;
    ctx.beginPath();
    ctx.arc(x, y, r + 5, 0, 2 * Math.PI);
    ctx.stroke();
  }
}
