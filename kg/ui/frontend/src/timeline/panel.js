/** The timeline: takes the data and the reader's moves, and has all of it drawn. */

import { Attention } from "../shared/attention.js";
import { listen } from "../shared/bus.js";
import { moment } from "../shared/days.js";
import { Parcels } from "../shared/parcel.js";
import { Share } from "../shared/share.js";
import { many } from "../shared/text.js";
import { themeOf } from "../shared/theme.js";
import { Tooltip } from "../shared/tooltip.js";
import { counted, MOST } from "./density.js";
import { framed, headings, named } from "./frame.js";
import { gestures } from "./gestures.js";
import { HELP, PERIOD } from "./keys.js";
import { Knowledge } from "./knowledge.js";
import { isNarrow, planned } from "./lanes.js";
import { fillLegend } from "./legend.js";
import { fanOf } from "./marks.js";
import { paint } from "./paint.js";
import { Period } from "./period.js";
import { drawPicture, sizeOf } from "./picture.js";
import { placed } from "./places.js";
import { hoverAt, tapAt } from "./pointing.js";
import { Scale } from "./scale.js";
import { Window } from "./window.js";
import { lineOf, nothingOf, periodOf, titleOf, wordsOf } from "./words.js";

/** What takes longer to come is told, in milliseconds. */
const SOON = 500;

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
    this.period = new Period(this, key);
    this.days = new Window(this);
    this.share = new Share(root, {
      name: "timeline",
      size: () => sizeOf(this),
      draw: (ctx) => drawPicture(ctx, this),
      cite: () => this.attention.emit("cite", Date.now()),
    });
    this.parcels = new Parcels({
      gone: () => this.attention.emit("gone", Date.now()),
      failed: () => this.wait("The timeline could not be fetched. Load the page again."),
    });
    Object.assign(this, framed(this, !isNarrow(root.clientWidth)));
    this.tip = new Tooltip(this.stage);
    gestures(this.plot, this.scale, this.period, {
      hover: (x, y) => hoverAt(this, x, y),
      leave: () => this.look(null),
      tap: (x, y) => tapAt(this, x, y),
      focused: () => root.getRootNode().activeElement === this.plot,
      done: () => this.days.settle(),
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

  /** @param {Record<string, any>} data addresses of both parts, and what is of the page */
  update(data) {
    this.theme = themeOf(this.root);
    this.most = data.height;
    this.share.fill(data.share ?? {});
    this.share.element.hidden = !data.share;
    this.legend.parentElement.hidden = data.legend === false;
    clearTimeout(this.waiting);
    if (!this.plan) this.waiting = setTimeout(() => this.wait("Fetching the timeline …"), SOON);
    this.parcels.want([data.layout, data.day], (parts) => this.take(parts, data));
  }

  /** Nothing can be drawn (yet). @param {string} words */
  wait(words) {
    if (this.plan) return;
    this.none.hidden = false;
    this.none.textContent = words;
    this.stage.style.height = "120px";
  }

  /** @param {Record<string, any>[]} parts layout and day: the same layout keeps rows and window */
  take([layout, day], data) {
    clearTimeout(this.waiting);
    const fresh = data.layout !== this.layout;
    const first = this.layout === undefined;
    const before = this.known.asOf;
    this.period.allowed = data.marked;
    this.period.hear(data.period);
    if (fresh) {
      this.layout = data.layout;
      this.known.read(layout, day);
      this.arranged = null;
      const { history, all } = this.known;
      const reach = [moment(layout.reach?.from), moment(layout.reach?.to)];
      const reaches = [history?.reach, reach.includes(null) ? null : reach];
      this.scale.cover(all, reaches, [moment(data.period.since), moment(data.period.until)]);
      this.attention.renew();
    } else this.known.renew(day);
    this.days.hear(data.window);
    fillLegend(this.legend, this.known, this.theme);
    this.arrange();
    if (first ? !data.window : fresh || this.known.asOf !== before) this.rest(first);
  }

  /** On another day there may be nothing where the reader looks: show where there is. */
  rest(first) {
    const better = this.scale.better(this.events, this.known.day !== null);
    if (!better || this.days.timer || !this.known.settled) return;
    if (first) this.scale.window = better;
    else this.scale.drift(...better);
    this.moved();
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
    const { events, undated, day, all, noun } = this.known;
    const count = many(events.length, noun);
    const seen = this.within(events);
    this.seen = seen.length;
    this.density = seen.length > MOST ? this.bars(seen) : null;
    const density = Boolean(this.density);
    const now = { seen: seen.length, count: events.length, all: count, undated, day, density };
    this.told.textContent = lineOf(this.scale, { ...now, period: this.period });
    named(this.heads, day ? new Set(events.map(({ lane }) => lane)) : null);
    this.none.hidden = events.length > 0;
    this.none.textContent = events.length ? "" : nothingOf(this.known);
    const period = all.length ? `, ${periodOf(this.scale.atWhole())}` : "";
    const help = HELP + (this.period.allowed ? PERIOD : "");
    const name = `${titleOf(count, day)}${period}. ${help}`;
    this.clear.hidden = !this.period.on;
    if (name !== this.plot.getAttribute("aria-label")) this.plot.setAttribute("aria-label", name);
  }

  within(events) {
    const [from, to] = this.scale.window;
    return events.filter(({ span }) => span.d >= from && span.a <= to);
  }

  /** Bars are as high on every day as they are beside those of all that is known now. */
  bars(seen) {
    const { all, lanes, day } = this.known;
    const window = [this.layout, this.width, ...this.scale.window].join();
    if (day !== null && this.fullest?.window !== window) {
      this.fullest = { window, most: counted(this.within(all), lanes.length, this.scale).most };
    }
    return counted(seen, lanes.length, this.scale, day === null ? undefined : this.fullest.most);
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
    const { top, bottom } = fanOf(this.known.told(event).rivals, mark?.y ?? 60, this.plan.height);
    this.tip.show(wordsOf(event, this.known), { x, top, bottom }, aloud);
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
  }

  nearer(factor) {
    const here = this.known.get(this.attention.selected ?? this.attention.cursor)?.span;
    this.scale.glideZoom(factor, here ? (here.a + here.d) / 2 : undefined);
    this.days.settle();
  }

  showAll() {
    this.scale.glide(...this.scale.whole);
    this.days.settle();
  }

  destroy() {
    clearTimeout(this.waiting);
    this.parcels.stop();
    this.days.destroy();
    this.period.destroy();
    cancelAnimationFrame(this.frame);
    this.scale.stop();
    this.observer.disconnect();
    this.unlisten();
    this.attention.destroy();
  }
}
