/** The timeline: takes the data and the reader's moves, and has all of it drawn. */

import { Attention } from "../shared/attention.js";
import { listen } from "../shared/bus.js";
import { iso } from "../shared/days.js";
import { themeOf } from "../shared/theme.js";
import { Tooltip } from "../shared/tooltip.js";
import { counted, MOST } from "./density.js";
import { framed, headings, named } from "./frame.js";
import { gestures } from "./gestures.js";
import { HELP } from "./keys.js";
import { Knowledge } from "./knowledge.js";
import { isNarrow, planned } from "./lanes.js";
import { fillLegend } from "./legend.js";
import { fanOf } from "./marks.js";
import { paint, placed } from "./paint.js";
import { hoverAt, tapAt } from "./pointing.js";
import { Scale } from "./scale.js";
import { lineOf, nothingOf, periodOf, titleOf, wordsOf } from "./words.js";

/** A reader who hasn't moved for so long has come to rest, in milliseconds. */
const SETTLED = 350;

export class Panel {
  /** @param {HTMLElement} root @param {string} key tells this panel from others on the bus */
  constructor(root, key) {
    this.root = root;
    this.known = new Knowledge();
    this.scale = new Scale(() => this.moved());
    this.attention = new Attention(key, {
      has: (id) => this.known.has(id),
      around: (id) => [id],
      changed: () => this.moved(),
      found: (id) => this.reveal(this.known.get(id)),
    });
    Object.assign(this, framed(this, !isNarrow(root.clientWidth)));
    this.tip = new Tooltip(this.stage);
    gestures(this.plot, this.scale, {
      hover: (x, y) => hoverAt(this, x, y),
      leave: () => this.look(null),
      tap: (x, y) => tapAt(this, x, y),
      focused: () => root.getRootNode().activeElement === this.plot,
      done: () => this.settle(),
    });
    this.unlisten = listen("as-of", key, ({ day }) => {
      this.known.said = day;
      this.moved();
    });
    this.pen = document.createElement("canvas").getContext("2d");
    this.observer = new ResizeObserver(() => this.arrange());
    this.observer.observe(root);
  }

  /** @returns {import("./events.js").Event[]} those that are drawn, in the order of time */
  get events() {
    return this.known.events;
  }

  /** @param {Record<string, any>} data the payload; the same `sig` keeps rows and window */
  update(data) {
    this.theme = themeOf(this.root);
    this.most = data.height;
    if (data.sig === undefined || data.sig !== this.sig) {
      this.sig = data.sig;
      this.known.read(data);
      this.arranged = null;
      this.scale.cover(this.known.all, this.known.history?.reach);
      this.attention.renew();
    } else this.known.renew(data);
    fillLegend(this.legend, this.known, this.theme);
    this.arrange();
  }

  /** Deal out the rows anew if the data or the room has changed. */
  arrange() {
    if (!this.theme || !this.root.clientWidth) return;
    this.width = this.root.clientWidth;
    const wanted = [this.width, this.most, this.theme.font].join();
    if (wanted === this.arranged) return this.moved();
    this.arranged = wanted;
    const narrow = isNarrow(this.width);
    const gutter = narrow ? 0 : Math.min(170, this.width * 0.17);
    this.scale.range = [gutter, this.width];
    this.pen.font = `12px ${this.theme.font}`;
    const room = { height: this.most, gutter, narrow };
    const measure = (title) => this.pen.measureText(title).width;
    const { all, lanes } = this.known;
    this.plan = planned(all, lanes, this.scale.atHome(), room, measure);
    if (!all.length) this.plan.height = 120;
    // An axis without events would show days that mean nothing.
    this.root.classList.toggle("empty", !all.length);
    this.stage.style.height = `${this.plan.height}px`;
    headings(this.heads, this.plan);
    this.moved();
  }

  /** Something has changed that is seen: repaint before the next frame, once. */
  moved() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (!this.plan) return;
      this.tell();
      if (!this.known.all.length) return;
      paint(this);
      // The box goes along with its mark, and away with it.
      const { hovered } = this.attention;
      const event = this.known.get(hovered);
      if (hovered && !event) this.look(null);
      else if (event && !this.tip.box.hidden) this.point(event, false);
    });
  }

  /** Say in words what is seen. */
  tell() {
    const { events, undated, day, all } = this.known;
    const seen = this.within(events);
    this.density = seen.length > MOST ? this.bars(seen) : null;
    const density = Boolean(this.density);
    const now = { seen: seen.length, count: events.length, undated, day, density };
    this.told.textContent = lineOf(this.scale, now);
    named(this.heads, day ? new Set(events.map(({ lane }) => lane)) : null);
    this.none.hidden = events.length > 0;
    this.none.textContent = events.length ? "" : nothingOf(this.known);
    const period = all.length ? `, ${periodOf(this.scale.atWhole())}` : "";
    const name = `${titleOf(events.length, day)}${period}. ${HELP}`;
    if (name !== this.plot.getAttribute("aria-label")) this.plot.setAttribute("aria-label", name);
  }

  within(events) {
    const [from, to] = this.scale.window;
    return events.filter(({ span }) => span.d >= from && span.a <= to);
  }

  /** Bars are as high on every day as they are beside those of all that is known now. */
  bars(seen) {
    const { all, lanes, day } = this.known;
    const window = [this.sig, this.width, ...this.scale.window].join();
    if (day !== null && this.fullest?.window !== window) {
      this.fullest = { window, most: counted(this.within(all), lanes.length, this.scale).most };
    }
    return counted(seen, lanes.length, this.scale, day === null ? 0 : this.fullest.most);
  }

  /** @param {import("./events.js").Event|null} event @param {boolean} [aloud] */
  look(event, aloud = false) {
    const before = this.attention.hovered;
    this.attention.look(event?.id ?? null);
    if (!event) this.tip.hide();
    else if (aloud || event.id !== before) this.point(event, aloud);
  }

  point(event, aloud) {
    const mark = placed(this).find((m) => m.event === event);
    const [left, right] = this.scale.range;
    if (!mark && !aloud) return this.tip.hide();
    const x = mark ? Math.min(Math.max(mark.extent.x, left), right) : (left + right) / 2;
    const { top, bottom } = fanOf(event, mark?.y ?? 60, this.plan.height);
    this.tip.show(wordsOf(event, this.known.lanes), { x, top, bottom }, aloud);
  }

  /** @param {string|null} id chosen, or let go of */
  pick(id) {
    if (id === null) this.look(null);
    this.attention.choose(id);
    const { selected } = this.attention;
    this.tip.say(selected ? `Selected: ${this.known.get(selected)?.title}` : "Nothing selected");
  }

  reveal(event) {
    if (event) this.scale.reveal(event.span.a, event.span.d);
  }

  walkTo(event) {
    if (!event) return;
    this.attention.cursor = event.id;
    this.reveal(event);
    this.look(event, true);
    this.settle();
  }

  nearer(factor) {
    const here = this.known.get(this.attention.selected ?? this.attention.cursor)?.span;
    this.scale.glideZoom(factor, here ? (here.a + here.d) / 2 : undefined);
    this.settle();
  }

  showAll() {
    this.scale.glide(...this.scale.whole);
    this.settle();
  }

  /** Tell the server which days are in view, once the reader has come to rest. */
  settle() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const days = [iso(this.scale.window[0]), iso(this.scale.window[1] - 1)];
      if (String(days) === String(this.sent)) return;
      this.sent = days;
      this.attention.emit("range", days);
    }, SETTLED);
  }

  destroy() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.scale.stop();
    this.observer.disconnect();
    this.unlisten();
    this.attention.destroy();
  }
}
