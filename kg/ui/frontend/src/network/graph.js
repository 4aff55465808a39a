/** The payload as nodes and lines that know each other. */

import { kindOf, strokeOf } from "./kinds.js";

/**
 * @typedef {{i: number, id: string, label: string, kind: import("./kinds.js").Kind, note: string,
 *   measure: number, x: number, y: number, r: number, behind: string[], links: Link[]}} Node `x`
 *   and `y` are pixels of the whole drawing once it is settled
 * @typedef {{channel: number, rows: number[], shown: number}} Strand the events of a line by one
 *   channel; `shown` of them are on and of the time that is looked at
 * @typedef {{i: number, a: Node, b: Node, label: string, weight: number, strands: Strand[],
 *   shown: number}} Link
 */

export class Graph {
  /** @param {Record<string, any>} payload */
  constructor(payload) {
    const { nodes = {}, edges = {} } = payload ?? {};
    this.measure = payload?.measure ?? "";
    this.events = { id: [], title: [], date: [], first: [], last: [], known: [], ...payload?.events };
    this.channels = (payload?.channels ?? []).map((one) => ({ ...one, stroke: strokeOf(one.id) }));
    const ids = (nodes.id ?? []).map(String);
    /** @type {Node[]} */
    this.nodes = ids.map((id, i) => ({
      i,
      id,
      label: String(nodes.label?.[i] ?? id),
      kind: kindOf(nodes.kind?.[i]),
      note: String(nodes.note?.[i] ?? ""),
      measure: Math.max(0, Number(nodes.size?.[i]) || 0),
      x: nodes.x?.[i] ?? Math.cos((2 * Math.PI * i) / ids.length),
      y: nodes.y?.[i] ?? Math.sin((2 * Math.PI * i) / ids.length),
      behind: nodes.behind?.[i] ?? [],
      r: 4,
      links: [],
    }));
    /** @type {Link[]} */
    this.links = [];
    (edges.source ?? []).forEach((source, i) => {
      const [a, b] = [this.nodes[source], this.nodes[edges.target[i]]];
      if (!a || !b || a === b) return;
      const ties = edges.ties?.[i] ?? [];
      const weight = Number(edges.weight?.[i]) || 1;
      const strands = ties.map(([channel, rows]) => ({ channel, rows, shown: rows.length }));
      const link = { i: this.links.length, a, b, label: String(edges.label?.[i] ?? ""), weight, strands, shown: weight };
      this.links.push(link);
      a.links.push(link);
      b.links.push(link);
    });
    this.find();
  }

  /** What each id stands for: itself, those who acted as it, the lines that an event makes. */
  find() {
    /** @type {Map<string, Node[]>} */ this.standing = new Map();
    for (const node of this.nodes) {
      for (const id of [node.id, ...node.behind]) {
        if (!this.standing.has(id)) this.standing.set(id, []);
        this.standing.get(id).push(node);
      }
    }
    // An id of its own is that node alone, though others may have acted for it too.
    for (const node of this.nodes) this.standing.set(node.id, [node]);
    /** @type {Map<string, Set<Link>>} */ this.made = new Map();
    for (const link of this.links) {
      for (const { rows } of link.strands) {
        for (const row of rows) {
          const id = this.events.id[row];
          if (!this.made.has(id)) this.made.set(id, new Set());
          this.made.get(id).add(link);
        }
      }
    }
  }

  has(id) {
    return this.standing.has(id) || this.made.has(id);
  }

  /** @returns {Node[]} */
  nodesOf(id) {
    return this.standing.get(id) ?? [];
  }

  /** @returns {Link[]} */
  linksOf(event) {
    return [...(this.made.get(event) ?? [])];
  }

  /** @param {Link[]} links @returns {string[]} ids of their events that are on, each once */
  eventsOf(links, moment) {
    const found = new Set();
    for (const { strands } of links) {
      for (const { rows, shown } of strands) {
        if (shown) rows.forEach((row) => moment.has(row) && found.add(this.events.id[row]));
      }
    }
    return [...found];
  }
}

/** @param {Link} link @param {Node} node @returns {Node} */
export const otherEnd = (link, node) => (link.a === node ? link.b : link.a);
