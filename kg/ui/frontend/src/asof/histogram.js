/** How much became known, step by step: above the slider, drawn to the slider's own scale. */

import { dayInFull } from "../shared/days.js";
import { fitted } from "../shared/dom.js";
import { mixed } from "../shared/theme.js";

/** Width of the slider's thumb, as the style sheet has it: its middle never reaches the edges. */
const THUMB = 16;
/** From above: the day in words, the bars, the slider, the years. */
const BARS = { top: 17, foot: 40 };
const YEARS = 64;
const HEIGHT = 70;
/** A bar with its gap; where steps are narrower, several share one. */
const LEAST = 3;

/** @returns {number} where the thumb stands at a step */
const placeOf = (step, steps, width) =>
  THUMB / 2 + (steps.last ? step / steps.last : 1) * (width - THUMB);

/**
 * @param {import("./steps.js").Steps} steps @param {number} width
 * @returns {{x: number, count: number, first: number, last: number}[]} bars of one width
 */
function barsOf(steps, width) {
  const bars = [];
  steps.counts.slice(0, steps.days.length).forEach((count, step) => {
    const x = placeOf(step, steps, width);
    const bar = bars.at(-1);
    if (bar && x - bar.x < LEAST) {
      bar.count += count;
      bar.last = step;
    } else bars.push({ x, count, first: step, last: step });
  });
  return bars;
}

/**
 * @param {HTMLCanvasElement} canvas @param {number} width @param {import("./steps.js").Steps} steps
 * @param {string|null} day @param {import("../shared/theme.js").Theme} theme
 */
export function drawHistogram(canvas, width, steps, day, theme) {
  const ctx = fitted(canvas, width, HEIGHT);
  const now = steps.of(day);
  // Of the day that is shown; none before the first.
  const latest = day === null ? steps.last : steps.reached(day) - 1;
  const bars = barsOf(steps, width);
  const most = bars.reduce((top, bar) => Math.max(top, bar.count), 1);
  const wide = bars.length > 1 ? Math.min(Math.max(bars[1].x - bars[0].x - 1, 2), 9) : 9;
  const [known, ahead] = [mixed(theme.back, theme.text, 0.5), mixed(theme.back, theme.text, 0.2)];
  for (const { x, count, first, last } of bars) {
    // By the root: a day with one new fact must be seen beside one with a hundred.
    const height = count ? Math.max(2, Math.sqrt(count / most) * (BARS.foot - BARS.top)) : 0;
    const here = day !== null && first <= latest && latest <= last;
    ctx.fillStyle = here ? theme.accent : first <= latest ? known : ahead;
    ctx.fillRect(Math.round(x - wide / 2), BARS.foot - height, wide, height);
  }
  drawFlag(ctx, placeOf(now, steps, width), width, steps, day, theme);
  drawYears(ctx, steps, width, theme);
}

/** The day in words goes along with the thumb, where the reader looks. */
function drawFlag(ctx, x, width, steps, day, theme) {
  const more = steps.more(day);
  const words = day === null ? "all that is known now" : dayInFull(day);
  const parts = [[words, `600 12px ${theme.font}`], [more ? `+${more}` : "", `12px ${theme.font}`]];
  const sizes = parts.map(([text, font]) => {
    ctx.font = font;
    return text ? ctx.measureText(text).width : 0;
  });
  const total = sizes[0] + (sizes[1] ? sizes[1] + 6 : 0);
  let left = Math.min(Math.max(x - sizes[0] / 2, 0), width - total);
  ctx.fillStyle = theme.text;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  parts.forEach(([text, font], i) => {
    ctx.font = font;
    ctx.fillText(text, left, 7);
    left += sizes[i] + 6;
  });
  if (day === null) return;
  ctx.fillStyle = theme.accent;
  ctx.fillRect(Math.round(x) - 0.5, BARS.foot, 1, 4);
}

function drawYears(ctx, steps, width, theme) {
  ctx.font = `11px ${theme.font}`;
  ctx.fillStyle = mixed(theme.back, theme.text, 0.75);
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  // The latest years have most of the steps: they go first.
  const starts = steps.days
    .map((day, step) => ({ year: day.slice(0, 4), x: placeOf(step, steps, width) }))
    .filter(({ year }, step) => !step || year !== steps.days[step - 1].slice(0, 4));
  let taken = width;
  const shown = [];
  for (const start of starts.reverse()) {
    const wide = ctx.measureText(start.year).width;
    if (start.x + wide + 4 > taken) continue;
    taken = start.x - 8;
    shown.push(start);
  }
  for (const { year, x } of shown) {
    ctx.fillRect(Math.round(x), YEARS - 6, 1, 11);
    ctx.fillText(year, x + 4, YEARS);
  }
}
