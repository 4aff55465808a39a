/**
 * The bar with the day by which it was known: the reader moves the day, the other panels follow at
 * once, and the server when the reader has come to rest.
 */

import { tell } from "../shared/bus.js";
import { Echo } from "../shared/echo.js";
import { themeOf } from "../shared/theme.js";
import { fillStory, framed } from "./frame.js";
import { drawHistogram } from "./histogram.js";
import { Player } from "./player.js";
import { Steps } from "./steps.js";

/** A reader who hasn't moved for so long has come to rest, in milliseconds. */
const SETTLED = 350;
/** One who writes a date with the keyboard takes longer from key to key. */
const WRITTEN = 1200;

export class Panel {
  /** @param {HTMLElement} root @param {string} key tells this panel from others on the bus */
  constructor(root, key) {
    Object.assign(this, { root, key, steps: new Steps({}) });
    /** Tells the server; set anew at each run. */
    this.emit = () => {};
    /** @type {string|null|undefined} the day that is shown */ this.day = undefined;
    this.echo = new Echo();
    /** @type {string|null|undefined} the day to which Escape returns */ this.before = undefined;
    this.player = new Player(() => this.passed());
    Object.assign(this, framed(this));
    this.observer = new ResizeObserver(() => this.render());
    this.observer.observe(this.slide);
  }

  /** @param {Record<string, any>} data */
  update(data) {
    this.theme = themeOf(this.root);
    this.steps = new Steps(data);
    this.root.hidden = !this.steps.days.length;
    this.name.textContent = data.label || "Known by";
    this.range.max = this.steps.last;
    const story = JSON.stringify(data.story ?? []);
    if (story !== this.storied) fillStory(this.story, data.story ?? []);
    this.storied = story;
    this.hear(data.day ?? null);
    this.render();
  }

  /** What the server has as its day: news only when it is not the echo of an earlier move. */
  hear(day) {
    if (this.echo.hear(day) && !this.moving) this.show(day);
  }

  get moving() {
    return this.held || this.player.on || this.timer !== undefined;
  }

  /** Show a day here and on the other panels, at once. */
  show(day) {
    if (day === this.day) return;
    this.day = day;
    this.tellWrong("");
    tell("as-of", { day, from: this.key });
    this.render();
  }

  /** The reader moves: the server is told after a while without another move. */
  go(day, after = SETTLED) {
    if (this.before === undefined) this.before = this.day;
    this.show(day);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), after);
  }

  settle() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.heard.textContent = `Known by ${this.steps.words(this.day)}`;
    // The time makes a return to an earlier day a change, which the server would not see.
    if (this.echo.tell(this.day)) this.emit("day", { day: this.day, at: Date.now() });
  }

  // The slider.
  grab() {
    Object.assign(this, { held: true, before: this.day });
  }

  slid(step) {
    this.player.stop();
    if (this.dropped) return this.render(); // Escape was pressed with the button still down
    this.go(this.steps.at(step));
  }

  /** The pointer is let go; a key pressed on the slider is not the last, so it waits. */
  release() {
    if (this.held && !this.dropped) this.settle();
    this.held = this.dropped = false;
    this.render();
  }

  // The date field.
  typed() {
    this.player.stop();
    const { day, wrong } = this.steps.read(this.date.value);
    this.tellWrong("");
    clearTimeout(this.timer); // still writing: what was a day on the way there was not meant
    this.timer = undefined;
    if (!wrong) this.go(day, day === null ? SETTLED : WRITTEN);
  }

  /** The reader has done with the date field: what can't be meant is told, and the day stays. */
  wrote() {
    const { wrong } = this.steps.read(this.date.value);
    this.tellWrong(wrong);
    if (this.timer !== undefined) this.settle();
    if (!wrong) this.render(true);
  }

  keyed(event) {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === "Enter") this.wrote();
    if (!way) return;
    event.preventDefault();
    this.step(way);
    this.tellWrong("");
    this.render(true);
  }

  tellWrong(words) {
    this.wrong.textContent = words;
    this.wrong.hidden = !words;
    this.date.toggleAttribute("aria-invalid", Boolean(words));
  }

  // The buttons.
  step(way) {
    this.player.stop();
    this.go(this.steps.beside(this.day, way));
  }

  letGo() {
    this.player.stop();
    this.go(null);
    this.settle();
  }

  play() {
    if (this.player.on) {
      this.player.stop();
      this.settle();
    } else {
      if (this.steps.of(this.day) === this.steps.last) this.go(this.steps.days[0]);
      this.player.start();
    }
    this.render();
  }

  /** A moment has passed while playing. */
  passed() {
    this.go(this.steps.beside(this.day, 1));
    if (this.day !== null) return;
    this.player.stop();
    this.settle();
    this.render();
  }

  // The keyboard and the focus.
  pressed(event) {
    // Streamlit has shortcuts of its own on single letters and must not hear ours.
    event.stopPropagation();
    if (event.key !== "Escape" || this.before === undefined) return;
    event.preventDefault();
    this.player.stop();
    this.dropped = this.held;
    this.go(this.before);
    this.settle();
    this.render(true);
  }

  entered() {
    if (this.before === undefined) this.before = this.day;
  }

  left(event) {
    if (!this.bar.contains(event.relatedTarget)) this.before = undefined;
  }

  /** @param {boolean} [all] also the field in which the reader may be writing */
  render(all = false) {
    if (!this.theme || this.day === undefined) return;
    const { day, steps } = this;
    this.range.value = steps.of(day);
    this.range.setAttribute("aria-valuetext", steps.words(day));
    this.range.style.setProperty("--at", steps.last ? steps.of(day) / steps.last : 1);
    const writing = this.root.getRootNode().activeElement === this.date && !this.player.on;
    if (all || !(writing || this.wrong.textContent)) this.date.value = day ?? steps.today ?? "";
    this.now.setAttribute("aria-pressed", String(day === null));
    // Not `disabled`: the focus must not fall from a button at the last step.
    this.back.setAttribute("aria-disabled", String(day !== null && day <= steps.days[0]));
    this.next.setAttribute("aria-disabled", String(day === null));
    this.story.value = day ?? "";
    if (this.story.selectedIndex < 0) this.story.value = "";
    this.playing.textContent = this.player.on ? "Stop" : "Play";
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      const width = this.slide.clientWidth;
      if (width) drawHistogram(this.canvas, width, this.steps, this.day, this.theme);
    });
  }

  destroy() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.player.stop();
    this.observer.disconnect();
    tell("as-of", { day: undefined, from: this.key });
  }
}
