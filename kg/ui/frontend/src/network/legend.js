/** Below the drawing: what its shapes and lines mean; a channel can be switched off and on. */

import { el, fitted, toolbar } from "../shared/dom.js";
import { drawGlyph } from "../timeline/glyphs.js";
import { KINDS } from "./kinds.js";

const SAMPLE = [30, 12];
const ROW = 20;

/** @param {import("./panel.js").Panel} panel @returns {HTMLElement[]} */
export function legend(panel) {
  const { graph, theme, moment } = panel;
  const kinds = present(graph).map((kind) => {
    const icon = el("canvas", { "aria-hidden": "true" });
    drawKind(fitted(icon, 20, 18), kind, theme, 10, 9);
    return el("li", {}, icon, kind.many);
  });
  const parts = [el("ul", { class: "kinds" }, ...kinds)];
  if (graph.channels.length > 1) {
    const channels = graph.channels.map((channel) => {
      const icon = el("canvas", { "aria-hidden": "true" });
      drawSample(fitted(icon, ...SAMPLE), channel, theme, 0, SAMPLE[1] / 2);
      const on = !moment.off.has(channel.id);
      return el("button", {
        type: "button", class: "channel", "aria-pressed": String(on), "data-id": channel.id,
        title: `${channel.about} Click to ${on ? "hide" : "show"}.`,
        onclick: () => panel.switchChannel(channel.id),
      }, icon, channel.label);
    });
    const bar = toolbar("Kinds of ties", channels);
    bar.className = "channels";
    parts.push(bar);
  }
  return parts;
}

const present = (graph) => {
  const ids = new Set(graph.nodes.map(({ kind }) => kind.id));
  return KINDS.filter(({ id }) => ids.has(id));
};

function drawKind(ctx, { shape, hue }, theme, x, y) {
  drawGlyph(ctx, { shape, fill: "solid", colour: theme.hues[hue], back: theme.back }, x, y, 5.5);
}

function drawSample(ctx, { stroke }, theme, x, y) {
  ctx.strokeStyle = theme.hues[stroke.hue];
  ctx.lineWidth = 2.4;
  ctx.setLineDash(stroke.dash);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + SAMPLE[0], y);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** The same in a picture, which has no page around it; without a theme it is only measured.
 * @returns {number} its height */
export function paintLegend(ctx, { graph, moment, width, top, theme }) {
  const items = [
    ...present(graph).map((kind) => [kind.many, 16, (x, y) => drawKind(ctx, kind, theme, x + 6, y)]),
    ...graph.channels.filter(({ id }) => !moment.off.has(id))
      .map((one) => [one.label, 36, (x, y) => drawSample(ctx, one, theme, x, y)]),
  ];
  let [x, y] = [12, top + ROW];
  for (const [label, before, icon] of items) {
    // About the width of a letter: a picture that is only measured has no font yet.
    const wide = before + label.length * 6.6 + 18;
    if (x + wide > width) [x, y] = [12, y + ROW];
    if (theme) {
      icon(x, y);
      Object.assign(ctx, { fillStyle: theme.text, font: `12px ${theme.font}`, textAlign: "left", textBaseline: "middle" });
      ctx.fillText(label, x + before, y);
    }
    x += wide;
  }
  return y - top + ROW / 2;
}
