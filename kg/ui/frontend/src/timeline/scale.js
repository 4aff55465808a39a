/** The window of time that is looked at: where a time is on the panel, and moving the window. */

import { calm } from "../shared/dom.js";
import { DAY } from "../shared/days.js";

/** Where so much of the events takes less than half of the time, a reader starts there. */
const MOST_EVENTS = 0.9;
/** On a past day much less than all of the time has events: there it is so much of them. */
const OF_DAY = 0.75;
/** Under four days there is nothing more to see: records know days, not hours. */
const NEAREST = 4 * DAY;

export class Scale {
  /** @param {() => void} moved called after each change of the window */
  constructor(moved) {
    this.moved = moved;
    this.whole = [0, DAY];
    /** Where a reader starts, of all that is known now … */ this.home = [0, DAY];
    /** … and of the day of the view. */ this.start = [0, DAY];
    this.window = [0, DAY];
    this.range = [0, 1];
    /** How often the reader has moved: until then, new data shows its own start. */
    this.moves = 0;
    this.gliding = false;
  }

  /**
   * @param {import("./events.js").Event[]} events the whole period is set by them …
   * @param {[number, number][]} reaches … and by where they once stood, and what there is besides
   * @param {[number|null, number|null]} period that they are of: where a reader starts
   */
  cover(events, reaches, period) {
    const wasWhole = this.isWhole && this.moves > 0;
    const wasHome = !this.moves;
    const ends = [...reaches, reachOf(events)].filter(Boolean);
    const [from, to] = ends.length ? wholeOf(ends) : [0, 30 * DAY];
    const room = Math.max((to - from) * 0.03, (14 * DAY - (to - from)) / 2, DAY);
    this.whole = [from - room, to + room];
    // A reader who looks at a month keeps that month when a filter changes, if it still has sense.
    const lost = this.window[1] <= this.whole[0] || this.window[0] >= this.whole[1];
    this.home = this.homeOf(events, period);
    this.start = [...this.home];
    if (wasHome || lost) this.window = [...this.home];
    else this.window = wasWhole ? [...this.whole] : this.held(...this.window);
  }

  /** Where a reader starts: at the period, or where most events are. */
  homeOf(events, [since, until]) {
    if (since === null && until === null) return busiest(events) ?? [...this.whole];
    const [from, to] = reachOf(events) ?? this.whole;
    return this.held(...padded(since ?? Math.min(from, until), until ?? Math.max(to, since)));
  }

  /**
   * Where a reader should look who would see little of a day's events: where they are.
   * @param {import("./events.js").Event[]} events @param {boolean} past not all that is known now
   * @returns {[number, number]|null} null where it is fine already
   */
  better(events, past) {
    const within = events.filter(({ span }) => span.d >= this.window[0] && span.a <= this.window[1]);
    if (!events.length || (this.moves && within.length)) return null;
    // Who never moved is back at the start once all is known.
    if (this.moves || past) {
      const [from, to] = within.length ? busy(within, OF_DAY) : [0, 0];
      const fine = within.length > events.length * 0.6 && to - from > (this.window[1] - this.window[0]) / 4;
      if (!fine) this.start = this.held(...roomy(...busy(events, OF_DAY)));
    } else this.start = [...this.home];
    return same(this.start, this.window) ? null : this.start;
  }

  get isStart() {
    return same(this.window, this.start);
  }

  get isWhole() {
    return same(this.window, this.whole);
  }

  /** Pixels per millisecond. */
  get density() {
    return (this.range[1] - this.range[0]) / (this.window[1] - this.window[0]);
  }

  x(time) {
    return this.range[0] + (time - this.window[0]) * this.density;
  }

  time(x) {
    return this.window[0] + (x - this.range[0]) / this.density;
  }

  /** A scale of the same width that shows the whole period. */
  atWhole() {
    return this.at(this.whole);
  }

  /** A scale of the same width that shows where a reader starts. */
  atHome() {
    return this.at(this.home);
  }

  at(window) {
    const scale = new Scale(() => {});
    Object.assign(scale, { whole: this.whole, window: [...window], range: [...this.range] });
    return scale;
  }

