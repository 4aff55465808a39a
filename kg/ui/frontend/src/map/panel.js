/** The map: takes the data and the reader's moves, and has all of it drawn. */

import { Attention } from "../shared/attention.js";
import { listen } from "../shared/bus.js";
import { button, fitted } from "../shared/dom.js";
import { Echo } from "../shared/echo.js";
import { themeOf } from "../shared/theme.js";
import { Tooltip } from "../shared/tooltip.js";
import { Chart } from "./chart.js";
import { focusOf } from "./focus.js";
import { framed } from "./frame.js";
import { gestures } from "./gestures.js";
import { homeOf } from "./home.js";
import { HELP } from "./keys.js";
import { Land } from "./land.js";
import { fillLegend } from "./legend.js";
import { closeList, openList } from "./list.js";
import { inView, markAt, marksOf } from "./marks.js";
import { mapped, paint } from "./paint.js";
import { Pins } from "./pins.js";
import { dayOf, Records } from "./records.js";
import { wayOf } from "./ways.js";
import { absentWords, lineOf, nothingOf, titleOf, wayWords, wordsOf } from "./words.js";

/** A reader who hasn't moved for so long has come to rest, in milliseconds. */
const SETTLED = 140;
/** From this width on, what is not on the map stands beside it. */
const BESIDE = 820;

export class Panel {
  /** @param {HTMLElement} root @param {string} key tells this panel from others on the bus */
  constructor(root, key) {
    this.root = root;
    this.records = new Records({});
    this.scene = this.records.on(null, null);
    /** @type {import("./marks.js").Mark[]} */ this.marks = [];
    /** Marks by the index of each of their places. */ this.spots = new Map();
    /** What the page says: a day of knowledge (undefined: nothing), and a period. */
    this.said = { day: undefined, period: null };
    /** The part that the reader went to, as the address has it; empty where a reader starts. */
    this.camera = new Echo();
    this.sent = "";
    this.chart = new Chart(() => {
      this.restless = true;
      this.moved();
    });
    this.land = new Land(this.chart);
    this.attention = new Attention(key, {
      has: (id) => this.records.has(id),
      around: (id) => this.around(id),
      changed: () => this.moved(),
      found: (id) => this.reveal(this.markOf(id)),
    });
    Object.assign(this, framed(this, root.clientWidth >= BESIDE));
    this.buttons = new Pins(this);
    this.tip = new Tooltip(this.stage);
    gestures(this.plot, this.chart, {
      hover: (x, y) => this.look(markAt(this.marks, x, y)),
      leave: () => this.look(null),
      tap: (x, y) => this.tap(markAt(this.marks, x, y)),
      focused: () => this.plot.contains(root.getRootNode().activeElement),
      done: () => {},
    });
    this.plot.addEventListener("pointerdown", () => this.plot.focus({ preventScroll: true }));
    this.stops = [
      listen("as-of", key, ({ day }) => this.hear({ day })),
      listen("period", key, ({ since, until }) => {
        this.hear({ period: since && until ? { since: dayOf(since), until: dayOf(until) } : null });
      }),
    ];
    this.observer = new ResizeObserver(() => this.arrange());
    this.observer.observe(root);
    this.observer.observe(this.stage); // it is wider when there is nothing to be told beside it
  }

  /** @param {Record<string, any>} data the payload; the same `sig` keeps what is seen */
  update(data) {
    this.theme = mapped(themeOf(this.root));
    this.height = data.height;
    this.asOf = data.asOf ?? null;
    this.share.fill(data.share);
    if (data.sig === undefined || data.sig !== this.sig) {
      this.sig = data.sig;
      this.records = new Records(data);
      this.attention.renew();
      this.home = null;
      closeList(this);
    }
    if (this.camera.hear(data.camera ?? "")) {
      this.sent = data.camera ?? "";
      this.chart.moves = this.sent ? 1 : 0;
      this.home = null;
    }
    this.stale = true;
    fillLegend(this.legend, this.records, this.theme);
    this.arrange();
  }

  hear(said) {
    Object.assign(this.said, said);
    this.stale = true;
    this.moved();
  }

  /** The room or the data may be new. */
  arrange() {
    if (!this.theme || !this.root.clientWidth) return;
    this.root.classList.toggle("beside", this.root.clientWidth >= BESIDE);
    const drawn = this.records.places.some(({ point }) => point);
    this.none.hidden = drawn;
    this.none.textContent = drawn ? "" : nothingOf(this.records);
    this.root.classList.toggle("empty", !drawn);
    const width = this.stage.clientWidth;
    const share = this.root.clientWidth < BESIDE ? 1 : 0.85; // what is beside it would be below
    const height = drawn ? Math.min(this.height, Math.max(width * share, 300)) : 120;
    this.stage.style.height = `${height}px`;
    const first = !this.chart.width;
    if (width !== this.chart.width || height !== this.chart.height) {
      this.chart.resize(width, height);
      this.home = null;
      this.restless = true;
    }
    if (!this.home) {
      this.home = homeOf(this);
      const sent = this.chart.seen(this.sent);
      this.sent = "";
      if (first) this.chart.jump(sent ?? this.home);
      else if (sent || !this.chart.moves) this.chart.glide(sent ?? this.home);
    }
    this.moved();
  }

