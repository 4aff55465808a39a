/** What of a panel is looked at, selected or lit up, in step with the other panels of the page. */

import { listen, remembered, tell } from "./bus.js";

export class Attention {
  /**
   * @param {string} key tells this panel from the others on the bus
   * @param {object} panel
   * @param {(id: string|null) => boolean} panel.has whether the panel shows it
   * @param {(id: string) => string[]} panel.around it and what belongs to it
   * @param {() => void} panel.changed paint anew
   * @param {(id: string) => void} panel.found another panel selected something that is here too
   */
  constructor(key, panel) {
    Object.assign(this, { key, panel });
    /** @type {string|null} */ this.hovered = null;
    /** @type {string|null} */ this.selected = null;
    /** @type {string|null} where the keyboard is */ this.cursor = null;
    /** @type {Set<string>|null} what stays bright; null when nothing is dimmed */ this.lit = null;
    /** Tells the server; set anew at each run. */
    this.emit = () => {};
    this.stops = [
      listen("select", key, (said) => this.hearSelection(said)),
      listen("hover", key, (said) => this.hearHover(said)),
    ];
  }

  /** The data is new: keep what is still there, and take up what the page has selected. */
  renew() {
    const kept = (id) => (this.panel.has(id) ? id : null);
    Object.assign(this, { hovered: null, lit: null });
    Object.assign(this, { selected: kept(this.selected), cursor: kept(this.cursor) });
    if (remembered()) this.hearSelection(remembered());
  }

  /** @param {string|null} id looked at, without choosing it */
  look(id) {
    if (id === this.hovered) return;
    this.hovered = id;
    tell("hover", { id, ids: id ? this.panel.around(id) : [], from: this.key });
    this.panel.changed();
  }

  /** @param {string|null} id chosen, for all panels and for the server; a second time: let go */
  choose(id) {
    if (id === null && this.selected === null && !this.lit) return;
    this.cursor = id ?? this.cursor;
    this.selected = id === this.selected ? null : id;
    this.lit = null;
    const now = this.selected;
    tell("select", { id: now, ids: now ? this.panel.around(now) : [], from: this.key });
    // The time makes a second choice of the same thing a change, which the server would not see.
    this.emit("selected", { id: now, at: Date.now() });
    this.panel.changed();
  }

  hearSelection({ id, ids }) {
    this.selected = this.panel.has(id) ? id : null;
    this.cursor = this.selected ?? this.cursor;
    // What is selected here has its ring; the others are dimmed only for a wider choice.
    this.lit = this.selected ? null : this.known(ids);
    if (this.selected) this.panel.found(this.selected);
    this.panel.changed();
  }

  hearHover({ id, ids }) {
    this.hovered = this.panel.has(id) ? id : null;
    if (!this.selected) this.lit = this.hovered ? null : this.known(ids);
    this.panel.changed();
  }

  known(ids) {
    const known = ids.filter((id) => this.panel.has(id));
    return known.length ? new Set(known) : null;
  }

  destroy() {
    this.stops.forEach((stop) => stop());
  }
}