  /** @returns {[number, number]} the nearest allowed window: inside the whole, not too near */
  held(from, to) {
    const most = this.whole[1] - this.whole[0];
    const length = Math.min(Math.max(to - from, Math.min(NEAREST, most)), most);
    const start = (from + to - length) / 2;
    const first = Math.min(Math.max(start, this.whole[0]), this.whole[1] - length);
    return [first, first + length];
  }

  /** @param {number} pixels to the right */
  pan(pixels) {
    const time = pixels / this.density;
    this.set(this.window[0] - time, this.window[1] - time);
  }

  /** @param {number} factor over 1 goes nearer @param {number} [at] the pixel that stays put */
  zoom(factor, at = (this.range[0] + this.range[1]) / 2) {
    const fixed = this.time(at);
    const [from, to] = this.window.map((edge) => fixed + (edge - fixed) / factor);
    this.set(from, to);
  }

  set(from, to) {
    this.moves += 1;
    this.window = this.held(from, to);
    this.moved();
  }

  /** Move there in a fifth of a second, so that the eye can follow. */
  glide(from, to) {
    this.moves += 1;
    this.drift(from, to);
  }

  /** The same, but not as a move of the reader. */
  drift(from, to) {
    this.stop();
    const [start, end] = [this.window, this.held(from, to)];
    if (calm()) {
      this.window = end;
      return this.moved();
    }
    this.gliding = true;
    const began = performance.now();
    const step = (now) => {
      const part = Math.min((now - began) / 200, 1);
      const eased = 1 - (1 - part) ** 3;
      this.window = start.map((edge, i) => edge + (end[i] - edge) * eased);
      this.moved();
      if (part < 1) this.frame = requestAnimationFrame(step);
      else this.gliding = false;
    };
    this.frame = requestAnimationFrame(step);
  }

  /** @param {number} factor @param {number} [time] stays where it is, if it is in view */
  glideZoom(factor, time) {
    const [from, to] = this.window;
    const fixed = time > from && time < to ? time : (from + to) / 2;
    this.glide(fixed + (from - fixed) / factor, fixed + (to - fixed) / factor);
  }

  /** Bring a span of time into the window, without changing its length. */
  reveal(from, to) {
    const [a, b] = this.window;
    const margin = (b - a) * 0.08;
    if (from >= a + margin && to <= b - margin) return;
    const length = b - a;
    const start = Math.min(from, to) - Math.max((length - (to - from)) / 2, margin);
    this.glide(start, start + length);
  }

  stop() {
    this.gliding = false;
    cancelAnimationFrame(this.frame);
  }
}

/** @returns {[number, number]|null} from the first to the last moment of events */
export function reachOf(events) {
  if (!events.length) return null;
  return wholeOf(events.map(({ span }) => [span.a, span.d]));
}

const wholeOf = (ends) =>
  ends.reduce(([from, to], [a, b]) => [Math.min(from, a), Math.max(to, b)], [Infinity, -Infinity]);

/** With a little room on both sides. */
function padded(from, to) {
  const room = Math.max((to - from) * 0.04, 2 * DAY);
  return [from - room, to + room];
}

const same = ([a, b], [c, d]) => Math.abs(a - c) + Math.abs(b - d) < (d - c) / 1000;

/** The same with room for labels on the right, and for what was still to come. */
const roomy = (from, to) => [from - (to - from) * 0.04 - DAY, to + (to - from) * 0.2 + 2 * DAY];

/** @returns {[number, number]|null} the shortest time with most of the events, if it is short */
function busiest(events) {
  if (events.length < 10) return null;
  const [from, to] = reachOf(events);
  const best = busy(events);
  if (best[1] - best[0] > (to - from) / 2) return null;
  const room = Math.max((best[1] - best[0]) * 0.04, 2 * DAY);
  return [best[0] - room, best[1] + 2 * room];
}

/** @returns {[number, number]} the shortest time with most of the events, which are some */
function busy(events, share = MOST_EVENTS) {
  const spans = events.map(({ span }) => span).sort((one, other) => one.a - other.a);
  const need = Math.ceil(spans.length * share);
  let best = reachOf(events);
  for (let i = 0; i + need <= spans.length; i += 1) {
    const [from, to] = [spans[i].a, spans[i + need - 1].d];
    if (to - from < best[1] - best[0]) best = [from, to];
  }
  return best;
}
