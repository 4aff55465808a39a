/** What is bright and what is dim for one moment of attention. */

import { mixed } from "../shared/theme.js";
import { otherEnd } from "./graph.js";

export class Looks {
  /**
   * @param {import("./graph.js").Graph} graph
   * @param {import("../shared/attention.js").Attention} attention
   * @param {{link: import("./graph.js").Link|null, path: string[]}} chosen a line under the pointer
   *   or chosen, and the nodes of a path
   */
  constructor(graph, attention, { link, path }) {
    const { hovered, selected, lit } = attention;
    this.graph = graph;
    /** @type {Set<Link>} drawn in front, at full strength */ this.strong = new Set();
    /** @type {Set<Node>|null} nodes that stay bright; null: none is dimmed */ this.bright = null;
    /** @type {Set<Node>} with a ring, and named first */ this.centre = new Set();
    const focus = hovered ?? (link || path.length ? null : selected);
    if (focus) this.around(focus);
    else if (link) this.along([link]);
    else if (path.length > 1) this.path(path);
    else if (selected) this.around(selected);
    else if (lit) this.light(lit);
    for (const id of [hovered, selected]) graph.nodesOf(id).forEach((node) => this.centre.add(node));
  }

  around(id) {
    const nodes = this.graph.nodesOf(id);
    if (!nodes.length) return this.along(this.graph.linksOf(id));
    this.bright = new Set(nodes);
    for (const node of nodes) {
      for (const link of node.links) {
        if (!link.shown) continue;
        this.strong.add(link);
        this.bright.add(otherEnd(link, node));
      }
    }
    return undefined;
  }

  along(links) {
    this.bright = new Set(links.flatMap(({ a, b }) => [a, b]));
    this.strong = new Set(links);
  }

  path(ids) {
    const nodes = ids.flatMap((id) => this.graph.nodesOf(id));
    const links = nodes.slice(1).map((node, i) => node.links.find((link) => otherEnd(link, node) === nodes[i]));
    this.along(links.filter(Boolean));
    nodes.forEach((node) => this.bright.add(node));
    if (nodes.length) this.centre = new Set([nodes[0], nodes.at(-1)]);
  }

  /** What another panel speaks of: nodes, or else the lines that its events make. */
  light(ids) {
    const nodes = [...ids].flatMap((id) => this.graph.nodesOf(id));
    const links = [...ids].flatMap((id) => this.graph.linksOf(id));
    this.along(links);
    nodes.forEach((node) => this.bright.add(node));
  }

  /** @returns {number} names of higher rank are written first */
  rank(node) {
    if (this.centre.has(node)) return 2;
    return this.bright?.has(node) ? 1 : 0;
  }

  dims(node) {
    return Boolean(this.bright && !this.bright.has(node));
  }

  /** Opaque, so that crossing lines don't darken each other. */
  strand(link, hue, count, theme) {
    if (this.strong.has(link)) return theme.hues[hue];
    // What happened once steps back behind what happened often.
    const often = Math.min((hue === "grey" ? 0.28 : 0.5) + 0.13 * Math.sqrt(count), 0.95);
    return mixed(theme.back, theme.hues[hue], this.bright ? 0.13 : often);
  }

  node(node, theme) {
    const colour = theme.hues[node.kind.hue];
    return this.dims(node) ? mixed(theme.back, colour, theme.dark ? 0.26 : 0.2) : colour;
  }
}
