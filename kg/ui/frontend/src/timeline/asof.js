/** The day of the reader's view: what lies behind it was still to come. */

import { DAY, moment } from "../shared/days.js";
import { faint } from "../shared/theme.js";
import { AXIS } from "./axis.js";

/** @returns {number|null} where the day ends, in pixels; null: all is known */
export function edgeOf({ known, scale }) {
  const time = moment(known.day);
  return time === null ? null : scale.x(time + DAY);
}

/** @param {CanvasRenderingContext2D} ctx @param {import("./panel.js").Panel} panel */
export function drawAsOf(ctx, panel) {
  const x = edgeOf(panel);
  const { scale, plan, theme } = panel;
  if (x !== null) drawDay(ctx, x, { top: AXIS, right: scale.range[1], bottom: plan.height }, theme);
}

/** @param {number} x the end of the day @param {{top: number, right: number, bottom: number}} box */
export function drawDay(ctx, x, { top, right, bottom }, theme) {
  ctx.fillStyle = faint(theme.text, 0.035);
  ctx.fillRect(x, top, Math.max(right - x, 0), bottom - top);
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 1.25;
  ctx.setLineDash([5, 4]);
  ctx.beginPath();
  ctx.moveTo(Math.round(x) + 0.5, top);
  ctx.lineTo(Math.round(x) + 0.5, bottom);
  ctx.stroke();
  ctx.setLineDash([]);
}
