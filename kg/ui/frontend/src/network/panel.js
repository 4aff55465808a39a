/** The network: drawn on canvas, by WebGL below it where it is large, with keys and words. */

import { Attention } from "../shared/attention.js";
import { listen, tell } from "../shared/bus.js";
import { button, el, toolbar } from "../shared/dom.js";
import { Share } from "../shared/share.js";
import { many } from "../shared/text.js";
import { themeOf } from "../shared/theme.js";
import { Tooltip } from "../shared/tooltip.js";
import { Camera } from "./camera.js";
import { gestures } from "./gestures.js";
import { glide } from "./glide.js";
import { Graph } from "./graph.js";
import { HELP, keys } from "./keys.js";
import { legend, paintLegend } from "./legend.js";
import { Looks } from "./looks.js";
import { MASS } from "./mass.js";
import { Moment } from "./moment.js";
import { paint } from "./paint.js";
import { settle } from "./place.js";
import { linkAt, nodeAt } from "./pointing.js";
import { Screen } from "./screen.js";
import { linkWords, nodeWords } from "./words.js";

export class Panel {
  /** @param {HTMLElement} root @param {string} key tells this panel from others on the bus */
  constructor(root, key) {
    Object.assign(this, { root, key, graph: new Graph(null), path: [], width: 0 });
    /** @type {import("./graph.js").Link|null} under the pointer */ this.pointed = null;
    /** @type {import("./graph.js").Link|null} chosen */ this.held = null;
    this.moment = new Moment(this.graph);
    this.camera = new Camera(() => this.moved());
    this.screen = new Screen(() => this.render());
    this.stopGliding = () => {};
    this.attention = new Attention(key, {
      has: (id) => this.graph.has(id),
      around: (id) => this.around(id),
      changed: () => this.render(),
      found: () => {},
    });
    this.build();
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(root);
    this.stops = [
      listen("as-of", key, ({ day }) => this.at({ day })),
      listen("period", key, ({ since, until }) => this.at({ since, until })),
      listen("select", key, () => (this.held = null)),
    ];
  }

  build() {
    this.plot = el("div", {
      class: "plot", tabindex: 0, role: "application", "aria-roledescription": "network",
      onkeydown: keys(this), onblur: () => this.look(null),
    }, this.screen.mass, this.screen.canvas);
    this.none = el("p", { class: "none", hidden: true }, "Nobody is tied to anybody here.");
    this.stage = el("div", { class: "stage" }, this.plot, this.none);
    this.tip = new Tooltip(this.stage);
    this.told = el("span", { class: "told" });
    this.share = new Share(this.root, {
      name: "network",
      size: () => ({ width: this.width, height: this.height + paintLegend(null, { ...this, top: 0, theme: null }) }),
      draw: (ctx) => this.picture(ctx),
      cite: () => this.attention.emit("cite", Date.now()),
    });
    const tools = toolbar("Network view", [
      button("−", "Zoom out", () => this.nearer(1 / 1.5)),
      button("+", "Zoom in", () => this.nearer(1.5)),
      button("Whole network", "Show the whole network", () => this.camera.whole()),
    ]);
    this.legend = el("div", { class: "legends" });
    this.tools = el("div", { class: "tools" }, tools);
    this.root.replaceChildren(el("div", { class: "top" }, this.told, this.tools), this.stage, this.legend);
    gestures(this);
  }

  /** @param {Record<string, any>} data the payload; unchanged data only costs a repaint */
  update(data) {
    this.theme = themeOf(this.root);
    Object.assign(this, { height: data.height, paths: data.paths });
    this.path = (data.path ?? []).map(String);
    this.held = null;
    if (data.share) this.tools.append(this.share.element);
    this.share.fill(data.share);
    if (data.sig === undefined || data.sig !== this.sig) {
      this.sig = data.sig;
      const before = new Map(this.graph.nodes.map((node) => [node.id, node]));
      this.graph = new Graph(data);
      this.pointed = null;
      this.tip.hide();
      this.attention.renew();
      this.settle(before);
    }
    const off = JSON.stringify(data.off ?? []);
    if (off !== this.offGiven) this.moment.off = new Set(data.off ?? []);
    this.offGiven = off;
    this.moment.of(this.graph);
    const empty = !this.graph.nodes.length;
    this.none.hidden = !empty;
    this.root.classList.toggle("empty", empty);
    this.stage.style.height = `${empty ? 120 : this.height}px`;
    this.screen.filled = false;
    this.describe();
    this.legend.replaceChildren(...(empty ? [] : legend(this)));
    this.render();
  }

  /** Places for this width; what was there before glides to them. */
  settle(before = new Map()) {
    this.stopGliding();
    this.width = this.root.clientWidth || 900;
    const ctx = this.screen.canvas.getContext("2d");
    for (const node of this.graph.nodes) {
      node.given ??= [node.x, node.y];
      [node.x, node.y] = node.given;
    }
    settle(this.graph, this.width, this.height, ctx, this.theme.font);
    if (!this.large) this.stopGliding = glide(this.graph.nodes, before, () => this.render());
    this.camera.whole(0);
  }

  resized() {
    if (!this.theme || !this.root.clientWidth || this.root.clientWidth === this.width) return;
    this.settle();
    this.screen.filled = false;
    this.render();
  }

  /** Another day or period is looked at, here and now; the server follows when it is at rest. */
  at(time) {
    Object.assign(this.moment, time);
    this.moment.count();
    this.screen.filled = false;
    this.describe();
    this.render();
  }

  switchChannel(id) {
    const { off } = this.moment;
    if (!off.delete(id)) off.add(id);
    this.at({});
    this.legend.replaceChildren(...legend(this));
    const shown = this.graph.channels.map((one) => one.id).filter((one) => !off.has(one));
    this.attention.emit("channels", { shown: off.size ? shown : null, at: Date.now() });
    this.legend.querySelector(`[data-id="${id}"]`)?.focus();
  }

