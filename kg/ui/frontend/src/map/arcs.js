/** Ways as arcs: bent so that nobody takes them for a route, and so that there and back differ. */

import { faint } from "../shared/theme.js";

const BEND = 0.16;
/** More legs than these are a tangle that numbers don't clear. */
const NUMBERED = 30;

/** @typedef {{from: object, to: object, numbers: number[], sure: boolean}} Arc between two marks */

/** @param {import("./panel.js").Panel} panel @returns {Arc[]} all legs between two marks as one */
export function arcsOf({ way, spots }) {
  const arcs = new Map();
  if (!way) return [];
  for (const leg of way.legs) {
    const [from, to] = [spots.get(leg.from), spots.get(leg.to)];
    if (!from || !to || from === to) continue;
    const key = `${from.id}>${to.id}`;
    if (!arcs.has(key)) arcs.set(key, { from, to, numbers: [], sure: false });
    arcs.get(key).numbers.push(leg.number);
    arcs.get(key).sure ||= leg.sure;
  }
  return [...arcs.values()];
}

/** @param {CanvasRenderingContext2D} ctx @param {import("./panel.js").Panel} panel @param {Arc[]} arcs */
export function drawArcs(ctx, { way, theme }, arcs) {
  const colour = theme.accent;
  for (const arc of arcs) {
    const curve = curved(arc);
    if (!curve) continue;
    ctx.strokeStyle = faint(colour, way.legs.length > NUMBERED ? 0.6 : 0.85);
    ctx.lineWidth = 1.6;
    ctx.setLineDash(arc.sure ? [] : [1, 4]);
    ctx.beginPath();
    ctx.moveTo(...curve.start);
    ctx.quadraticCurveTo(...curve.bend, ...curve.end);
    ctx.stroke();
    ctx.setLineDash([]);
    if (arc.sure) arrow(ctx, curve, colour);
  }
}

/**
 * When each leg was, by number.
 * @param {number[][]} taken boxes that no number may cover, and no name afterwards
 */
export function drawNumbers(ctx, { way, theme, chart }, arcs, taken) {
  if (!way || way.legs.length > NUMBERED) return;
  for (const arc of arcs) number(ctx, arc, taken, theme, chart);
}

/** From rim to rim. */
function curved({ from, to }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const far = Math.hypot(dx, dy);
  if (far < from.r + to.r + 10) return null;
  const bend = [from.x + dx / 2 + dy * BEND, from.y + dy / 2 - dx * BEND];
  const rim = ({ x, y, r }, gap) => {
    const [bx, by] = [bend[0] - x, bend[1] - y];
    const part = (r + gap) / Math.hypot(bx, by);
    return [x + bx * part, y + by * part];
  };
  return { start: rim(from, 3), bend, end: rim(to, 5) };
}

function arrow(ctx, { bend, end }, colour) {
  const angle = Math.atan2(end[1] - bend[1], end[0] - bend[0]);
  const side = (turn) => [end[0] - 8 * Math.cos(angle + turn), end[1] - 8 * Math.sin(angle + turn)];
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(end[0] + 2 * Math.cos(angle), end[1] + 2 * Math.sin(angle));
  ctx.lineTo(...side(0.42));
  ctx.lineTo(...side(-0.42));
  ctx.closePath();
  ctx.fill();
}

/** In the middle of the arc, or a little farther on, where no other number is. */
function number(ctx, arc, taken, theme, chart) {
  const curve = curved(arc);
  if (!curve) return;
  const { numbers } = arc;
  const text = numbers.length > 4 ? `${numbers.slice(0, 3).join(", ")} …` : numbers.join(", ");
  ctx.font = `600 11px ${theme.font}`;
  const half = ctx.measureText(text).width / 2 + 4;
  for (const part of [0.5, 0.38, 0.62, 0.28, 0.72]) {
    const [x, y] = [0, 1].map(
      (i) => (1 - part) ** 2 * curve.start[i] + 2 * part * (1 - part) * curve.bend[i] + part ** 2 * curve.end[i],
    );
    const box = [x - half, y - 8, x + half, y + 8];
    if (box[0] < 0 || box[1] < 0 || box[2] > chart.width || box[3] > chart.height) continue;
    if (taken.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1])) continue;
    taken.push(box);
    ctx.fillStyle = theme.back;
    ctx.strokeStyle = theme.accent;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.roundRect?.(box[0], box[1], box[2] - box[0], 16, 8);
    if (!ctx.roundRect) ctx.rect(box[0], box[1], box[2] - box[0], 16);
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = theme.text;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(text, x, y + 0.5);
    return;
  }
}
