/** The elements of the panel around its canvas. */

import { button, el, toolbar } from "../shared/dom.js";
import { keys } from "./keys.js";

/** Height of a line of a heading, in pixels, as the style sheet has it. */
const LINE = 15.6;

/**
 * @param {import("./panel.js").Panel} panel
 * @param {boolean} open whether the legend is shown at first
 */
export function framed(panel, open) {
  const canvas = el("canvas", {});
  const plot = el("div", {
    class: "plot", tabindex: 0, role: "application", "aria-roledescription": "timeline",
    onkeydown: keys(panel), onblur: () => panel.look(null),
  }, canvas);
  const heads = el("div", { class: "heads" });
  const none = el("p", { class: "none", hidden: true });
  const stage = el("div", { class: "stage" }, plot, heads, none);
  const told = el("span", { class: "told" });
  const clear = button("Clear period", "Clear the period", () => panel.period.clear());
  clear.hidden = true;
  const tools = toolbar("Timeline view", [
    button("−", "Zoom out", () => panel.nearer(1 / 1.8)),
    button("+", "Zoom in", () => panel.nearer(1.8)),
    button("All days", "Show all days", () => panel.showAll()),
    clear,
  ]);
  const legend = el("div", { class: "keys" });
  const details = el("details", { class: "legend" }, el("summary", {}, "How to read this"), legend);
  details.open = open;
  panel.root.replaceChildren(el("div", { class: "top" }, told, tools, panel.share.element), stage, details);
  return { canvas, plot, heads, none, stage, told, legend, clear };
}

/** Headings beside the lanes, or above them on a narrow screen. */
export function headings(heads, { lanes, narrow, gutter }) {
  heads.style.width = narrow ? "100%" : `${gutter}px`;
  heads.replaceChildren(...lanes.map((lane) => {
    const head = el("div", { class: narrow ? "head above" : "head", title: lane.told ?? lane.label });
    head.append(el("span", {}, lane.label));
    // What was searched of it, for those who can't point at it.
    if (lane.told) head.append(el("span", { class: "heard" }, lane.told.slice(lane.label.length)));
    head.style.top = `${lane.top}px`;
    head.style.height = `${narrow ? lane.head : lane.height}px`;
    head.style.setProperty("--lines", Math.max(Math.floor(lane.height / LINE), 1));
    return head;
  }));
}

/**
 * Name only lanes of which something is known: of a past day, the others keep their place.
 * @param {HTMLElement} heads @param {Set<number>|null} known indices of lanes; null: all
 */
export function named(heads, known) {
  [...heads.children].forEach((head, i) => {
    head.hidden = known !== null && !known.has(i);
  });
}