  describe() {
    const nodes = this.graph.nodes.filter(({ links }) => links.some(({ shown }) => shown));
    const links = this.graph.links.filter(({ shown }) => shown);
    const [some, ties] = [many(nodes.length, "node"), many(links.length, "tie")];
    this.told.textContent = this.graph.nodes.length ? `${some} · ${ties}` : "";
    this.plot.setAttribute("aria-label", `Network of ${some} and ${ties}. ${HELP}`);
  }

  render() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      if (this.theme && this.width && this.graph.nodes.length) this.screen.draw(this.scene());
    });
  }

  scene() {
    const link = this.pointed ?? this.held;
    const looks = new Looks(this.graph, this.attention, { link, path: this.path });
    const selected = new Set(this.graph.nodesOf(this.attention.selected));
    const { graph, camera, theme, moment, width, height } = this;
    return { graph, camera, theme, moment, looks, selected, size: { width, height } };
  }

  get large() {
    return this.graph.nodes.length > MASS;
  }

  /** The camera moves. */
  moved() {
    if (this.large) this.screen.move(this.camera);
    else this.render();
  }

  picture(ctx) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(0, 0, this.width, this.height);
    ctx.clip();
    paint(ctx, this.scene());
    ctx.restore();
    paintLegend(ctx, { ...this, top: this.height });
  }

  /** What other panels light up with a node: itself, who acted as it, its neighbours and events. */
  around(id) {
    const nodes = this.graph.nodesOf(id);
    const links = nodes.flatMap((node) => node.links.filter(({ shown }) => shown));
    const near = links.flatMap(({ a, b }) => [a.id, b.id]);
    const behind = nodes.flatMap((node) => node.behind);
    return [...new Set([id, ...nodes.map((node) => node.id), ...behind, ...near, ...this.graph.eventsOf(links, this.moment)])];
  }

  point(x, y) {
    const node = nodeAt(this, x, y);
    // Among so many lines none can be meant.
    const link = node || this.large ? null : linkAt(this, x, y);
    this.plot.classList.toggle("over", Boolean(node ?? link));
    this.look(node);
    if (link === this.pointed) return;
    this.pointed = link;
    if (link) {
      this.tip.showAside(linkWords(this, link), this.mark(link.a, link.b));
      tell("hover", { id: null, ids: this.graph.eventsOf([link], this.moment), from: this.key });
    } else {
      if (!node) this.tip.hide();
      if (!node) tell("hover", { id: null, ids: [], from: this.key });
    }
    this.render();
  }

  click(x, y, shift) {
    const node = nodeAt(this, x, y);
    if (node) return this.pick(node, shift);
    const link = this.large ? null : linkAt(this, x, y);
    return link ? this.hold(link) : this.letGo();
  }

  mark(...nodes) {
    const places = nodes.map((node) => this.camera.shown(node));
    const ys = places.map(([, y]) => y);
    return { x: places.reduce((sum, [x]) => sum + x, 0) / places.length, top: Math.min(...ys), bottom: Math.max(...ys) };
  }

  /** @param {import("./graph.js").Node|null} node @param {boolean} [aloud] */
  look(node, aloud = false) {
    const before = this.attention.hovered;
    const id = node ? node.id : null;
    this.attention.look(id);
    if (!node) {
      if (before) this.tip.hide();
      return;
    }
    if (id !== before || aloud) this.tip.showAside(nodeWords(this, node), this.mark(node), aloud);
  }

  /** A node is chosen; with Shift, the path to it from the one that was chosen before. */
  pick(node, shift = false) {
    const from = this.graph.nodesOf(this.attention.selected)[0];
    if (shift && this.paths && from && from !== node) return this.ask(from, node);
    this.held = null;
    // An office is no record: who held it is.
    const id = node.kind.id === "office" ? node.behind.at(-1) ?? node.id : node.id;
    this.attention.choose(id);
    this.tip.say(this.attention.selected ? `Selected: ${node.label}` : "Nothing selected");
    return undefined;
  }

  /** A line is chosen: its events are lit everywhere, and the server tells them. */
  hold(link) {
    this.held = link;
    Object.assign(this.attention, { selected: null, lit: null });
    tell("select", { id: null, ids: this.graph.eventsOf([link], this.moment), from: this.key });
    this.tip.say(`Selected: ${link.a.label} – ${link.b.label}`);
    if (this.paths) this.ask(link.a, link.b);
    this.render();
  }

  ask(from, to) {
    this.attention.emit("path", { from: from.id, to: to.id, at: Date.now() });
  }

  letGo() {
    this.look(null);
    if (this.paths && this.path.length) this.attention.emit("path", { from: null, to: null, at: Date.now() });
    if (this.held) tell("select", { id: null, ids: [], from: this.key });
    Object.assign(this, { held: null, path: [] });
    this.attention.choose(null);
    this.tip.say("Nothing selected");
    this.render();
  }

  walkTo(node) {
    if (!node) return;
    this.attention.cursor = node.id;
    const [x, y] = this.camera.shown(node);
    const { width, height } = this;
    if (x < 20 || y < 20 || x > width - 20 || y > height - 20) this.camera.pan(width / 2 - x, height / 2 - y);
    this.look(node, true);
  }

  nearer(factor) {
    this.camera.zoom(factor, this.width / 2, this.height / 2);
  }

  destroy() {
    for (const frame of [this.frame, this.camera.frame]) cancelAnimationFrame(frame);
    this.stopGliding();
    this.screen.destroy();
    this.stops.forEach((stop) => stop());
    this.observer.disconnect();
    this.attention.destroy();
  }
}
