/** One event on the canvas: how far it reaches, and how sure that is. */

import { faint } from "../shared/theme.js";
import { cross, drawGlyph, stampGlyph, strike } from "./glyphs.js";

/** Nobody says when it ended (or began): a dotted tail of this many pixels. */
const TAIL = 30;
/** … and a hint of it where marks are tiny because there are so many. */
const tailOf = (r) => (r < 5 ? 16 : TAIL);
/** Narrower than this, uncertainty can't be seen, nor drawn honestly. */
const SEEN = 6;

/**
 * @typedef {object} Extent In pixels. A `point` is too short to be seen as a length; a `band` is
 *   a stretch of time in which it happened on some day that nobody can tell.
 * @property {"point"|"bar"|"band"} form @property {number} from @property {number} to
 * @property {number} x the middle of the glyph @property {number} left @property {number} right
 */

/** @param {import("./events.js").Span} span @returns {Extent} */
export function extentOf(span, scale, r) {
  const [from, to] = [scale.x(span.a), scale.x(span.d)];
  const before = span.openBegin ? tailOf(r) : 0;
  const after = span.openEnd ? tailOf(r) : 0;
  if (!span.core && to - from >= SEEN) {
    // The glyph stands behind the band like a word: within, it would point to a day.
    const x = to + r + 4;
    return { form: "band", from, to, x, left: from - before, right: x + r + after };
  }
  if (to - from <= 2 * r + 3) {
    const x = (from + to) / 2;
    return { form: "point", from, to, x, left: x - r - before, right: x + r + after };
  }
  // On the first day that is certain; it stays in view as long as the certain part is.
  const first = Math.max(scale.x(span.b), scale.range[0]);
  const x = Math.max(Math.min(first + r + 1, scale.x(span.c) - r), from + r);
  return { form: "bar", from, to, x, left: from - before, right: to + after };
}

/** A colour that is as strong as the day is certain. */
function sureness(ctx, span, scale, colour, strength) {
  if (span.a === span.b && span.c === span.d && span.core) return faint(colour, strength);
  const [from, to] = [scale.x(span.a), scale.x(span.d)];
  const at = (time) => Math.min(Math.max((scale.x(time) - from) / (to - from), 0), 1);
  const paint = ctx.createLinearGradient(from, 0, to, 0);
  const [none, full] = [faint(colour, 0), faint(colour, strength)];
  if (span.core) {
    paint.addColorStop(0, span.a < span.b ? none : full);
    paint.addColorStop(at(span.b), full);
    paint.addColorStop(at(span.c), full);
    paint.addColorStop(1, span.c < span.d ? none : full);
    return paint;
  }
  // Some day in here, none likelier than another: even, and fading only towards the edges.
  paint.addColorStop(0, faint(colour, strength * 0.12));
  paint.addColorStop(0.25, faint(colour, strength * 0.62));
  paint.addColorStop(0.75, faint(colour, strength * 0.62));
  paint.addColorStop(1, faint(colour, strength * 0.12));
  return paint;
}

/**
 * @param {import("./events.js").Event} event @param {Extent} extent
 * @param {number} y @param {number} r
 * @param {import("../shared/theme.js").Theme} theme @param {string} ground behind the mark
 */
