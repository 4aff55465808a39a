/** What is seen, from the sea up: land, how exact places are, ways, marks and their names. */

import { geoPath } from "d3-geo";
import { faint, mixed } from "../shared/theme.js";
import { arcsOf, drawArcs, drawNumbers } from "./arcs.js";
import { drawLabels } from "./labels.js";
import { inView } from "./marks.js";

/** A circle smaller than its mark would tell nothing. */
const BEYOND = 3;

/** @param {import("../shared/theme.js").Theme} theme with the colours of a map */
export function mapped(theme) {
  const { back, text, dark, hues } = theme;
  return {
    ...theme,
    sea: mixed(back, hues.blue, dark ? 0.06 : 0.05),
    land: mixed(back, text, dark ? 0.17 : 0.13),
    mark: hues.teal,
  };
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {import("./panel.js").Panel} panel
 * @param {boolean} [kept] a picture to keep, in a context that may know no paths
 */
export function paint(ctx, panel, kept = false) {
  const { chart, land, theme } = panel;
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, 0, chart.width, chart.height);
  ctx.clip();
  drawSea(ctx, chart, theme, kept);
  if (kept) land.draw(ctx, theme);
  else land.paint(ctx, theme);
  drawCircles(ctx, panel);
  drawGhostLines(ctx, panel);
  const arcs = arcsOf(panel);
  drawArcs(ctx, panel, arcs);
  // Those with fewer events lie on top, where they can still be seen, and what is bright above all.
  const seen = panel.marks.filter((mark) => inView(mark, chart)).map((mark) => [mark, lookOf(panel, mark)]);
  const depth = ([, look]) => look.bright + 2 * look.chosen;
  seen.sort((one, two) => depth(one) - depth(two));
  for (const [mark, look] of seen) drawMark(ctx, mark, look, theme);
  // Numbers and names may lie over what is dimmed, never over what is not.
  const taken = seen.filter(([, look]) => look.bright).map(([mark]) => boxOf(mark));
  drawNumbers(ctx, panel, arcs, taken);
  drawLabels(ctx, panel, taken);
  ctx.restore();
}

function boxOf({ x, y, r, places }) {
  const half = r + (places.length > 1 ? 4 : 2);
  return [x - half, y - half, x + half, y + half];
}

function drawSea(ctx, chart, theme, kept) {
  ctx.fillStyle = theme.sea;
  if (!chart.world) return ctx.fillRect(0, 0, chart.width, chart.height);
  if (!kept) return chart.onPlane(ctx, () => ctx.fill(chart.path("globe", { type: "Sphere" })));
  ctx.beginPath();
  geoPath(chart.projection(2), ctx)({ type: "Sphere" });
  ctx.fill();
}

/** @returns {{bright: boolean, chosen: boolean, pointed: boolean}} */
export function lookOf({ attention, chosen, focus, marks, pointed }, mark) {
  const bright = !focus || mark.places.some(({ index }) => focus.has(index));
  const holds = (id) => id !== null && mark.places.some((place) => place.id === id);
  const among = pointed && marks.includes(pointed) ? pointed === mark : holds(attention.hovered);
  return { bright, chosen: mark === chosen, pointed: among };
}

/** The area within which a place lies, in true size. */
function drawCircles(ctx, panel) {
  const { chart, theme, marks } = panel;
  const path = geoPath(chart.projection(20), ctx);
  for (const mark of marks) {
    const bright = lookOf(panel, mark).bright && mark.now > 0;
    for (const place of mark.places) {
      const r = chart.pixels(place.accuracy);
      if (place.precision === "building" || r < mark.r + BEYOND) continue;
      ctx.beginPath();
      path(chart.circle(place.point, place.accuracy));
      ctx.fillStyle = faint(theme.mark, bright ? 0.1 : 0.04);
      ctx.fill();
      ctx.lineWidth = 1;
      ctx.strokeStyle = faint(theme.mark, bright ? 0.5 : 0.18);
      ctx.stroke();
    }
  }
}

/** From where an event is said to have been to where it is held to have been. */
function drawGhostLines(ctx, { scene, records, spots, theme, focus }) {
  ctx.setLineDash([3, 4]);
  ctx.lineWidth = 1.2;
  for (const ghost of scene.ghosts) {
    const from = spots.get(ghost.place);
    const stands = records.placeOf(ghost.event, scene);
    const to = spots.get(stands);
    if (!from || !to || from === to) continue;
    const bright = !focus || focus.has(ghost.place) || focus.has(stands);
    ctx.strokeStyle = faint(theme.text, bright ? 0.7 : 0.2);
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/**
 * A disc for a building, a ring for what is less exact, a second ring around several places; inside
 * an outline for all events, as much is filled as lies in the period.
 */
export function drawMark(ctx, mark, { bright, chosen, pointed }, theme) {
  const { x, y, r, count, now, places, ghost } = mark;
  const colour = bright ? theme.mark : mixed(theme.back, theme.mark, theme.dark ? 0.36 : 0.32);
  const disc = (radius) => {
    ctx.beginPath();
    ctx.arc(x, y, Math.max(radius, 0.5), 0, 2 * Math.PI);
  };
  if (ghost) {
    disc(r);
    ctx.setLineDash([3, 3]);
    ctx.lineWidth = 1.6;
    ctx.strokeStyle = bright ? theme.text : faint(theme.text, 0.35);
    ctx.fillStyle = faint(theme.back, 0.6);
    ctx.fill();
    ctx.stroke();
    ctx.setLineDash([]);
  } else {
    const solid = places.some(({ precision }) => precision === "building") && places.length === 1;
    disc(r + 1.5);
    ctx.fillStyle = faint(theme.back, 0.85); // keeps it apart from the coast
    ctx.fill();
    if (now) {
      disc(r * Math.sqrt(now / count));
      ctx.fillStyle = solid ? colour : faint(colour, bright ? 0.3 : 0.16);
      ctx.fill();
    }
    disc(r - 0.9);
    ctx.lineWidth = 1.8;
    ctx.strokeStyle = now ? colour : faint(colour, 0.45);
    ctx.stroke();
    if (places.length > 1) {
      disc(r + 2.6);
      ctx.lineWidth = 1.2;
      ctx.stroke();
    }
    const text = (now || count).toLocaleString("en");
    if (r >= 9 && r > text.length * 3.4 && count > 1 && now) {
      ctx.font = `600 ${r > 15 ? 12 : 11}px ${theme.font}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      const onSolid = solid && now === count;
      ctx.fillStyle = onSolid ? theme.back : bright ? theme.text : faint(theme.text, 0.6);
      ctx.fillText(text, x, y + 0.5);
    }
  }
  if (!chosen && !pointed) return;
  disc(r + (places.length > 1 ? 6 : 4.5));
  ctx.lineWidth = chosen ? 2.5 : 1.5;
  ctx.strokeStyle = chosen ? theme.accent : theme.text;
  ctx.stroke();
}
