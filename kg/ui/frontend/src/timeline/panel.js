/** The timeline: takes the data and the reader's moves, and has all of it drawn. */

import { Attention } from "../shared/attention.js";
import { themeOf } from "../shared/theme.js";
import { many } from "../shared/text.js";
import { Tooltip } from "../shared/tooltip.js";
import { iso, spelled } from "./days.js";
import { barAt, counted, MOST } from "./density.js";
import { eventsOf } from "./events.js";
import { framed, headings } from "./frame.js";
import { gestures } from "./gestures.js";
import { HELP } from "./keys.js";
import { isNarrow, planned } from "./lanes.js";
import { fillLegend } from "./legend.js";
import { fanOf } from "./marks.js";
import { paint, placed } from "./paint.js";
import { Scale } from "./scale.js";
import { periodOf, wordsOf } from "./words.js";

/** How far from a mark a finger or a pointer may be. */
const REACH = 9;
/** A reader who hasn't moved for so long has come to rest, in milliseconds. */
const SETTLED = 350;

export class Panel {
  /** @param {HTMLElement} root @param {string} key tells this panel from others on the bus */
  constructor(root, key) {
    Object.assign(this, { root, events: [], lanes: [], byId: new Map() });
    this.scale = new Scale(() => this.moved());
    this.attention = new Attention(key, {
      has: (id) => this.byId.has(id),
      around: (id) => [id],
      changed: () => this.moved(),
      found: (id) => this.scale.reveal(this.byId.get(id).span.a, this.byId.get(id).span.d),
    });
    Object.assign(this, framed(this, !isNarrow(root.clientWidth)));
    this.tip = new Tooltip(this.stage);
    gestures(this.plot, this.scale, {
      hover: (x, y) => this.hoverAt(x, y),
      leave: () => this.look(null),
      tap: (x, y) => this.tapAt(x, y),
      focused: () => root.getRootNode().activeElement === this.plot,
      done: () => this.settle(),
    });
    this.pen = document.createElement("canvas").getContext("2d");
    this.observer = new ResizeObserver(() => this.arrange());
    this.observer.observe(root);
  }

  /** @param {Record<string, any>} data the payload; unchanged data only costs a repaint */
  update(data) {
    this.theme = themeOf(this.root);
    this.most = data.height;
    this.asOf = data.asOf ?? null;
    if (data.sig === undefined || data.sig !== this.sig) {
      this.sig = data.sig;
      const { events, undated } = eventsOf(data);
      const lanes = data.lanes ?? [];
      // A lane without an event would only take room from the others.
      const used = lanes.map((_, i) => i).filter((i) => events.some((event) => event.lane === i));
      this.lanes = used.map((i) => lanes[i]);
      for (const event of events) event.lane = used.indexOf(event.lane);
      this.undated = undated;
      this.events = events.filter((event) => event.lane >= 0);
      this.byId = new Map(this.events.map((event) => [event.id, event]));
      this.scale.cover(this.events);
      this.attention.renew();
    }
    fillLegend(this.legend, this.events, this.lanes, this.theme);
    this.arrange();
  }

  /** Deal out the rows anew: the data or the room has changed. */
  arrange() {
    if (!this.theme || !this.root.clientWidth) return;
    this.width = this.root.clientWidth;
    const narrow = isNarrow(this.width);
    const gutter = narrow ? 0 : Math.min(170, this.width * 0.17);
    this.scale.range = [gutter, this.width];
    this.pen.font = `12px ${this.theme.font}`;
    const room = { height: this.most, gutter, narrow };
    const measure = (title) => this.pen.measureText(title).width;
    this.plan = planned(this.events, this.lanes, this.scale.atHome(), room, measure);
    const empty = !this.events.length;
    this.none.hidden = !empty;
    this.none.textContent = this.undated
      ? `${many(this.undated, "event")} without a date: nothing to draw.`
      : "No event matches.";
    if (empty) this.plan.height = 120;
    // An axis without events would show days that mean nothing.
    this.root.classList.toggle("empty", empty);
    this.stage.style.height = `${this.plan.height}px`;
    headings(this.heads, this.plan);
    const period = empty ? "" : `, ${periodOf(this.scale.atWhole())}`;
    const name = `Timeline of ${many(this.events.length, "event")}${period}. ${HELP}`;
    this.plot.setAttribute("aria-label", name);
    this.moved();
  }

  /** Something has changed that is seen: repaint before the next frame, once. */
  moved() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (!this.plan || !this.events.length) return;
      const [from, to] = this.scale.window;
      const seen = this.events.filter(({ span }) => span.d >= from && span.a <= to);
      this.density = seen.length > MOST ? counted(seen, this.plan.lanes.length, this.scale) : null;
      const undated = this.undated ? ` · ${this.undated} undated` : "";
      const mode = this.density ? " · shown as density, zoom in for events" : "";
      const all = many(this.events.length, "event");
      const count = seen.length < this.events.length ? `${seen.length} of ${all}` : all;
      this.told.textContent = `${periodOf(this.scale)} · ${count}${undated}${mode}`;
      paint(this);
      // The box goes along with its mark, and away with it.
      const event = this.byId.get(this.attention.hovered);
      if (event && !this.tip.box.hidden) this.point(event, false);
    });
  }

  /** @returns {import("./events.js").Event|null} the event under a pixel, the nearest if several */
  at(x, y) {
    if (this.density || !this.plan) return null;
    let [best, least] = [null, REACH];
    for (const { event, extent, y: middle } of placed(this)) {
      const aside = Math.max(extent.left - x, x - extent.right, 0);
      const above = Math.max(Math.abs(y - middle) - this.plan.radius, 0);
      const far = Math.hypot(aside, above) + Math.abs(x - extent.x) / 1e4;
      if (far < least) [best, least] = [event, far];
    }
    return best;
  }

  hoverAt(x, y) {
    const lane = this.plan?.lanes.findIndex((l) => y >= l.top && y < l.top + l.height);
    const bar = this.density && barAt(this.density, lane, x, this.scale);
    if (bar) {
      const days = `${spelled(bar.from)} – ${spelled(bar.to - 1)}`;
      const words = { title: `${many(bar.count, "event")} on these days`, lines: [["Days", days]] };
      return this.tip.show(words, { x, top: y - 10, bottom: y + 10 });
    }
    const event = this.at(x, y);
    this.plot.classList.toggle("over", Boolean(event));
    this.look(event);
  }

  tapAt(x, y) {
    if (this.density) return this.scale.glideZoom(4, this.scale.time(x));
    const event = this.at(x, y);
    this.pick(event?.id ?? null);
    this.look(event); // a finger doesn't hover
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
    this.tip.show(wordsOf(event, this.lanes), { x, top, bottom }, aloud);
  }

  /** @param {string|null} id chosen, or let go of */
  pick(id) {
    if (id === null) this.look(null);
    this.attention.choose(id);
    const { selected } = this.attention;
    this.tip.say(selected ? `Selected: ${this.byId.get(selected)?.title}` : "Nothing selected");
  }

  walkTo(event) {
    if (!event) return;
    this.attention.cursor = event.id;
    this.scale.reveal(event.span.a, event.span.d);
    this.look(event, true);
    this.settle();
  }

  nearer(factor) {
    const here = this.byId.get(this.attention.selected ?? this.attention.cursor)?.span;
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
    this.attention.destroy();
  }
}
