/** The window of time that is looked at: where a time is on the panel, and moving the window. */

import { calm } from "../shared/dom.js";
import { DAY } from "../shared/days.js";

/** Where so much of the events takes less than half of the time, a reader starts there. */
const MOST_EVENTS = 0.9;
/** Under four days there is nothing more to see: records know days, not hours. */
const NEAREST = 4 * DAY;

export class Scale {
  /** @param {() => void} moved called after each change of the window */
  constructor(moved) {
    this.moved = moved;
    this.whole = [0, DAY];
    this.home = [0, DAY];
    this.window = [0, DAY];
    this.range = [0, 1];
    /** How often the reader has moved: until then, new data shows its own start. */
    this.moves = 0;
  }

  /**
   * @param {import("./events.js").Event[]} events the whole period is set by them …
   * @param {[number, number]|null} [reach] … and by where they once stood
   */
  cover(events, reach) {
    const wasWhole = this.isWhole && this.moves > 0;
    const wasHome = !this.moves;
    let [from, to] = reach ?? [Infinity, -Infinity];
    for (const { span } of events) {
      from = Math.min(from, span.a);
      to = Math.max(to, span.d);
    }
    if (from > to) [from, to] = [0, 30 * DAY];
    const room = Math.max((to - from) * 0.03, (14 * DAY - (to - from)) / 2, DAY);
    this.whole = [from - room, to + room];
    // A reader who looks at a month keeps that month when a filter changes, if it still has sense.
    const lost = this.window[1] <= this.whole[0] || this.window[0] >= this.whole[1];
    this.home = busiest(events) ?? [...this.whole];
    if (wasHome || lost) this.window = [...this.home];
    else this.window = wasWhole ? [...this.whole] : this.held(...this.window);
  }

  get isWhole() {
    const [a, b] = this.window;
    const slack = (this.whole[1] - this.whole[0]) / 1000;
    return Math.abs(a - this.whole[0]) < slack && Math.abs(b - this.whole[1]) < slack;
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
    cancelAnimationFrame(this.frame);
    this.moves += 1;
    const [start, end] = [this.window, this.held(from, to)];
    if (calm()) return this.set(...end);
    const began = performance.now();
    const step = (now) => {
      const part = Math.min((now - began) / 200, 1);
      const eased = 1 - (1 - part) ** 3;
      this.window = start.map((edge, i) => edge + (end[i] - edge) * eased);
      this.moved();
      if (part < 1) this.frame = requestAnimationFrame(step);
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
    cancelAnimationFrame(this.frame);
  }
}

/** @returns {[number, number]|null} the shortest time with most of the events, if it is short */
function busiest(events) {
  const spans = events.map(({ span }) => span).sort((one, other) => one.a - other.a);
  const need = Math.ceil(spans.length * MOST_EVENTS);
  if (spans.length < 10) return null;
  const length = spans.reduce((last, span) => Math.max(last, span.d), -Infinity) - spans[0].a;
  let best = [spans[0].a, spans[0].a + length];
  for (let i = 0; i + need <= spans.length; i += 1) {
    const [from, to] = [spans[i].a, spans[i + need - 1].d];
    if (to - from < best[1] - best[0]) best = [from, to];
  }
  if (best[1] - best[0] > length / 2) return null;
  const room = Math.max((best[1] - best[0]) * 0.04, 2 * DAY);
  return [best[0] - room, best[1] + 2 * room];
}