export function drawMark(ctx, event, extent, scale, y, r, theme, ground) {
  const colour = theme.hues[event.group.hue];
  const { span, fill, group } = event;
  if (extent.form !== "point") {
    drawLength(ctx, span, fill, extent, scale, y, extent.form === "bar" ? r * 1.3 : r, colour);
    if (fill === "struck") strike(ctx, extent.from - 2, extent.to + 2, y, colour, ground);
  }
  if (span.openBegin) tail(ctx, extent.from, -1, y, r, colour);
  if (span.openEnd) tail(ctx, extent.form === "band" ? extent.x : extent.to, 1, y, r, colour);
  const look = { shape: group.shape, fill, colour, back: ground };
  (theme.drawn ? drawGlyph : stampGlyph)(ctx, look, extent.x, y, r); // a stamp is no drawing
  if (fill === "crossed" && extent.form === "bar" && extent.to - extent.x > 24) {
    cross(ctx, (extent.x + extent.to) / 2, y, r * 0.8, colour, ground);
  }
  if (event.disputed) ring(ctx, extent, y, r, colour);
  const doubt = (event.uncertain ? "?" : "") + (event.approx ? "~" : "");
  if (doubt) {
    ctx.font = `700 10px ${theme.font}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillStyle = theme.text;
    ctx.fillText(doubt, extent.x + r - 1, y - r - 0.5);
  }
}

function drawLength(ctx, span, fill, extent, scale, y, height, colour) {
  const [from, width] = [extent.from, extent.to - extent.from];
  ctx.beginPath();
  ctx.roundRect(from, y - height / 2, width, height, Math.min(3, width / 2));
  ctx.fillStyle = sureness(ctx, span, scale, colour, fill === "solid" ? 0.62 : 0.16);
  ctx.fill();
  if (fill === "solid") return;
  ctx.strokeStyle = sureness(ctx, span, scale, colour, 1);
  ctx.lineWidth = 1.25;
  ctx.setLineDash(fill === "dashed" ? [3, 3] : []);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** @param {1|-1} way */
function tail(ctx, from, way, y, r, colour) {
  const start = from + way * (r + 2);
  const end = from + way * (tailOf(r) - 2);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.lineCap = "round";
  ctx.setLineDash([0.1, 4.5]);
  ctx.beginPath();
  ctx.moveTo(start, y);
  ctx.lineTo(end, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
}

/** A second outline: somebody says otherwise. */
function ring(ctx, extent, y, r, colour) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.25;
  around(ctx, extent, y, r, r < 5 ? 2.2 : 3);
}

/** The outline of a whole mark at a distance, for rings. */
export function around(ctx, extent, y, r, gap) {
  const left = Math.min(extent.form === "point" ? extent.x - r : extent.from, extent.x - r) - gap;
  const right = Math.max(extent.form === "point" ? extent.x + r : extent.to, extent.x + r) + gap;
  ctx.beginPath();
  ctx.roundRect(left, y - r - gap, right - left, 2 * (r + gap), r + gap);
  ctx.stroke();
}

const STEP = 17;
/** @returns {{way: 1|-1, top: number, bottom: number}} where a mark and its rivals are */
export function fanOf(rivals, y, height) {
  const reach = rivals.length ? (rivals.length + 0.7) * STEP : 0;
  const way = y + reach > height ? -1 : 1;
  return { way, top: y - 10 - (way < 0 ? reach : 0), bottom: y + 10 + (way > 0 ? reach : 0) };
}

/** Other dates that somebody claims, fanned out under (or above) the mark, with who says so. */
export function drawRivals(ctx, rivals, scale, y, r, theme, height) {
  const { way } = fanOf(rivals, y, height);
  rivals.forEach((rival, i) => {
    const at = y + way * ((i + 1) * STEP + 4);
    const { from, to, x } = extentOf(rival.span, scale, r);
    const [left, right] = to - from > 2 * r ? [from, to] : [x - r, x + r];
    ctx.font = `12px ${theme.font}`;
    const wide = ctx.measureText(rival.label).width;
    const fits = right + wide + 12 < scale.range[1];
    const textAt = fits ? right + 7 : left - wide - 7;
    ctx.fillStyle = faint(theme.back, 0.92);
    ctx.fillRect(Math.min(left, textAt) - 4, at - 8.5, right - left + wide + 15, STEP);
    ctx.beginPath();
    ctx.roundRect(left, at - 4.5, right - left, 9, 3);
    ctx.fillStyle = faint(theme.text, 0.1);
    ctx.fill();
    ctx.setLineDash([2.5, 2.5]);
    ctx.lineWidth = 1.25;
    ctx.strokeStyle = theme.text;
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = theme.text;
    ctx.textAlign = fits ? "left" : "right";
    ctx.textBaseline = "middle";
    ctx.fillText(rival.label, fits ? textAt : left - 7, at);
  });
}

/** From the day it was first announced to the event: how long it was seen coming. */
export function drawLead(ctx, event, announced, extent, scale, y, theme) {
  if (announced === null || announced >= event.span.a) return;
  const from = scale.x(announced);
  ctx.strokeStyle = theme.hues[event.group.hue];
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  ctx.moveTo(from, y - 5);
  ctx.lineTo(from, y + 5);
  ctx.moveTo(from, y);
  ctx.lineTo(Math.max(from, extent.left - 2), y);
  ctx.stroke();
}
