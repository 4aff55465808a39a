/** What shapes, fills and edges mean, drawn by the same code as the marks. */

import { el, fitted } from "../shared/dom.js";
import { drawDay } from "./asof.js";
import { CHANGES, drawChange } from "./changes.js";
import { shade } from "./coverage.js";
import { spanOf } from "./events.js";
import { drawGlyph } from "./glyphs.js";
import { FILLS, GROUPS } from "./groups.js";
import { drawMark, extentOf } from "./marks.js";
import { Scale } from "./scale.js";

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
 * @param {HTMLElement} place @param {import("./knowledge.js").Knowledge} known of all days, so
 *   that the legend stays the same while the day moves
 * @param {import("../shared/theme.js").Theme} theme
 */
export function fillLegend(place, known, theme) {
  const { all, lanes, fills: drawn } = known;
  const groups = GROUPS.filter((group) => all.some((event) => event.group === group));
  const fills = FILLS.filter(({ fill }) => drawn.has(fill));
  const changes = CHANGES.filter(({ id }) => known.changed.includes(id));
  place.replaceChildren(
    part("Kind", groups.map((group) => item(group.label, glyph(theme, group.shape, "solid", group.hue)))),
    part("Status", fills.map(({ fill, label }) => item(label, glyph(theme, "circle", fill, "grey")))),
    part("Date", SURENESS.map(({ label, dates, more }) => item(label, mark(theme, dates, more)))),
    part("Known", known.history ? [item("behind the day: still to come", day(theme))] : []),
    part("Compared", changes.map(({ id, label }) => item(label, change(theme, id)))),
    part(
      "Searched",
      (lanes.some((lane) => lane.searched) ? SEARCHED : []).map(({ depth, label }) =>
        item(label, icon(34, (ctx) => shade(ctx, 0, 2, 34, 14, depth, theme))),
      ),
    ),
  );
}

const part = (name, items) =>
  items.length
    ? el("div", { class: "part" }, el("span", { class: "name" }, name), el("ul", {}, ...items))
    : "";

const item = (label, icon) => el("li", {}, icon, label);

function icon(width, draw) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  draw(fitted(canvas, width, 18));
  return canvas;
}

function glyph(theme, shape, fill, hue) {
  const look = { shape, fill, colour: theme.hues[hue], back: theme.back };
  return icon(20, (ctx) => drawGlyph(ctx, look, 10, 9, 5.5));
}

function day(theme) {
  return icon(24, (ctx) => drawDay(ctx, 6, { top: 1, right: 24, bottom: 17 }, theme));
}

function change(theme, id) {
  return icon(20, (ctx) => drawChange(ctx, id, 10, 9, 3.6, theme, theme.back));
}

function mark(theme, dates, more = {}) {
  const span = spanOf(dates);
  const scale = new Scale(() => {});
  const short = span.d - span.a < 2 * 86_400_000;
  scale.range = [0, short ? 24 : 60];
  scale.window = short
    ? [span.a - 86_400_000 * 11.5, span.a + 86_400_000 * 12.5]
    : [span.a - 86_400_000 * 2, span.a + 86_400_000 * 28];
  const event = { span, group: GROUPS[0], fill: "solid", ...more };
  event.group = { ...event.group, hue: "grey" };
  return icon(scale.range[1], (ctx) =>
    drawMark(ctx, event, extentOf(span, scale, 5), scale, 9, 5, theme, theme.back),
  );
}
