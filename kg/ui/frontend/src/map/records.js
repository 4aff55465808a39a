/** The places and events of the payload, and what of them is known on a day. */

import { DAY, moment } from "../shared/days.js";

/**
 * @typedef {object} Place
 * @property {number} index in the payload
 * @property {string} id @property {string} name @property {string|null} city
 * @property {[number, number]|null} point longitude, latitude
 * @property {number} accuracy metres
 * @property {string|null} precision null: nobody tells @property {string} exact in words
 */

/** @param {string|null|undefined} iso @returns {number|null} as the payload counts days */
export const dayOf = (iso) => {
  const time = moment(iso);
  return time === null ? null : Math.round(time / DAY);
};

export class Records {
  /** @param {Record<string, any>} payload */
  constructor(payload) {
    const { places = {}, events = {} } = payload;
    /** @type {Place[]} */
    this.places = (places.id ?? []).map((id, i) => ({
      index: i,
      id,
      name: places.name[i],
      city: places.city?.[i] ?? null,
      point: places.lat[i] === null ? null : [places.lon[i], places.lat[i]],
      accuracy: places.accuracy[i] ?? 0,
      precision: places.precision[i],
      exact: places.exact[i],
    }));
    /** Columns, not objects: there may be twenty thousand, and most are only counted. */
    this.events = { id: [], title: [], place: [], ...events };
    this.rivals = payload.rivals ?? { event: [] };
    this.present = payload.present ?? { event: [] };
    this.people = payload.people ?? { id: [], name: [] };
    this.followed = payload.followed ?? { event: [] };
    this.chain = Boolean(payload.chain);
    /** What is counted: events, or rows of an answer that stand in their place. */
    this.noun = payload.noun ?? "event";
    this.statuses = payload.statuses ?? {};
    const index = (ids) => new Map(ids.map((id, i) => [id, i]));
    this.place = index(this.places.map(({ id }) => id));
    this.event = index(this.events.id);
    this.person = index(this.people.id);
    this.tracks = new Set(this.events.track ?? []);
    const all = this.on(null, null);
    /** The most events that one place has: the same for every day, so that marks don't breathe. */
    this.most = Math.max(1, ...all.there.map((events) => events.length));
    /** All marks together, as a multiple of the largest one. */
    this.ink = all.there.reduce((sum, events) => sum + events.length, 0) / this.most;
  }

  has(id) {
    return this.place.has(id) || this.event.has(id) || this.person.has(id) || this.tracks.has(id);
  }

  /**
   * @param {number|null} day what was not known by then is left out; null: nothing is
   * @param {{since: number, until: number}|null} period
   */
  on(day, period) {
    const { place, known, since, first, last, remote } = this.events;
    const by = (value) => value !== null && (day === null || value <= day);
    /** Indices of events by place, and how many of them may lie in the period. */
    const there = this.places.map(() => []);
    const within = this.places.map(() => 0);
    const [nowhere, pointless, remotely] = [[], [], []];
    const shown = new Uint8Array(place.length); // 1: known, 2: and may lie in the period
    for (let i = 0; i < place.length; i += 1) {
      if (!by(known[i])) continue;
      const inside = !period || first[i] === null || (first[i] <= period.until && last[i] >= period.since);
      shown[i] = inside ? 2 : 1;
      const at = place[i] >= 0 && by(since[i]) ? place[i] : -1;
      if (at < 0) (remote[i] ? remotely : nowhere).push(i);
      else {
        there[at].push(i);
        if (inside) within[at] += 1;
        if (!this.places[at].point) pointless.push(i);
      }
    }
    const ghosts = this.rivals.event
      .map((event, i) => ({
        event, place: this.rivals.place[i], who: this.rivals.who[i], known: this.rivals.known[i],
      }))
      .filter((rival) => by(rival.known) && shown[rival.event]);
    return { day, period, by, noun: this.noun, there, within, shown, ghosts, nowhere, pointless, remotely };
  }

  /** @returns {number} index of the place that an event is drawn at, -1 if it is not */
  placeOf(event, scene) {
    const at = this.events.place[event];
    const drawn = at >= 0 && scene.shown[event] && scene.by(this.events.since[event]);
    return drawn && this.places[at].point ? at : -1;
  }
}
