/** The places of a mark that holds several, one by one. */

import { el } from "../shared/dom.js";
import { many } from "../shared/text.js";
import { parting } from "./marks.js";
import { countOf } from "./words.js";

/** @param {import("./panel.js").Panel} panel @param {import("./marks.js").Mark} mark */
export function openList(panel, mark) {
  const { list, scene, chart } = panel;
  const line = (label, more, act) =>
    el("button", { type: "button", class: "line", onclick: act }, label, el("span", { class: "when" }, more));
  const chosen = (place) => {
    closeList(panel, true);
    panel.choose(place.id);
  };
  const factor = parting(mark, chart);
  const nearer = () => {
    closeList(panel, true);
    panel.nearer(Math.max(factor, 1.6), mark);
  };
  const lines = mark.places.map((place) => line(place.name, countOf(place, scene), () => chosen(place)));
  if (factor < Infinity) lines.push(line("Zoom in to tell them apart", "", nearer));
  list.replaceChildren(el("p", { class: "head" }, `${many(mark.places.length, "place")} here`), ...lines);
  list.setAttribute("aria-label", `Places near ${mark.places[0].name}`);
  list.onkeydown = (event) => walk(event, lines, panel);
  list.hidden = false;
  const { offsetWidth: w, offsetHeight: h } = list;
  const held = (value, most) => Math.max(6, Math.min(value, most - 6));
  const right = mark.x + mark.r + 8 + w < chart.width;
  const left = right ? mark.x + mark.r + 8 : held(mark.x - mark.r - 8 - w, chart.width - w);
  list.style.transform = `translate(${Math.round(left)}px, ${Math.round(held(mark.y - 20, chart.height - h))}px)`;
  panel.look(null);
  lines[0].focus({ preventScroll: true });
}

function walk(event, lines, panel) {
  const at = lines.indexOf(event.target);
  const to = {
    ArrowDown: (at + 1) % lines.length, ArrowUp: (at - 1 + lines.length) % lines.length,
    Home: 0, End: lines.length - 1,
  }[event.key];
  if (to !== undefined) lines[to].focus();
  else if (event.key === "Escape") closeList(panel, true);
  else return;
  event.preventDefault();
  event.stopPropagation(); // Escape lets go of a choice elsewhere
}

/** @param {import("./panel.js").Panel} panel @param {boolean} [back] the focus returns to the mark */
export function closeList(panel, back = false) {
  if (panel.list.hidden) return;
  panel.list.hidden = true;
  const mark = panel.current();
  if (back && mark) panel.buttons.focus(mark);
}
