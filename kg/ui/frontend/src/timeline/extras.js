/** What the day of the server's view adds to events: rivals, announcements, ties, a comparison. */

import { moment } from "../shared/days.js";
import { spanAt } from "./events.js";

/**
 * @typedef {object} Told
 * @property {{span: import("./events.js").Span, label: string}[]} rivals other dates that somebody
 *   claims
 * @property {number|null} announced
 * @property {{words: string, id: string}[]} ties what it is to other events
 * @property {string} changed how it differs in a comparison, see `changes.js`
 */

/** @type {Told} */
export const NOTHING = { rivals: [], announced: null, ties: [], changed: "" };

export class Extras {
  /** @param {Record<string, any>} day @param {string[]} ids of the events, by their index */
  constructor({ rivals, announced, ties, changed }, ids) {
    this.columns = rivals ?? {};
    this.rivals = grouped(rivals?.event);
    this.announced = new Map((announced?.event ?? []).map((event, i) => [event, announced.day[i]]));
    this.how = new Map((changed?.event ?? []).map((event, i) => [event, changed.how[i]]));
    this.ties = new Map();
    /** @type {[string, string][]} ids of events that are tied, each pair once */
    this.pairs = [];
    const seen = new Set();
    const tie = (from, words, to) => {
      if (!this.ties.has(from)) this.ties.set(from, []);
      this.ties.get(from).push({ words, id: ids[to] });
    };
    (ties?.event ?? []).forEach((event, i) => {
      const other = ties.other[i];
      tie(event, ties.words[i], other);
      tie(other, ties.back[i], event);
      const pair = [event, other].sort((a, b) => a - b).join();
      if (!seen.has(pair)) this.pairs.push([ids[event], ids[other]]);
      seen.add(pair);
    });
  }

  /** @param {import("./events.js").Event} event @returns {Told} */
  of({ index }) {
    return {
      rivals: (this.rivals.get(index) ?? [])
        .map((i) => ({ span: spanAt(this.columns, i), label: String(this.columns.label[i] ?? "") }))
        .filter(({ span }) => span),
      announced: moment(this.announced.get(index)),
      ties: this.ties.get(index) ?? [],
      changed: this.how.get(index) ?? "",
    };
  }

  /** @returns {Set<string>} the ways in which events differ */
  get ways() {
    return new Set(this.how.values());
  }
}

/** @param {number[]} [events] @returns {Map<number, number[]>} the rows of each event */
function grouped(events = []) {
  const found = new Map();
  events.forEach((event, i) => {
    if (found.has(event)) found.get(event).push(i);
    else found.set(event, [i]);
  });
  return found;
}
