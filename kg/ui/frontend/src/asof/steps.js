/**
 * The steps of the slider: the days on which more became known, so that none of them is idle.
 *
 * On the last of these days all is known: the slider's end is "now", and lets go of the day.
 */

import { dayInFull, iso, moment } from "../shared/days.js";
import { many } from "../shared/text.js";

export class Steps {
  /** @param {{days?: string[], counts?: number[], today?: string}} data days ascending */
  constructor({ days = [], counts = [], today }) {
    Object.assign(this, { days, counts, today: today ?? days.at(-1) });
    this.last = Math.max(days.length - 1, 0);
  }

  /** @param {string|null} day @returns {number} the step with all that was known on the day */
  of(day) {
    if (day === null) return this.last;
    return Math.max(this.reached(day) - 1, 0);
  }

  /** @returns {number} how many steps were taken by a day */
  reached(day) {
    let [low, high] = [0, this.days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.days[middle] <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * What a reader wrote: an ISO day of the record, or nothing for "now".
   * @param {string} text @returns {{day: string|null, wrong: string}} `wrong`: why it can't be meant
   */
  read(text) {
    const day = text.trim();
    if (!day) return { day: null, wrong: "" };
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || moment(day) === null || iso(moment(day)) !== day) {
      return { day: null, wrong: "No such day. Write it like 2022-03-28." };
    }
    const [first, today] = [this.days[0], this.today];
    if (day < first) return { day: null, wrong: `Nothing is on record before ${dayInFull(first)}.` };
    if (today && day > today) return { day: null, wrong: `The record ends on ${dayInFull(today)}.` };
    return { day, wrong: "" };
  }

  /** @param {number} step @returns {string|null} */
  at(step) {
    return step >= this.last ? null : this.days[Math.max(step, 0)];
  }

  /** @param {string|null} day any @param {1|-1} way @returns {string|null} the next step that way */
  beside(day, way) {
    const step = this.of(day);
    if (way > 0) return day !== null && day < this.days[0] ? this.days[0] : this.at(step + 1);
    // A day between two steps goes back to the one whose knowledge it shows.
    const between = day !== null && day > this.days[step];
    return between && step < this.last ? this.days[step] : this.days[Math.max(step - 1, 0)];
  }

  /** @returns {number} how much became known on that very day */
  more(day) {
    const step = this.of(day);
    return day !== null && this.days[step] === day ? (this.counts[step] ?? 0) : 0;
  }

  /** @param {string|null} day @returns {string} for those who listen */
  words(day) {
    if (day === null) return "now: all that is known";
    const more = this.more(day);
    return more ? `${dayInFull(day)}, ${many(more, "event")} with news` : dayInFull(day);
  }
}
