/** A button over each mark, for the keyboard and for those who listen; one tab stop for all. */

import { el } from "../shared/dom.js";
import { inView } from "./marks.js";
import { labelOf } from "./words.js";

export class Pins {
  /** @param {import("./panel.js").Panel} panel */
  constructor(panel) {
    this.panel = panel;
    /** @type {Map<string, HTMLElement>} by the id of the mark */
    this.buttons = new Map();
  }

  /** The marks have moved: bring the buttons along, and make those that are missing. */
  follow() {
    const { marks, chart, pins, scene } = this.panel;
    const current = this.panel.current();
    const focused = this.focused;
    const kept = new Set();
    for (const mark of marks) {
      if (mark !== current && !inView(mark, chart)) continue;
      kept.add(mark.id);
      const button = this.buttons.get(mark.id) ?? this.made(mark.id);
      const name = labelOf(mark, scene);
      if (button.getAttribute("aria-label") !== name) button.setAttribute("aria-label", name);
      button.tabIndex = mark === current ? 0 : -1;
      // Beyond the edge it would make the panel scroll when it takes the focus.
      const r = Math.max(mark.r, 8) + 3;
      const at = (value, most) => Math.round(Math.min(Math.max(value - r, 0), most - 2 * r));
      button.style.transform = `translate(${at(mark.x, chart.width)}px, ${at(mark.y, chart.height)}px)`;
      button.style.width = button.style.height = `${Math.round(2 * r)}px`;
    }
    for (const [id, button] of this.buttons) {
      if (kept.has(id)) continue;
      this.buttons.delete(id);
      button.remove();
    }
    // The mark that had the focus may have gone into another.
    if (focused && !pins.contains(focused) && current) this.focus(current);
  }

  made(id) {
    const { panel } = this;
    const mark = () => panel.marks.find((one) => one.id === id);
    const button = el("button", {
      type: "button", class: "pin",
      onclick: () => panel.pick(mark()),
      onfocus: () => {
        panel.attention.cursor = id;
        // From the keyboard, what has the focus is looked at; a pointer is where it is.
        if (button.matches(":focus-visible")) panel.arrive(mark());
      },
      onblur: () => panel.look(null),
    });
    this.buttons.set(id, button);
    panel.pins.append(button);
    return button;
  }

  get focused() {
    const active = this.panel.root.getRootNode().activeElement;
    return this.panel.pins.contains(active) ? active : null;
  }

  focus(mark) {
    const button = this.buttons.get(mark.id) ?? this.made(mark.id);
    button.focus({ preventScroll: true });
  }
}
