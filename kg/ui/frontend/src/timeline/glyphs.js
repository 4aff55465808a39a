/** Small shapes with a fill each; the same code draws the marks and the legend. */

import { faint } from "../shared/theme.js";

const corners = (n, turn) =>
  Array.from({ length: n }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / n;
    return [Math.cos(angle), Math.sin(angle)];
  });

/** Points on a unit circle, grown so that all shapes look about as big as the circle. */
const POINTS = {
  square: { at: corners(4, Math.PI / 4), grow: 1.22 },
  diamond: { at: corners(4, 0), grow: 1.24 },
  up: { at: corners(3, -Math.PI / 2), grow: 1.28, down: 0.14 },
  down: { at: corners(3, Math.PI / 2), grow: 1.28, down: -0.14 },
  pentagon: { at: corners(5, -Math.PI / 2), grow: 1.14 },
  hexagon: { at: corners(6, 0), grow: 1.08 },
};

/**
 * @param {import("./groups.js").Shape} shape @param {number} x @param {number} y
 * @param {number} r radius in pixels
 */
export function outline(ctx, shape, x, y, r) {
  ctx.beginPath();
  const points = POINTS[shape];
  if (!points) {
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  const size = r * points.grow;
  const middle = y + (points.down ?? 0) * size;
  points.at.forEach(([px, py], i) => {
    if (i) ctx.lineTo(x + px * size, middle + py * size);
    else ctx.moveTo(x + px * size, middle + py * size);
  });
  ctx.closePath();
}

/**
 * @param {{shape: import("./groups.js").Shape, fill: import("./groups.js").Fill, colour: string,
 *   back: string}} look
 */
export function drawGlyph(ctx, { shape, fill, colour, back }, x, y, r) {
  ctx.lineJoin = "round";
  ctx.setLineDash([]);
  // A rim in the colour of the ground keeps marks apart that touch each other.
  ctx.lineWidth = 3;
  ctx.strokeStyle = back;
  outline(ctx, shape, x, y, r);
  ctx.stroke();
  if (fill === "solid") {
    ctx.fillStyle = colour;
    ctx.fill();
    return;
  }
  ctx.fillStyle = back;
  ctx.fill();
  ctx.lineWidth = 1.75;
  ctx.strokeStyle = colour;
  if (fill === "dashed") {
    ctx.fillStyle = faint(colour, 0.16);
    ctx.fill();
    ctx.setLineDash([2.2, 2.2]);
  }
  outline(ctx, shape, x, y, r - 0.6);
  ctx.stroke();
  ctx.setLineDash([]);
  if (fill === "struck") strike(ctx, x - r - 3.5, x + r + 3.5, y, colour, back);
  if (fill === "crossed") cross(ctx, x, y, r * 0.95, colour, back);
}

const stamps = new Map();
const ROOM = 1.6; // what a glyph and its strike or rim take, in radii, and four pixels

/** The same from a stamp: thousands of paths in each frame would be slow, thousands of stamps are not. */
export function stampGlyph(ctx, look, x, y, r) {
  const ratio = window.devicePixelRatio || 1;
  const key = [look.shape, look.fill, look.colour, look.back, r, ratio].join();
  const half = Math.ceil(r * ROOM + 4);
  let stamp = stamps.get(key);
  if (!stamp) {
    if (stamps.size > 500) stamps.clear(); // themes and screens changed a lot
    stamp = new OffscreenCanvas(2 * half * ratio, 2 * half * ratio);
    const pen = stamp.getContext("2d");
    pen.scale(ratio, ratio);
    drawGlyph(pen, look, half, half, r);
    stamps.set(key, stamp);
  }
  ctx.drawImage(stamp, x - half, y - half, 2 * half, 2 * half);
}

/** A line through it: it was to be, and isn't (for now). */
export function strike(ctx, from, to, y, colour, back) {
  for (const [width, style] of [[4, back], [2, colour]]) {
    ctx.lineWidth = width;
    ctx.strokeStyle = style;
    ctx.beginPath();
    ctx.moveTo(from, y);
    ctx.lineTo(to, y);
    ctx.stroke();
  }
}

/** A cross over it: somebody who should know says no. */
export function cross(ctx, x, y, r, colour, back) {
  ctx.lineCap = "round";
  for (const [width, style] of [[4.5, back], [2, colour]]) {
    ctx.lineWidth = width;
    ctx.strokeStyle = style;
    ctx.beginPath();
    ctx.moveTo(x - r, y - r);
    ctx.lineTo(x + r, y + r);
    ctx.moveTo(x + r, y - r);
    ctx.lineTo(x - r, y + r);
    ctx.stroke();
  }
  ctx.lineCap = "butt";
}
