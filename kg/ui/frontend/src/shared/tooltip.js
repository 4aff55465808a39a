/** One box that follows the mark that is looked at, and the same words for those who listen. */

import { el } from "./dom.js";

export class Tooltip {
  /** @param {HTMLElement} stage the box is kept inside it */
  constructor(stage) {
    this.stage = stage;
    this.box = el("div", { class: "tip", "aria-hidden": "true", hidden: true });
    this.live = el("div", { class: "heard", role: "status", "aria-live": "polite" });
    stage.append(this.box, this.live);
  }

  /**
   * @param {{title: string, lines: [string, string][], notes?: string[]}} words
   * @param {{x: number, top: number, bottom: number}} mark what must stay in view, in the stage
   * @param {boolean} [aloud] also say it (keyboard), not only show it (pointer)
   */
  show(words, mark, aloud = false) {
    this.fill(words, aloud);
    const { clientWidth: width, clientHeight: height } = this.stage;
    const { offsetWidth: w, offsetHeight: h } = this.box;
    const within = (value, most) => Math.max(4, Math.min(value, most - 4));
    let [left, top] = [within(mark.x + 14, width - w), mark.bottom + 8];
    // Below the mark where there is room, else above it, else beside it: never on top of it.
    if (top + h > height - 4) top = mark.top - h - 8;
    if (top < 4) {
      top = within(mark.bottom, height - h);
      left = mark.x + 24 + w < width ? mark.x + 24 : Math.max(4, mark.x - 24 - w);
    }
    this.box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  /** In the corner farthest from the mark, where what surrounds the mark must stay in view. */
  showAside(words, mark, aloud = false) {
    this.fill(words, aloud);
    const { clientWidth: width, clientHeight: height } = this.stage;
    const { offsetWidth: w, offsetHeight: h } = this.box;
    const left = mark.x > width / 2 ? 8 : width - w - 8;
    const top = (mark.top + mark.bottom) / 2 > height / 2 ? 8 : height - h - 8;
    this.box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  fill(words, aloud) {
    const rows = words.lines.map(([name, value]) =>
      el("div", { class: "row" }, el("span", { class: "name" }, name), el("span", {}, value)),
    );
    const notes = (words.notes ?? []).map((note) => el("div", { class: "note" }, note));
    this.box.replaceChildren(el("strong", {}, words.title), ...rows, ...notes);
    this.box.hidden = false;
    if (aloud) {
      const said = words.lines.map(([name, value]) => `${name}: ${value}`);
      this.live.textContent = [words.title, ...said, ...(words.notes ?? [])].join(". ");
    }
  }

  hide() {
    this.box.hidden = true;
  }

  /** @param {string} text */
  say(text) {
    this.live.textContent = text;
  }
}
