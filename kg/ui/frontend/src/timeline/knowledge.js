/** The events of the payload as they stand on the day that the reader looks at. */

import { moment } from "../shared/days.js";
import { byTime, eventsOf, rivalsOf } from "./events.js";
import { History } from "./history.js";

export class Knowledge {
  constructor() {
    /** @type {string|null|undefined} what the bar with the day says; undefined: nothing */
    this.said = undefined;
    this.read({});
  }

  /** @param {Record<string, any>} payload a new one */
  read(payload) {
    const { events, undated } = eventsOf(payload);
    const lanes = payload.lanes ?? [];
    // A lane without an event would only take room from the others.
    const used = lanes.map((_, i) => i).filter((i) => events.some((event) => event.lane === i));
    for (const event of events) event.lane = used.indexOf(event.lane);
    /** All that are known now, in the order of time: rows, lanes and scale are made for them. */
    this.all = events.filter((event) => event.lane >= 0);
    this.lanes = used.map((i) => lanes[i]);
    this.without = undated;
    this.history = payload.history ? new History(payload) : null;
    this.place = new Map(this.all.map(({ id }, i) => [id, i]));
    this.renew(payload);
  }

  /** The same events for another day of the server's view. */
  renew(payload) {
    this.asOf = payload.asOf ?? null;
    this.shown = payload.shown ? new Set(payload.shown) : null;
    this.rivals = (payload.events?.rivals ?? []).map(rivalsOf);
    this.announced = (payload.events?.announced ?? []).map(moment);
    this.changed = payload.events?.changed ?? [];
    this.dateless = payload.undated?.length;
    this.state = null;
  }

  /** @returns {string|null} ISO; null: all that is known now */
  get day() {
    return this.said === undefined ? this.asOf : this.said;
  }

  /** Whether the server's view is of this day, so that its filters and rivals are for it. */
  get settled() {
    return this.day === this.asOf;
  }

  get filtered() {
    return this.settled && this.shown !== null;
  }

  /** @returns {import("./events.js").Event[]} those that are drawn, in the order of time */
  get events() {
    return this.now().events;
  }

  /** @returns {number} those that are known, but not when they happen */
  get undated() {
    return this.now().undated;
  }

  /** Whether it is in the payload, known on the day or not. @param {string|null} id */
  has(id) {
    return this.place.has(id);
  }

  /** @returns {import("./events.js").Event|undefined} as it stands on the day, if it is drawn */
  get(id) {
    return this.now().drawn[this.place.get(id)];
  }

  /** @returns {Set<import("./groups.js").Fill>} that are drawn on any day */
  get fills() {
    return new Set([...this.all.map(({ fill }) => fill), ...(this.history?.fills ?? [])]);
  }

  now() {
    const reached = this.day === null ? undefined : this.history?.reached(this.day);
    const { settled } = this;
    // Between two days on which more became known, nothing is made anew.
    if (this.state?.reached !== reached || this.state?.settled !== settled) this.state = null;
    this.state ??= { reached, settled, ...this.made(reached, settled) };
    return this.state;
  }

  made(reached, settled) {
    const shown = settled ? this.shown : null;
    const drawn = new Array(this.all.length);
    const events = [];
    let undated = 0;
    const known = (index) => reached === undefined || this.history.row(index, reached) >= 0;
    this.all.forEach((event, i) => {
      if (shown && !shown.has(event.index)) return;
      const row = reached === undefined ? 0 : this.history.row(event.index, reached);
      if (row < 0) return;
      const then = reached === undefined ? event : this.history.state(event, row);
      if (!then) undated += 1;
      else events.push((drawn[i] = settled ? this.compared(then) : then));
    });
    for (const index of this.without) {
      if ((!shown || shown.has(index)) && known(index)) undated += 1;
    }
    if (reached !== undefined) events.sort(byTime);
    // The server also knows of those that still have no date and so are not in the payload.
    return { drawn, events, undated: (settled ? this.dateless : undefined) ?? undated };
  }

  /** With what the server tells for the day of its view only. */
  compared(event) {
    const rivals = this.rivals[event.index] ?? [];
    const announced = this.announced[event.index] ?? null;
    const changed = this.changed[event.index] ?? "";
    const more = rivals.length || announced !== null || changed;
    return more ? { ...event, rivals, announced, changed } : event;
  }
}
