/** The elements of the panel around its canvas. */

import { button, el, toolbar } from "../shared/dom.js";
import { Share } from "../shared/share.js";
import { keys } from "./keys.js";
import { paint } from "./paint.js";
import { Tray } from "./tray.js";

/** @param {import("./panel.js").Panel} panel @param {boolean} open whether the legend is shown */
export function framed(panel, open) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const pins = el("div", { class: "pins" });
  // The places are the tab stop; this takes the focus only from a pointer, for wheel and keys.
  const plot = el("div", {
    class: "plot", tabindex: -1, role: "group", "aria-roledescription": "map", onkeydown: keys(panel),
  }, canvas, pins);
  const none = el("p", { class: "none", hidden: true });
  const list = el("div", { class: "list", role: "group", hidden: true });
  const stage = el("div", { class: "stage" }, plot, none, list);
  const told = el("span", { class: "told" });
  const more = el("p", { class: "more" });
  const tools = toolbar("Map view", [
    button("−", "Zoom out", () => panel.nearer(1 / 1.6)),
    button("+", "Zoom in", () => panel.nearer(1.6)),
    button("These places", "Show where most of them are", () => panel.showPlaces()),
    button("Whole world", "Show the whole world", () => panel.showWorld()),
  ]);
  const share = new Share(panel.root, {
    name: "map",
    size: () => ({ width: panel.chart.width, height: panel.chart.height }),
    draw: (ctx) => paint(ctx, panel, true),
    cite: () => panel.attention.emit("cite", Date.now()),
  });
  const ends = el("div", { class: "ends" }, tools, share.element);
  const way = el("p", { class: "way", role: "status", hidden: true });
  const tray = new Tray(panel);
  tray.unfold(open);
  const legend = el("div", { class: "keys" });
  const details = el("details", { class: "legend" }, el("summary", {}, "How to read this"), legend);
  details.open = open;
  panel.root.replaceChildren(
    el("div", { class: "top" }, told, ends),
    el("div", { class: "sides" }, el("div", { class: "seen" }, stage, more, way), tray.element),
    details, tray.alternative,
  );
  return { canvas, pins, plot, none, list, stage, told, more, share, wayLine: way, tray, legend };
}
