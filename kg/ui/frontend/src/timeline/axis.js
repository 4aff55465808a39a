/** Ticks from days to centuries: a fine row, and a coarse row that says what the fine one leaves out. */

import { utcDay, utcMonday, utcMonth, utcYear } from "d3-time";
import { dayMonth, dayOfMonth, month, monthYear, year } from "../shared/days.js";

export const AXIS = 40;

const years = (step) => ({ fine: utcYear.every(step), days: 365 * step, text: year, least: 46 });

/** From near to far; the first whose labels have room is taken. */
const LEVELS = [
  { fine: utcDay, days: 1, text: dayMonth, coarse: utcMonth, name: monthYear, least: 54 },
  { fine: utcDay, days: 1, text: dayOfMonth, coarse: utcMonth, name: monthYear, least: 24 },
  { fine: utcMonday, days: 7, text: dayMonth, coarse: utcYear, name: year, least: 54 },
  { fine: utcMonth, days: 28, text: month, coarse: utcYear, name: year, least: 34 },
  { fine: utcMonth.every(3), days: 90, text: month, coarse: utcYear, name: year, least: 34 },
  years(1), years(2), years(5), years(10), years(20), years(50), years(100),
];

/** @param {import("./scale.js").Scale} scale */
export function levelOf(scale) {
  const pixels = scale.density * 86_400_000;
  return LEVELS.find((level) => level.days * pixels >= level.least) ?? LEVELS.at(-1);
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {import("./scale.js").Scale} scale
 * @param {number} height of the panel @param {import("../shared/theme.js").Theme} theme
 */
export function drawAxis(ctx, scale, height, theme) {
  const level = levelOf(scale);
  const [left, right] = scale.range;
  const [from, to] = [new Date(scale.window[0]), new Date(scale.window[1])];
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, 0, right - left, height);
  ctx.clip();
  ctx.textBaseline = "middle";
  ctx.lineWidth = 1;

  const fine = level.fine.range(level.fine.floor(from), to);
  ctx.strokeStyle = theme.line;
  ctx.beginPath();
  for (const tick of fine) {
    const x = Math.round(scale.x(+tick)) + 0.5;
    ctx.moveTo(x, AXIS - 6);
    ctx.lineTo(x, height);
  }
  ctx.stroke();
  ctx.font = `12px ${theme.font}`;
  ctx.fillStyle = theme.text;
  const inside = level.days === 1; // a day's name stands inside the day, a month's at its start
  ctx.textAlign = inside ? "center" : "left";
  const width = scale.density * 86_400_000;
  for (const tick of fine) {
    const text = level.text(tick);
    const wide = ctx.measureText(text).width;
    const start = scale.x(+tick);
    if (inside) {
      // In the middle of what is in view of the day.
      const [first, last] = [Math.max(start, left), Math.min(start + width, right)];
      if (last - first > wide + 4) ctx.fillText(text, (first + last) / 2, AXIS - 12);
    } else if (start >= left - 2 && start + wide + 6 < right) {
      ctx.fillText(text, start + 4, AXIS - 12);
    }
  }
  if (level.coarse) drawCoarse(ctx, scale, level, from, to, height, theme);
  ctx.restore();

  ctx.strokeStyle = theme.line;
  ctx.beginPath();
  ctx.moveTo(0, AXIS - 0.5);
  ctx.lineTo(right, AXIS - 0.5);
  ctx.stroke();
}

function drawCoarse(ctx, scale, level, from, to, height, theme) {
  const coarse = level.coarse.range(level.coarse.floor(from), to);
  ctx.font = `600 12px ${theme.font}`;
  ctx.textAlign = "left";
  coarse.forEach((tick, i) => {
    const start = scale.x(+tick);
    const end = scale.x(+(coarse[i + 1] ?? level.coarse.offset(tick)));
    if (start > scale.range[0]) {
      ctx.globalAlpha = 0.55;
      ctx.strokeStyle = theme.text;
      ctx.lineWidth = 0.75;
      ctx.beginPath();
      ctx.moveTo(Math.round(start) + 0.5, 4);
      ctx.lineTo(Math.round(start) + 0.5, height);
      ctx.stroke();
      ctx.globalAlpha = 1;
    }
    // The name stays in view as long as any of its time is: it makes room for the next.
    const text = level.name(tick);
    const room = end - 8 - ctx.measureText(text).width;
    const x = Math.min(Math.max(start, scale.range[0]) + 5, Math.max(room, start + 5));
    if (x >= scale.range[0]) ctx.fillText(text, x, 12);
  });
}
