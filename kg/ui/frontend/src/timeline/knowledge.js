/** The events of the layout as they stand on the day that the reader looks at. */

import { byTime, eventsOf } from "./events.js";
import { Extras, NOTHING } from "./extras.js";
import { History } from "./history.js";

export class Knowledge {
  constructor() {
    /** @type {string|null|undefined} what the bar with the day says; undefined: nothing */
    this.said = undefined;
    this.read({}, {});
  }

  /** @param {Record<string, any>} layout a new one @param {Record<string, any>} day */
  read(layout, day) {
    const { events, undated } = eventsOf(layout);
    const lanes = layout.lanes ?? [];
    // A lane without an event would only take room from the others.
    const used = lanes.map((_, i) => i).filter((i) => events.some((event) => event.lane === i));
    for (const event of events) event.lane = used.indexOf(event.lane);
    /** All that are known now, in the order of time: rows, lanes and scale are made for them. */
    this.all = events.filter((event) => event.lane >= 0);
    this.lanes = used.map((i) => lanes[i]);
    this.without = undated;
    this.history = layout.history ? new History(layout) : null;
    this.place = new Map(this.all.map(({ id }, i) => [id, i]));
    this.ids = layout.events?.id ?? [];
    /** What a mark is, and what a lane is of; "": lanes are of nothing that has a name. */
    this.noun = layout.noun ?? "event";
    this.laneWord = layout.laneWord ?? "Track";
    this.renew(day);
  }

  /** The same events for another day of the server's view. @param {Record<string, any>} day */
  renew(day) {
    this.asOf = day.asOf ?? null;
    this.shown = day.shown ? new Set(day.shown) : null;
    this.dateless = day.undated;
    this.extras = new Extras(day, this.ids);
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
    const stated = this.all.filter((event) => event.stated);
    return new Set([...stated.map(({ fill }) => fill), ...(this.history?.fills ?? [])]);
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
      else events.push((drawn[i] = then));
    });
    for (const index of this.without) {
      if ((!shown || shown.has(index)) && known(index)) undated += 1;
    }
    if (reached !== undefined) events.sort(byTime);
    // The server also knows of those that still have no date and so are not in the payload.
    return { drawn, events, undated: (settled ? this.dateless : undefined) ?? undated };
  }

  /** What the server tells of an event for the day of its view only. */
  told(event) {
    return this.settled ? this.extras.of(event) : NOTHING;
  }

  /** @returns {[Event, Event][]} what is tied to each other, and drawn */
  get ties() {
    if (!this.settled) return [];
    return this.extras.pairs
      .map((pair) => pair.map((id) => this.get(id)))
      .filter(([one, other]) => one && other);
  }
}
