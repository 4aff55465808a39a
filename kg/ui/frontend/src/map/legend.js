/** What marks mean, drawn by the same code as the marks. */

import { el, fitted } from "../shared/dom.js";
import { faint } from "../shared/theme.js";
import { drawMark } from "./paint.js";

const BORDERS =
  "No borders are drawn: map data has those that are held in fact, and this tool takes no side. Coasts are simplified.";
const AT = { x: 14, y: 10, r: 6, count: 1, now: 1, ghost: false };
const PLAIN = { bright: true, chosen: false, pointed: false };
const of = (...precisions) => precisions.map((precision) => ({ precision }));

/**
 * @param {HTMLElement} place @param {import("./records.js").Records} records
 * @param {object} theme of a map
 */
export function fillLegend(place, records, theme) {
  const precisions = new Set(records.places.filter(({ point }) => point).map(({ precision }) => precision));
  const vague = [...precisions].some((precision) => precision && precision !== "building");
  const mark = (more) => (ctx) => drawMark(ctx, { ...AT, places: of("city"), ...more }, PLAIN, theme);
  const items = [
    precisions.has("building") && ["the building itself", mark({ places: of("building") })],
    vague && ["a town, city or region: some place in it", mark({})],
    precisions.has(null) && ["a point; how exact it is, nobody tells", mark({ places: of(null) })],
    vague && ["the area within which it lies, in true size", (ctx) => area(ctx, theme)],
    ["several places, opened by a click", mark({ places: of("city", "city"), r: 6 })],
    [`the larger, the more ${records.noun}s`, (ctx) => sizes(ctx, theme)],
    records.rivals.event.length && ["where somebody else places an event", mark({ ghost: true })],
    (records.present.event.length || records.followed.event.length)
      && ["from one to the next, of what is chosen", (ctx) => arc(ctx, theme)],
  ];
  place.replaceChildren(
    el("ul", { class: "signs" }, ...items.filter(Boolean).map(([label, draw]) => {
      const canvas = el("canvas", { "aria-hidden": "true" });
      draw(fitted(canvas, 28, 20));
      return el("li", {}, canvas, label);
    })),
    el("p", {}, BORDERS),
  );
}

function area(ctx, theme) {
  ctx.beginPath();
  ctx.arc(14, 10, 9, 0, 2 * Math.PI);
  ctx.fillStyle = faint(theme.mark, 0.12);
  ctx.fill();
  ctx.strokeStyle = faint(theme.mark, 0.55);
  ctx.stroke();
}

function sizes(ctx, theme) {
  for (const [x, r] of [[5, 4], [19, 8]]) {
    drawMark(ctx, { ...AT, x, r, places: of("city") }, PLAIN, theme);
  }
}

function arc(ctx, theme) {
  ctx.strokeStyle = ctx.fillStyle = theme.accent;
  ctx.lineWidth = 1.6;
  ctx.beginPath();
  ctx.moveTo(2, 15);
  ctx.quadraticCurveTo(12, 2, 23, 12);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(26, 15);
  ctx.lineTo(18, 13);
  ctx.lineTo(23, 7);
  ctx.closePath();
  ctx.fill();
}
