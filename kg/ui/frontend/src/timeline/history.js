/** What was known of each event, state by state. A state holds until the event's next one. */

import { moment } from "../shared/days.js";
import { spanAt, standing, statusesOf } from "./events.js";
import { fillOf } from "./groups.js";

export class History {
  /**
   * @param {{events: Record<string, any[]>, history: Record<string, any[]>}} payload rows of the
   *   history are in order of event, then day
   */
  constructor(payload) {
    const { event, from } = payload.history;
    this.columns = payload.history;
    this.labels = statusesOf(payload);
    this.days = [...new Set(from)].sort();
    const place = new Map(this.days.map((day, i) => [day, i]));
    /** When each state begins, as an index of `days`: numbers compare faster than texts. */
    this.begins = Int32Array.from(from, (day) => place.get(day));
    /** The rows of event `i` are those from `first[i]` to before `first[i + 1]`. */
    this.first = new Int32Array((payload.events?.id?.length ?? 0) + 1);
    for (const index of event) this.first[index + 1] += 1;
    for (let i = 1; i < this.first.length; i += 1) this.first[i] += this.first[i - 1];
    /** Events in their states: made when first seen, for most never are. */
    this.made = new Array(from.length);
  }

  /** @param {string} day ISO @returns {number} how many of `days` have come by then */
  reached(day) {
    return upTo(day, this.days, 0, this.days.length);
  }

  /** @returns {number} the row that held after so many days, -1 when nothing was known */
  row(index, reached) {
    const start = this.first[index];
    const end = upTo(reached - 1, this.begins, start, this.first[index + 1]);
    return end > start ? end - 1 : -1;
  }

  /** @param {import("./events.js").Event} event @returns {import("./events.js").Event|null} */
  state(event, row) {
    if (this.made[row] === undefined) {
      const span = spanAt(this.columns, row);
      const status = this.columns.status[row] ?? "";
      this.made[row] = span && { ...event, span, ...standing(this.columns, row, status, this.labels) };
    }
    return this.made[row];
  }

  /** @returns {Set<import("./groups.js").Fill>} */
  get fills() {
    return new Set([...new Set(this.columns.status)].map((status) => fillOf(status ?? "")));
  }

  /** @returns {[number, number]|null} from the earliest to the latest moment of any state */
  get reach() {
    const days = [...this.columns.b0, ...this.columns.e1].filter(Boolean).sort();
    return days.length ? [moment(days[0]), moment(days.at(-1))] : null;
  }
}

/** How many of the ascending `values` from `low` to before `high` are at most `value`, from 0. */
function upTo(value, values, low, high) {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
