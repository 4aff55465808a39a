/** What no map can show, beside it: events without a place, or without need of one. */

import { el } from "../shared/dom.js";
import { capital, countOf, missingWords } from "./words.js";

/** A longer list is for the table below. */
const MOST = 80;

const SECTIONS = ["nowhere", "pointless", "remotely"];

export class Tray {
  /** @param {import("./panel.js").Panel} panel */
  constructor(panel) {
    this.panel = panel;
    this.parts = SECTIONS.map((id) => {
      const count = el("strong", {});
      const label = el("span", {});
      const note = el("p", {});
      const items = el("ul", {});
      // One name: opening one of them closes the others, so that the tray stays beside the map.
      // Hidden until there is something to say: a fold without words would be read as nothing.
      const details = el("details", { name: "tray", hidden: true, ontoggle: () => this.fillPart(id) },
        el("summary", {}, count, " ", label), note, items);
      return { id, count, label, note, items, details };
    });
    this.element = el("aside", { class: "tray" },
      el("p", { class: "head" }, "Not on the map"), ...this.parts.map(({ details }) => details));
    this.places = el("ul", { class: "all" });
    this.alternative = el("details", { class: "legend", ontoggle: () => this.fillPlaces() },
      el("summary", {}, "The places as a list"), this.places);
  }

  /** @param {boolean} open where there is room beside the map, for what is looked for most */
  unfold(open) {
    this.parts[0].details.open = open;
  }

  /** The scene is new. */
  fill() {
    const { noun } = this.panel.records;
    this.element.setAttribute("aria-label", `${capital(noun)}s that are not on the map`);
    for (const part of this.parts) {
      const { label, note } = missingWords(noun)[part.id];
      part.label.textContent = label;
      part.note.textContent = note;
      const count = this.panel.scene[part.id].length;
      part.count.textContent = count.toLocaleString("en");
      part.details.hidden = !count;
      this.fillPart(part.id);
    }
    this.element.hidden = this.parts.every(({ details }) => details.hidden);
    this.fillPlaces();
  }

  /** Lists are made when they are seen: some are thousands of events long. */
  fillPart(id) {
    const { details, items } = this.parts.find((part) => part.id === id);
    if (details.open) items.replaceChildren(...this.events(this.panel.scene[id]));
  }

  events(indices) {
    const shown = indices.slice(0, MOST).map((event) => this.event(event));
    const more = indices.length - shown.length;
    if (more > 0) shown.push(el("li", {}, `and ${more.toLocaleString("en")} more`));
    return shown;
  }

  event(index) {
    const { records, attention } = this.panel;
    const id = records.events.id[index];
    const look = () => attention.look(id);
    const leave = () => attention.look(null);
    return el("li", {}, el("button", {
      type: "button", class: "line", onclick: () => this.panel.choose(id),
      onpointerenter: look, onpointerleave: leave, onfocus: look, onblur: leave,
    }, records.events.title[index], el("span", { class: "when" }, records.events.date[index])));
  }

  fillPlaces() {
    if (!this.alternative.open) return;
    const { records, scene } = this.panel;
    const there = records.places.filter(({ index }) => scene.there[index].length);
    there.sort((one, two) => scene.there[two.index].length - scene.there[one.index].length
      || one.name.localeCompare(two.name));
    this.places.replaceChildren(...there.map((place) => this.place(place)));
  }

  place(place) {
    const { scene } = this.panel;
    const items = el("ul", {});
    const details = el("details", {}, el("summary", {}, place.name,
      el("span", { class: "when" }, `${countOf(place, scene)} · ${place.exact}`)), items);
    details.addEventListener("toggle", () => {
      if (details.open) items.replaceChildren(...this.events(scene.there[place.index]));
    });
    return el("li", {}, details);
  }
}
