/** Colours of nodes and links for one moment of attention: what is near is bright, the rest is dim. */

import { mixed } from "../shared/theme.js";

export class Looks {
  /**
   * @param {import("graphology").UndirectedGraph} graph
   * @param {import("../shared/attention.js").Attention} attention
   * @param {import("../shared/theme.js").Theme} theme
   */
  constructor(graph, attention, theme) {
    const { hovered, selected, lit } = attention;
    Object.assign(this, { graph, theme });
    /** @type {string|null} the node in the centre of attention */
    this.centre = hovered ?? selected;
    /** @type {Set<string>|null} what stays bright; null when nothing is dimmed */
    this.bright = this.centre ? new Set([this.centre, ...graph.neighbors(this.centre)]) : lit;
  }

  /** @returns {number} names of higher rank are written first */
  rank(id) {
    if (id === this.centre) return 2;
    return this.bright?.has(id) ? 1 : 0;
  }

  node(id, data) {
    const { back, hues, dark } = this.theme;
    const colour = hues[data.kind.hue];
    const dimmed = this.bright && !this.bright.has(id);
    return {
      ...data,
      label: null, // names are written by us
      rim: back,
      color: dimmed ? mixed(back, colour, dark ? 0.22 : 0.18) : colour,
      zIndex: dimmed ? 0 : 1,
    };
  }

  edge(id, data) {
    const { back, text } = this.theme;
    const [one, two] = this.graph.extremities(id);
    const own = this.centre === one || this.centre === two;
    const among = !this.centre && this.bright?.has(one) && this.bright.has(two);
    // Opaque: sigma draws see-through edges badly, so the mixing is done here.
    const share = own ? 0.65 : this.bright && !among ? 0.08 : 0.32;
    const size = Math.min(0.7 + Math.sqrt(data.weight) * 0.55, 4);
    return { ...data, label: null, color: mixed(back, text, share), size, zIndex: own ? 1 : 0 };
  }
}
