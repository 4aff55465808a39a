/** The panel as a picture of its own: what it shows, headings, marks, and how to read them. */

import { widthOf } from "../shared/text.js";
import { legendOf, HEIGHT } from "./legend.js";
import { draw } from "./paint.js";

const TITLE = 30;
const LINE = 22;
const NAME = 74;
const GAP = 14;
/** The heading of a lane takes lines of so many pixels. */
const HEAD = 16;

/** @param {import("./panel.js").Panel} panel @returns {{width: number, height: number}} */
export function sizeOf(panel) {
  const rows = rowsOf(panel).length;
  return { width: panel.width, height: TITLE + panel.plan.height + 10 + rows * LINE };
}

/** @param {CanvasRenderingContext2D} ctx any @param {import("./panel.js").Panel} panel */
export function drawPicture(ctx, panel) {
  const theme = { ...panel.theme, drawn: true };
  // Nothing is pointed at in a picture; what was chosen is.
  const still = { ...panel.attention, hovered: null };
  const shown = Object.assign(Object.create(panel), { theme, attention: still });
  write(ctx, panel.told.textContent, 2, TITLE / 2, `600 13px ${theme.font}`, theme);
  ctx.translate(0, TITLE);
  draw(ctx, shown);
  drawHeads(ctx, shown);
  ctx.strokeStyle = theme.line;
  ctx.lineWidth = 1;
  ctx.strokeRect(0.5, 0.5, panel.width - 1, panel.plan.height - 1);
  ctx.translate(0, panel.plan.height + 10);
  for (const row of rowsOf(shown)) {
    for (const { x, text, item } of row) {
      if (text) write(ctx, text, x, LINE / 2, `12px ${theme.font}`, theme);
      if (!item) continue;
      ctx.save();
      ctx.translate(x, (LINE - HEIGHT) / 2);
      item.draw(ctx);
      ctx.restore();
      write(ctx, item.label, x + item.width + 4, LINE / 2, `12px ${theme.font}`, theme);
    }
    ctx.translate(0, LINE);
  }
}

function write(ctx, text, x, y, font, theme) {
  Object.assign(ctx, { font, fillStyle: theme.text, textAlign: "left", textBaseline: "middle" });
  ctx.fillText(text, x, y);
}

/** The legend in lines that fit. */
function rowsOf({ known, theme, width, pen }) {
  pen.font = `12px ${theme.font}`;
  const rows = [];
  for (const { name, items } of legendOf(known, { ...theme, drawn: true })) {
    let x = NAME;
    rows.push([{ x: 2, text: name }]);
    for (const item of items) {
      const wide = item.width + 4 + widthOf(pen, item.label) + GAP;
      if (x + wide > width && x > NAME) {
        rows.push([]);
        x = NAME;
      }
      rows.at(-1).push({ x, item });
      x += wide;
    }
  }
  return rows;
}

function drawHeads(ctx, { plan, theme, pen, known }) {
  const { narrow, gutter } = plan;
  const there = known.day ? new Set(known.events.map(({ lane }) => lane)) : null;
  const font = `600 ${narrow ? 12 : 13}px ${theme.font}`;
  pen.font = font;
  plan.lanes.forEach((lane, i) => {
    if (there && !there.has(i)) return;
    if (narrow) return write(ctx, lane.label, 6, lane.top + 10, font, theme);
    const lines = wrapped(pen, lane.label, gutter - 20);
    const most = lines.slice(0, Math.max(Math.floor(lane.height / HEAD), 1));
    if (most.length < lines.length) most[most.length - 1] += " …";
    const top = lane.top + lane.height / 2 - ((most.length - 1) * HEAD) / 2;
    most.forEach((line, at) => write(ctx, line, 10, top + at * HEAD, font, theme));
  });
  if (narrow) return;
  ctx.strokeStyle = theme.line;
  ctx.beginPath();
  ctx.moveTo(gutter - 0.5, 0);
  ctx.lineTo(gutter - 0.5, plan.height);
  ctx.stroke();
}

function wrapped(pen, text, width) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(pen, longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