  /** Something has changed that is seen: repaint before the next frame, once. */
  moved() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (this.theme && this.chart.width) this.draw();
    });
  }

  draw() {
    const { chart, records } = this;
    if (this.stale) {
      this.stale = false;
      const day = this.said.day === undefined ? this.asOf : this.said.day;
      this.scene = records.on(dayOf(day), this.said.period);
      this.tray.fill();
    }
    this.marks = marksOf(records, this.scene, chart);
    this.spots = new Map(this.marks.flatMap((mark) => mark.places.map(({ index }) => [index, mark])));
    const { selected } = this.attention;
    this.chosen = this.markOf(selected);
    this.way = wayOf(records, this.scene, selected);
    this.focus = focusOf(this);
    paint(fitted(this.canvas, chart.width, chart.height), this);
    this.buttons.follow();
    this.tell();
    if (this.restless) {
      this.restless = false;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.settle(), SETTLED);
      if (!this.tip.box.hidden && this.pointed) this.point(this.markOf(this.pointed.id));
    }
  }

  settle() {
    this.chart.settle();
    this.land.settle();
    this.moved();
    const seen = this.chart.moves ? this.chart.told() : "";
    if (this.camera.tell(seen)) this.attention.emit("camera", seen);
  }

  tell() {
    const [counted, more] = lineOf(this);
    if (counted !== this.told.textContent) this.told.textContent = counted;
    if (more !== this.more.textContent) this.more.textContent = more;
    const line = more ? `${counted} · ${more}` : counted;
    const name = `Map: ${line}. ${HELP}`;
    if (name !== this.plot.getAttribute("aria-label")) this.plot.setAttribute("aria-label", name);
    const way = wayWords(this.way, this.records) || absentWords(this);
    if (way === this.wayTold) return;
    this.wayTold = way;
    this.wayLine.replaceChildren(way);
    this.wayLine.hidden = !way;
    if (this.way?.legs.length) {
      this.wayLine.append(" ", button("Show all of it", "Show all of the way", () => this.showWay()));
    }
  }

  /** @returns {import("./marks.js").Mark|undefined} where an event or a place is drawn */
  markOf(id) {
    const { records } = this;
    const place = records.event.has(id)
      ? records.placeOf(records.event.get(id), this.scene)
      : records.place.get(id);
    return this.spots.get(place);
  }

  /** @returns {import("./marks.js").Mark|undefined} where the keyboard is */
  current() {
    return this.markOf(this.attention.cursor)
      ?? this.marks.find((mark) => inView(mark, this.chart)) ?? this.marks[0];
  }

  /** @returns {import("./marks.js").Mark|undefined} what the reader has come to, if it is in view */
  here() {
    const mark = this.markOf(this.attention.selected) ?? this.markOf(this.attention.cursor);
    return mark && inView(mark, this.chart) ? mark : undefined;
  }

  /** What belongs to a place, or to the mark that is pointed at. */
  around(id) {
    if (!this.records.place.has(id)) return [id, ...[this.markOf(id)?.id].filter(Boolean)];
    const places = this.pointed?.id === id ? this.pointed.places : [this.records.places[this.records.place.get(id)]];
    return places.flatMap((place) => [
      place.id, ...this.scene.there[place.index].map((event) => this.records.events.id[event]),
    ]);
  }

  /** @param {import("./marks.js").Mark|null|undefined} mark looked at, without choosing it */
  look(mark) {
    const before = this.pointed;
    this.pointed = mark ?? null;
    this.attention.look(mark?.id ?? null);
    this.plot.classList.toggle("over", Boolean(mark));
    if (!mark) this.tip.hide();
    else if (mark.id !== before?.id || this.tip.box.hidden) this.point(mark);
  }

  point(mark) {
    if (!mark || !this.list.hidden) return this.tip.hide();
    const { x, y, r } = mark;
    this.tip.show(wordsOf(mark, this.scene, this.records), { x, top: y - r, bottom: y + r });
  }

  tap(mark) {
    if (!mark && !this.list.hidden) return closeList(this);
    if (!mark) return this.letGo();
    this.pick(mark);
  }

  /** @param {import("./marks.js").Mark} [mark] */
  pick(mark) {
    if (!mark) return;
    closeList(this);
    this.attention.cursor = mark.id;
    if (mark.places.length > 1) return openList(this, mark);
    this.choose(mark.id);
  }

  /** @param {string|null} id of a place or an event; the same again: let go */
  choose(id) {
    this.attention.choose(id);
    const { selected } = this.attention;
    this.tip.say(selected ? `Selected: ${titleOf(selected, this.records)}` : "Nothing selected");
  }

  letGo() {
    if (!this.list.hidden) return closeList(this, true);
    this.look(null);
    this.choose(null);
  }

  walkTo(mark) {
    if (!mark) return;
    this.attention.cursor = mark.id;
    this.buttons.focus(mark);
    this.arrive(mark);
  }

  arrive(mark) {
    if (!mark) return;
    this.reveal(mark);
    this.look(mark);
  }

  reveal(mark) {
    if (!mark || inView({ ...mark, r: -24 }, this.chart)) return;
    this.chart.glide({ at: mark.places[0].point, scale: this.chart.scale });
  }

  /** @param {number} factor @param {import("./marks.js").Mark} [mark] comes to the middle */
  nearer(factor, mark = this.here()) {
    this.chart.moves += 1;
    const at = mark?.places[0].point ?? this.chart.middle();
    this.chart.glide({ at, scale: this.chart.scale * factor });
  }

  showPlaces() {
    this.chart.moves = 0;
    this.chart.glide(this.home);
  }

  showWorld() {
    this.chart.moves += 1;
    this.chart.glide(this.chart.whole());
  }

  showWay() {
    const used = new Set(this.way.legs.flatMap(({ from, to }) => [from, to]));
    this.chart.moves += 1;
    this.chart.glide(this.chart.fitted([...used].map((index) => this.records.places[index])));
  }

  destroy() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.chart.stop();
    this.observer.disconnect();
    this.stops.forEach((stop) => stop());
    this.attention.destroy();
  }
}
