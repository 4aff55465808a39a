/** Everything on the canvas, back to front. */

import { fitted } from "../shared/dom.js";
import { shortened, widthOf } from "../shared/text.js";
import { faint } from "../shared/theme.js";
import { drawAsOf, edgeOf } from "./asof.js";
import { AXIS, drawAxis } from "./axis.js";
import { drawChange } from "./changes.js";
import { drawCoverage } from "./coverage.js";
import { drawDensity } from "./density.js";
import { around, drawLead, drawMark, drawRivals } from "./marks.js";
import { drawPeriod, drawVeil } from "./period.js";
import { placed } from "./places.js";
import { drawTies } from "./ties.js";

/** How strong a mark is that doesn't belong to what is lit up: there, but only just. */
const DIM = 0.14;
/** Nearer to the day of the view, there is no room for a label before it, in pixels. */
const BESIDE = 14;
const strength = ({ attention: { lit }, period }, event) =>
  (!lit || lit.has(event.id)) && period.has(event) ? 1 : DIM;

/** @param {import("./panel.js").Panel} panel */
export function paint(panel) {
  draw(fitted(panel.canvas, panel.width, panel.plan.height), panel);
}

/** @param {CanvasRenderingContext2D} ctx any @param {import("./panel.js").Panel} panel */
export function draw(ctx, panel) {
  const { plan, scale, theme, width } = panel;
  const grounds = plan.lanes.map((_, i) => (i % 2 ? theme.back : theme.band));
  plan.lanes.forEach((lane, i) => {
    ctx.fillStyle = grounds[i];
    ctx.fillRect(0, lane.top, width, lane.height);
  });
  drawAxis(ctx, scale, plan.height, theme);

  ctx.save();
  ctx.beginPath();
  ctx.rect(scale.range[0], AXIS, scale.range[1] - scale.range[0], plan.height - AXIS);
  ctx.clip();
  drawCoverage(ctx, panel);
  drawAsOf(ctx, panel);
  drawVeil(ctx, panel);
  if (panel.density) drawDensity(ctx, panel.density, plan, scale, theme);
  const { hovered, selected } = panel.attention;
  const looked = [...new Set([hovered, selected])].map((id) => panel.known.get(id)).filter(Boolean);
  drawTies(ctx, panel, looked.map(({ id }) => id));
  const marks = panel.density ? placed(panel, looked) : placed(panel);
  const front = marks.filter(({ event }) => looked.includes(event));
  if (!panel.density) {
    // Sharing a row, a later mark lies over an earlier one's label and never over its glyph.
    for (const mark of marks) {
      ctx.globalAlpha = strength(panel, mark.event);
      drawOne(ctx, mark, panel, grounds);
    }
    // Signs of a comparison are small, so no mark may lie over them.
    if (panel.known.extras.how.size) {
      for (const mark of marks) {
        ctx.globalAlpha = strength(panel, mark.event);
        drawSign(ctx, mark, panel, grounds);
      }
    }
    ctx.globalAlpha = 1;
    drawLabels(ctx, marks, panel);
  }
  for (const mark of front) drawFront(ctx, mark, panel, grounds);
  ctx.restore();
  drawPeriod(ctx, panel);
}

function drawOne(ctx, { event, extent, y }, panel, grounds) {
  const { scale, plan, theme } = panel;
  drawMark(ctx, event, extent, scale, y, plan.radius, theme, grounds[event.lane]);
}

function drawSign(ctx, { event, extent, y }, { known, plan: { radius: r }, theme }, grounds) {
  const { changed } = known.told(event);
  if (!changed) return;
  const [x, size] = [extent.x - r - 0.5, r < 5 ? 2.6 : 3.4];
  drawChange(ctx, changed, x, y - r - 0.5, size, theme, grounds[event.lane]);
}

/** A label stands where it meets neither the next mark of its row nor the edge; else it is left out. */
function drawLabels(ctx, marks, panel) {
  const { scale, plan, theme } = panel;
  const rows = new Map();
  for (const mark of marks) {
    const key = `${mark.event.lane}/${plan.row.get(mark.event.id)}`;
    if (!rows.has(key)) rows.set(key, []);
    rows.get(key).push(mark);
  }
  ctx.font = `400 12px ${theme.font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  const edge = edgeOf(panel) ?? Infinity;
  for (const row of rows.values()) {
    let taken = scale.range[0]; // how far to the right the row is written on already
    row.forEach((mark, i) => {
      const { event, extent, y } = mark;
      const chosen = event.id === panel.attention.selected;
      const gap = chosen || event.disputed || event.uncertain || event.approx ? 10 : 6;
      if (chosen) ctx.font = `700 12px ${theme.font}`;
      let start = Math.max(extent.right, scale.range[0]) + gap;
      // No label is written across the day of the view: it stands before it, or behind.
      if (start > edge - BESIDE) start = Math.max(start, edge + 6);
      const last = start < edge ? Math.min(edge + 2, scale.range[1]) : scale.range[1];
      const next = Math.min(...row.slice(i + 1, i + 12).map((m) => m.extent.left), last);
      const text = next - start < 36 ? "" : shortened(ctx, event.title, next - start - 8);
      const full = widthOf(ctx, event.title);
      const before = extent.left - gap - full;
      ctx.globalAlpha = strength(panel, event);
      if (text !== event.title && before > taken + 10) {
        // Whole on the left rather than cut on the right: so it is at the end of the period.
        // From its end: in a drawing that is opened elsewhere, the font may be another.
        ctx.textAlign = "right";
        write(ctx, event.title, extent.left - gap, y, theme.text);
        ctx.textAlign = "left";
      } else if (text) write(ctx, text, start, y, theme.text);
      else labelInside(ctx, mark, panel);
      if (chosen) ctx.font = `400 12px ${theme.font}`;
      taken = Math.max(taken, text ? start + Math.min(full, next - start) : extent.right);
      ctx.globalAlpha = 1;
    });
  }
}

/** A long bar carries its own label, at the part of it that is in view. */
function labelInside(ctx, { event, extent, y }, { scale, theme }) {
  if (extent.form === "point") return;
  const glyph = extent.form === "bar" ? extent.x + 10 : extent.from + 6;
  const start = Math.max(glyph, scale.range[0] + 8);
  const end = Math.min(extent.to, scale.range[1]) - 6;
  const text = end - start < 60 ? "" : shortened(ctx, event.title, end - start);
  if (text) write(ctx, text, start, y, theme.text, faint(theme.back, 0.85));
}

/** A halo only where something lies under the text: hundreds of them make panning slow. */
function write(ctx, text, x, y, colour, halo) {
  if (halo) {
    ctx.lineJoin = "round";
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = halo;
    ctx.strokeText(text, x, y);
  }
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

/** What is looked at or selected: on top of all, ringed, with all that is known of its date. */
function drawFront(ctx, mark, panel, grounds) {
  const { event, extent, y } = mark;
  const { scale, plan, theme } = panel;
  const selected = event.id === panel.attention.selected;
  const r = plan.radius;
  const { announced, rivals } = panel.known.told(event);
  drawLead(ctx, event, announced, extent, scale, y, theme);
  drawOne(ctx, mark, panel, grounds);
  drawSign(ctx, mark, panel, grounds);
  ctx.lineWidth = selected ? 2.5 : 1.5;
  ctx.strokeStyle = selected ? theme.accent : theme.text;
  around(ctx, extent, y, r, event.disputed ? 6 : 3.5);
  if (rivals.length) drawRivals(ctx, rivals, scale, y, r, theme, plan.height);
}
