/** Everything on the canvas, back to front. */

import { fitted } from "../shared/dom.js";
import { shortened, widthOf } from "../shared/text.js";
import { faint } from "../shared/theme.js";
import { drawAsOf } from "./asof.js";
import { AXIS, drawAxis } from "./axis.js";
import { drawChange } from "./changes.js";
import { drawCoverage } from "./coverage.js";
import { drawDensity } from "./density.js";
import { middleOf } from "./lanes.js";
import { around, drawLead, drawMark, drawRivals, extentOf } from "./marks.js";

/** How strong a mark is that doesn't belong to what is lit up: there, but only just. */
const DIM = 0.14;
/** No mark reaches farther than this beyond its days, in pixels. */
const REACH = 64;
const strength = ({ attention: { lit } }, event) => (!lit || lit.has(event.id) ? 1 : DIM);

/** @param {import("./panel.js").Panel} panel */
export function paint(panel) {
  const { plan, scale, theme, width } = panel;
  const ctx = fitted(panel.canvas, width, plan.height);
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
  if (panel.density) drawDensity(ctx, panel.density, plan, scale, theme);
  const { hovered, selected } = panel.attention;
  const looked = [...new Set([hovered, selected])].map((id) => panel.known.get(id)).filter(Boolean);
  const marks = placed(panel, panel.density ? looked : panel.events);
  const front = marks.filter(({ event }) => looked.includes(event));
  if (!panel.density) {
    // Sharing a row, a later mark lies over an earlier one's label and never over its glyph.
    for (const mark of marks) {
      ctx.globalAlpha = strength(panel, mark.event);
      drawOne(ctx, mark, panel, grounds);
    }
    // Signs of a comparison are small, so no mark may lie over them.
    for (const mark of marks) {
      ctx.globalAlpha = strength(panel, mark.event);
      drawSign(ctx, mark, panel, grounds);
    }
    ctx.globalAlpha = 1;
    drawLabels(ctx, marks, panel);
  }
  for (const mark of front) drawFront(ctx, mark, panel, grounds);
  ctx.restore();
}

/** @returns {{event: import("./events.js").Event, extent: import("./marks.js").Extent, y: number}[]} */
export function placed(panel, events = panel.events) {
  const { scale, plan } = panel;
  const [left, right] = scale.range;
  const room = REACH / scale.density;
  const [from, to] = [scale.window[0] - room, scale.window[1] + room];
  return events
    .filter(({ span }) => span.d >= from && span.a <= to)
    .map((event) => ({ event, extent: extentOf(event.span, scale, plan.radius), y: middleOf(plan, event) }))
    .filter(({ extent }) => extent.right >= left - 4 && extent.left <= right + 4);
}

function drawOne(ctx, { event, extent, y }, panel, grounds) {
  const { scale, plan, theme } = panel;
  drawMark(ctx, event, extent, scale, y, plan.radius, theme, grounds[event.lane]);
}

function drawSign(ctx, { event, extent, y }, { plan: { radius: r }, theme }, grounds) {
  if (!event.changed) return;
  const [x, size] = [extent.x - r - 0.5, r < 5 ? 2.6 : 3.4];
  drawChange(ctx, event.changed, x, y - r - 0.5, size, theme, grounds[event.lane]);
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
  for (const row of rows.values()) {
    let taken = scale.range[0]; // how far to the right the row is written on already
    row.forEach((mark, i) => {
      const { event, extent, y } = mark;
      const chosen = event.id === panel.attention.selected;
      const gap = chosen || event.disputed || event.uncertain || event.approx ? 10 : 6;
      if (chosen) ctx.font = `700 12px ${theme.font}`;
      const start = Math.max(extent.right, scale.range[0]) + gap;
      const next = Math.min(...row.slice(i + 1, i + 12).map((m) => m.extent.left), scale.range[1]);
      const text = next - start < 36 ? "" : shortened(ctx, event.title, next - start - 8);
      const full = widthOf(ctx, event.title);
      const before = extent.left - gap - full;
      ctx.globalAlpha = strength(panel, event);
      if (text !== event.title && before > taken + 10) {
        // Whole on the left rather than cut on the right: so it is at the end of the period.
        write(ctx, event.title, before, y, theme.text);
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
  drawLead(ctx, event, extent, scale, y, r, theme);
  drawOne(ctx, mark, panel, grounds);
  drawSign(ctx, mark, panel, grounds);
  ctx.lineWidth = selected ? 2.5 : 1.5;
  ctx.strokeStyle = selected ? theme.accent : theme.text;
  around(ctx, extent, y, r, event.disputed ? 6 : 3.5);
  if (event.rivals.length) drawRivals(ctx, event, scale, y, r, theme, plan.height);
}
