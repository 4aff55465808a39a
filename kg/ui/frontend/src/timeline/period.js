/** The period: days that the reader marks on the axis, and may take hold of again by their ends. */

import { tell } from "../shared/bus.js";
import { DAY, iso, moment, spelled } from "../shared/days.js";
import { Echo } from "../shared/echo.js";
import { faint } from "../shared/theme.js";
import { AXIS } from "./axis.js";

/** How near to an end of the period a pointer takes hold of it, in pixels. */
const NEAR = 7;
/** Who marks it with the keyboard presses a key more than once, in milliseconds. */
const SETTLED = 900;

const day = (time) => Math.floor(time / DAY) * DAY;

export class Period {
  /** @param {import("./panel.js").Panel} panel @param {string} key */
  constructor(panel, key) {
    Object.assign(this, { panel, key, allowed: false });
    /** First moment of its first day, and of the day after its last; null: without end. */
    this.since = this.until = null;
    this.echo = new Echo();
  }

  get on() {
    return this.since !== null || this.until !== null;
  }

  /** @returns {{since: string|null, until: string|null}} days, both included */
  get days() {
    const [since, until] = [this.since, this.until];
    return { since: since === null ? null : iso(since), until: until === null ? null : iso(until - DAY) };
  }

  /** @returns {[number, number]} as far as it is in the window, and beyond its edges where it goes on */
  get span() {
    return [this.since ?? -Infinity, this.until ?? Infinity];
  }

  /** What the server has; news only when the reader has not moved it meanwhile. */
  hear({ since, until }) {
    if (!this.echo.hear(JSON.stringify([since, until])) || this.grip || this.timer) return;
    this.since = moment(since);
    this.until = until === null ? null : moment(until) + DAY;
    if (this.panel.plan) this.show();
  }

  /** Whether an event may have happened in it. @param {import("./events.js").Event} event */
  has({ span }) {
    const [since, until] = this.span;
    return span.d > since && span.a < until;
  }

  /** @returns {"since"|"until"|null} the end under a pixel of the axis */
  endAt(x, y) {
    if (!this.allowed || y > AXIS) return null;
    const far = (time) => (time === null ? Infinity : Math.abs(this.panel.scale.x(time) - x));
    const [since, until] = [far(this.since), far(this.until)];
    if (Math.min(since, until) > NEAR) return null;
    return since < until ? "since" : "until";
  }

  /** Take hold of an end, or of a new period. @returns {boolean} false: this is no place for it */
  take(x, y, shift) {
    if (!this.allowed || (y > AXIS && !shift)) return false;
    const end = this.endAt(x, y);
    const other = { since: this.until && this.until - DAY, until: this.since };
    const fixed = end ? other[end] : this.panel.scale.time(x);
    this.grip = { end, fixed, before: [this.since, this.until] };
    return true;
  }

  drag(x) {
    const [left, right] = this.panel.scale.range;
    const time = this.panel.scale.time(Math.min(Math.max(x, left), right));
    const { fixed, end } = this.grip;
    if (fixed === null) this[end] = day(time) + (end === "until" ? DAY : 0);
    else [this.since, this.until] = [day(Math.min(fixed, time)), day(Math.max(fixed, time)) + DAY];
    this.show();
  }

  /** @param {boolean} done false: the pointer was lost, or Escape pressed */
  drop(done) {
    if (!done) [this.since, this.until] = this.grip.before;
    this.grip = null;
    this.show();
    if (done) this.settle();
  }

  /** Set one end with the keyboard. @param {"since"|"until"} end @param {number} time */
  set(end, time) {
    if (!this.allowed) return;
    this[end] = end === "since" ? day(time) : day(time - 1) + DAY;
    const other = end === "since" ? "until" : "since";
    if (this.on && this.since !== null && this.until !== null && this.since >= this.until) this[other] = null;
    this.say();
    this.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), SETTLED);
  }

  clear() {
    if (!this.on) return;
    this.since = this.until = null;
    this.say();
    this.show();
    this.settle();
  }

  /** Here and on the other panels, at once. */
  show() {
    tell("period", { ...this.days, from: this.key });
    this.panel.moved();
  }

  settle() {
    clearTimeout(this.timer);
    this.timer = null;
    const { since, until } = this.days;
    // The time makes a return to an earlier period a change, which the server would not see.
    if (this.echo.tell(JSON.stringify([since, until]))) {
      this.panel.attention.emit("period", { since, until, at: Date.now() });
    }
  }

  get words() {
    const [since, until] = [this.since, this.until];
    if (!this.on) return "";
    if (since === null) return `until ${spelled(until - DAY)}`;
    if (until === null) return `from ${spelled(since)}`;
    if (until - since === DAY) return spelled(since);
    return `${spelled(since)} – ${spelled(until - DAY)}`;
  }

  say() {
    this.panel.tip.say(this.on ? `Period: ${this.words}` : "No period");
  }

  destroy() {
    clearTimeout(this.timer);
    tell("period", { since: null, until: null, from: this.key });
  }
}

/** Before all else: what is not of the period is veiled. */
export function drawVeil(ctx, { period, scale, plan, theme }) {
  if (!period.on) return;
  const [left, right] = scale.range;
  const [from, to] = period.span.map((time) => Math.min(Math.max(scale.x(time), left), right));
  ctx.fillStyle = theme.dark ? "rgba(0,0,0,0.35)" : faint(theme.text, 0.06);
  ctx.fillRect(left, AXIS, from - left, plan.height - AXIS);
  ctx.fillRect(to, AXIS, right - to, plan.height - AXIS);
}

/** On the axis: the days of the period, its ends to take hold of, and while it moves its words. */
export function drawPeriod(ctx, { period, scale, theme }) {
  if (!period.on) return;
  const [left, right] = scale.range;
  const [from, to] = period.span.map((time) => Math.min(Math.max(scale.x(time), left - 20), right + 20));
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, 0, right - left, AXIS + 30);
  ctx.clip();
  ctx.fillStyle = faint(theme.accent, 0.14);
  ctx.fillRect(from, 0, to - from, AXIS);
  ctx.fillStyle = theme.accent;
  ctx.fillRect(from, AXIS - 2.5, to - from, 2.5);
  for (const [time, x, way] of [[period.since, from, -1], [period.until, to, 1]]) {
    if (time === null) continue;
    ctx.fillStyle = theme.accent;
    ctx.fillRect(x - 1, 0, 2, AXIS);
    ctx.beginPath();
    ctx.roundRect(x - 4 + way, AXIS - 17, 8, 15, 3);
    ctx.fill();
    ctx.fillStyle = theme.back;
    ctx.fillRect(x - 1.5 + way, AXIS - 13, 1, 7);
    ctx.fillRect(x + 0.5 + way, AXIS - 13, 1, 7);
  }
  if (period.grip) drawFlag(ctx, period.words, [Math.max(from, left), Math.min(to, right)], [left, right], theme);
  ctx.restore();
}

function drawFlag(ctx, words, [from, to], [left, right], theme) {
  ctx.font = `600 12px ${theme.font}`;
  const wide = ctx.measureText(words).width + 14;
  const x = Math.min(Math.max((from + to - wide) / 2, left + 2), right - wide - 2);
  ctx.fillStyle = theme.accent;
  ctx.beginPath();
  ctx.roundRect(x, AXIS + 5, wide, 21, 4);
  ctx.fill();
  ctx.fillStyle = theme.back;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(words, x + 7, AXIS + 16);
}
