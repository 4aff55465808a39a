/** What of a network belongs to the time and the channels that are looked at. */

export class Moment {
  /** @param {import("./graph.js").Graph} graph */
  constructor(graph) {
    this.graph = graph;
    /** @type {string|null|undefined} the day by which it is known */ this.day = undefined;
    /** @type {string|null} */ this.since = null;
    /** @type {string|null} */ this.until = null;
    /** @type {Set<string>} channels that are left out */ this.off = new Set();
  }

  /** Take over what is looked at for another graph. @param {import("./graph.js").Graph} graph */
  of(graph) {
    this.graph = graph;
    this.count();
    return this;
  }

  /** @returns {boolean} whether an event could be known and may have been in the period */
  has(row) {
    const { first, last, known } = this.graph.events;
    if (this.day && known[row] && known[row] > this.day) return false;
    if (!this.since && !this.until) return true;
    // Without a date it was at no time; without an end it may still go on.
    if (first[row] === null && last[row] === null) return false;
    if (this.since && last[row] !== null && last[row] < this.since) return false;
    return !this.until || first[row] === null || first[row] <= this.until;
  }

  /** Count anew what is shown of each line. */
  count() {
    const every = !this.day && !this.since && !this.until;
    const rows = this.graph.events.id.map((_, row) => every || this.has(row));
    for (const link of this.graph.links) {
      if (!link.strands.length) continue;
      link.shown = 0;
      for (const strand of link.strands) {
        const off = this.off.has(this.graph.channels[strand.channel]?.id);
        strand.shown = off ? 0 : strand.rows.reduce((sum, row) => sum + rows[row], 0);
        link.shown += strand.shown;
      }
    }
  }

  /** @returns {boolean} whether something may be hidden */
  get narrow() {
    return Boolean(this.day || this.since || this.until || this.off.size);
  }
}
