/** What shapes, fills and edges mean, drawn by the same code as the marks. */

import { el, fitted } from "../shared/dom.js";
import { faint } from "../shared/theme.js";
import { drawDay } from "./asof.js";
import { CHANGES, drawChange } from "./changes.js";
import { shade } from "./coverage.js";
import { MOST } from "./density.js";
import { spanOf } from "./events.js";
import { drawGlyph } from "./glyphs.js";
import { FILLS, GROUPS } from "./groups.js";
import { drawMark, extentOf } from "./marks.js";
import { Scale } from "./scale.js";

/** Of a drawing, in pixels. */
export const HEIGHT = 18;

const SURENESS = [
  {
    label: "certain days, uncertain start or end",
    dates: { b0: "2000-01-01", b1: "2000-01-09", e0: "2000-01-16", e1: "2000-01-24" },
  },
  {
    label: "some day within",
    dates: { b0: "2000-01-01", b1: "2000-01-20", e0: "2000-01-01", e1: "2000-01-20" },
  },
  { label: "open end", dates: { b0: "2000-01-01", b1: "2000-01-01", e0: "2000-01-10" } },
  {
    label: "accounts differ",
    dates: { b0: "2000-01-12", b1: "2000-01-12", e0: "2000-01-12", e1: "2000-01-12" },
    more: { disputed: true },
  },
  {
    label: "? doubtful, ~ about",
    dates: { b0: "2000-01-12", b1: "2000-01-12", e0: "2000-01-12", e1: "2000-01-12" },
    more: { uncertain: true, approx: true },
  },
];

const SEARCHED = [
  { depth: "selective", label: "landmarks only" },
  { depth: "none", label: "not searched: a gap tells nothing" },
];

/**
 * What there is to explain, row by row: name, and words with a drawing each.
 *
 * @param {import("./knowledge.js").Knowledge} known of all days, so that the legend stays the same
 *   while the day moves
 * @param {import("../shared/theme.js").Theme} theme
 * @returns {{name: string, items: Item[]}[]}
 * @typedef {{label: string, width: number, draw: (ctx: CanvasRenderingContext2D) => void}} Item
 */
export function legendOf(known, theme) {
  const { all, lanes, fills: drawn } = known;
  const groups = GROUPS.filter((group) => all.some((event) => event.kindLabel && event.group === group));
  const fills = FILLS.filter(({ fill }) => drawn.has(fill));
  // All of them if any: the legend is also that of the other side.
  const changes = known.extras.ways.size ? CHANGES : [];
  const searched = lanes.some((lane) => lane.searched) ? SEARCHED : [];
  return [
    { name: "Kind", items: groups.map(({ label, shape, hue }) => glyph(label, theme, shape, "solid", hue)) },
    { name: "Status", items: fills.map(({ fill, label }) => glyph(label, theme, "circle", fill, "grey")) },
    { name: "Date", items: SURENESS.map(({ label, dates, more }) => mark(label, theme, dates, more)) },
    { name: "Known", items: known.history ? [day("behind the day: still to come", theme)] : [] },
    { name: "Tied", items: known.extras.pairs.length ? [tie("follow-up, part, answer", theme)] : [] },
    { name: "Bars", items: all.length > MOST ? [bars(`how many ${known.noun}s there are on these days, lane by lane`, theme)] : [] },
    { name: "Compared", items: changes.map(({ id, label }) => change(label, theme, id)) },
    { name: "Searched", items: searched.map(({ depth, label }) => shaded(label, theme, depth)) },
  ].filter(({ items }) => items.length);
}

/** @param {HTMLElement} place */
export function fillLegend(place, known, theme) {
  place.replaceChildren(...legendOf(known, theme).map(({ name, items }) =>
    el("div", { class: "part" }, el("span", { class: "name" }, name), el("ul", {}, ...items.map(shown)))));
}

function shown({ label, width, draw }) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  draw(fitted(canvas, width, HEIGHT));
  return el("li", {}, canvas, label);
}

function glyph(label, theme, shape, fill, hue) {
  const look = { shape, fill, colour: theme.hues[hue], back: theme.back };
  return { label, width: 20, draw: (ctx) => drawGlyph(ctx, look, 10, 9, 5.5) };
}

const day = (label, theme) => ({
  label, width: 24, draw: (ctx) => drawDay(ctx, 6, { top: 1, right: 24, bottom: 17 }, theme),
});

function bars(label, theme) {
  const draw = (ctx) => {
    ctx.fillStyle = theme.hues.grey;
    [5, 9, 14, 7].forEach((height, i) => ctx.fillRect(2 + i * 7, 16 - height, 6, height));
  };
  return { label, width: 34, draw };
}

const change = (label, theme, id) => ({
  label, width: 20, draw: (ctx) => drawChange(ctx, id, 10, 9, 3.6, theme, theme.back),
});

const shaded = (label, theme, depth) => ({
  label, width: 34, draw: (ctx) => shade(ctx, 0, 2, 34, 14, depth, theme),
});

function tie(label, theme) {
  const draw = (ctx) => {
    ctx.strokeStyle = faint(theme.text, 0.6);
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.moveTo(2, 15);
    ctx.bezierCurveTo(16, 15, 14, 3, 30, 3);
    ctx.stroke();
  };
  return { label, width: 34, draw };
}

function mark(label, theme, dates, more = {}) {
  const span = spanOf(dates);
  const scale = new Scale(() => {});
  const short = span.d - span.a < 2 * 86_400_000;
  scale.range = [0, short ? 24 : 60];
  scale.window = short
    ? [span.a - 86_400_000 * 11.5, span.a + 86_400_000 * 12.5]
    : [span.a - 86_400_000 * 2, span.a + 86_400_000 * 28];
  const event = { span, group: { ...GROUPS[0], hue: "grey" }, fill: "solid", ...more };
  const draw = (ctx) =>
    drawMark(ctx, event, extentOf(span, scale, 5), scale, 9, 5, theme, theme.back);
  return { label, width: scale.range[1], draw };
}
