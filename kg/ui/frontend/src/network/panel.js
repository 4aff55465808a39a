/** The network: a drawing by sigma, with our shapes, names, keys and ways to speak. */

import Sigma from "sigma";
import { Attention } from "../shared/attention.js";
import { button, calm, el, fitted, toolbar } from "../shared/dom.js";
import { themeOf } from "../shared/theme.js";
import { many } from "../shared/text.js";
import { Tooltip } from "../shared/tooltip.js";
import { drawGlyph } from "../timeline/glyphs.js";
import { graphOf } from "./graph.js";
import { HELP, keys } from "./keys.js";
import { KINDS } from "./kinds.js";
import { drawLabels } from "./labels.js";
import { Looks } from "./looks.js";
import { ShapeProgram } from "./shapes.js";
import { wordsOf } from "./words.js";

export class Panel {
  /** @param {HTMLElement} root @param {string} key tells this panel from others on the bus */
  constructor(root, key) {
    Object.assign(this, { root, graph: null, renderer: null });
    this.attention = new Attention(key, {
      has: (id) => Boolean(this.graph?.hasNode(id)),
      around: (id) => [id, ...this.graph.neighbors(id)],
      changed: () => this.refresh(),
      found: () => {},
    });
    this.build();
    this.observer = new ResizeObserver(() => this.renderer?.resize().refresh());
    this.observer.observe(root);
  }

  build() {
    this.canvas = el("div", { class: "drawing" });
    this.over = el("canvas", { class: "names" });
    this.plot = el("div", {
      class: "plot", tabindex: 0, role: "application", "aria-roledescription": "network",
      onkeydown: keys(this), onblur: () => this.look(null),
    }, this.canvas);
    this.none = el("p", { class: "none", hidden: true });
    this.stage = el("div", { class: "stage" }, this.plot, this.over, this.none);
    this.tip = new Tooltip(this.stage);
    this.told = el("span", { class: "told" });
    const tools = toolbar("Network view", [
      button("−", "Zoom out", () => this.nearer(1 / 1.5)),
      button("+", "Zoom in", () => this.nearer(1.5)),
      button("Whole network", "Show the whole network", () => this.showAll()),
    ]);
    this.legend = el("ul", { class: "kinds" });
    this.root.replaceChildren(el("div", { class: "top" }, this.told, tools), this.stage, this.legend);
    // The page scrolls with the wheel and with one finger; sigma would take both at once.
    const meant = () => this.root.getRootNode().activeElement === this.plot;
    const keep = (event) => event.stopPropagation();
    const first = { capture: true, passive: true };
    this.plot.addEventListener("wheel", (e) => e.ctrlKey || e.metaKey || meant() || keep(e), first);
    this.plot.addEventListener("touchstart", (e) => e.touches.length > 1 || keep(e), first);
    this.plot.addEventListener("pointerdown", () => this.plot.focus({ preventScroll: true }));
  }

  /** @param {Record<string, any>} data the payload; unchanged data only costs a repaint */
  update(data) {
    this.theme = themeOf(this.root);
    this.height = data.height;
    if (data.sig === undefined || data.sig !== this.sig) {
      this.sig = data.sig;
      this.renderer?.kill();
      this.renderer = null;
      this.graph = graphOf(data, this.root.clientWidth || 900, data.height);
      this.attention.renew(); // first: a drawing of nodes that are gone can't be made
      this.start();
    }
    if (this.renderer) this.stage.style.height = `${this.height}px`;
    this.describe();
    this.fillLegend();
    this.refresh();
  }

  start() {
    this.stage.style.height = `${this.height}px`; // sigma reads it at once
    this.looks = new Looks(this.graph, this.attention, this.theme);
    const failed = this.graph.order ? this.startSigma() : "No node matches.";
    this.none.hidden = !failed;
    this.none.textContent = failed;
    this.root.classList.toggle("empty", Boolean(failed));
    this.stage.style.height = `${failed ? 120 : this.height}px`;
  }

  /** @returns {string} why there is no drawing, empty when there is one */
  startSigma() {
    try {
      this.renderer = new Sigma(this.graph, this.canvas, {
        allowInvalidContainer: true, // in a tab that isn't shown yet
        defaultNodeType: "shape",
        nodeProgramClasses: { shape: ShapeProgram },
        nodeHoverProgramClasses: { shape: ShapeProgram },
        defaultDrawNodeHover: () => {}, // ours are rings on the upper canvas
        renderLabels: false,
        zIndex: true,
        stagePadding: 36,
        minEdgeThickness: 1.5,
        minCameraRatio: 0.08,
        maxCameraRatio: 1.6,
        enableCameraRotation: false,
        nodeReducer: (id, data) => this.looks.node(id, data),
        edgeReducer: (id, data) => this.looks.edge(id, data),
      });
    } catch {
      // Whatever WebGL lacks here, the reader needs the same advice.
      return "This browser can't draw the network (it has no WebGL). The table below says the same.";
    }
    this.renderer.on("enterNode", ({ node }) => this.look(node));
    this.renderer.on("leaveNode", () => this.look(null));
    this.renderer.on("clickNode", ({ node }) => this.pick(node));
    this.renderer.on("clickStage", () => this.pick(null));
    this.renderer.on("afterRender", () => drawLabels(this));
    return "";
  }

  refresh() {
    if (!this.graph) return;
    this.looks = new Looks(this.graph, this.attention, this.theme);
    // In the next frame: sigma looks for the node under the pointer while it tells of it.
    this.renderer?.refresh({ schedule: true });
  }

  describe() {
    const { order, size } = this.graph;
    const [nodes, links] = [many(order, "node"), many(size, "link")];
    this.told.textContent = order ? `${nodes} · ${links}` : "";
    this.plot.setAttribute("aria-label", `Network of ${nodes} and ${links}. ${HELP}`);
  }

  fillLegend() {
    const present = new Set(this.graph.mapNodes((_, { kind }) => kind.id));
    const items = KINDS.filter(({ id }) => present.has(id)).map(({ many, shape, hue }) => {
      const icon = el("canvas", { "aria-hidden": "true" });
      const look = { shape, fill: "solid", colour: this.theme.hues[hue], back: this.theme.back };
      drawGlyph(fitted(icon, 20, 18), look, 10, 9, 5.5);
      return el("li", {}, icon, many);
    });
    this.legend.replaceChildren(...items);
  }

  /** @param {string|null} node @param {boolean} [aloud] */
  look(node, aloud = false) {
    const before = this.attention.hovered;
    this.attention.look(node);
    this.plot.classList.toggle("over", Boolean(node));
    if (!node) return this.tip.hide();
    if (!this.renderer || (node === before && !aloud)) return;
    const { x, y } = this.renderer.framedGraphToViewport(this.renderer.getNodeDisplayData(node));
    this.tip.showAside(wordsOf(this.graph, node), { x, top: y, bottom: y }, aloud);
  }

  /** @param {string|null} node chosen, or let go of */
  pick(node) {
    if (node === null) this.look(null);
    this.attention.choose(node);
    const { selected } = this.attention;
    const name = selected && this.graph.getNodeAttribute(selected, "label");
    this.tip.say(name ? `Selected: ${name}` : "Nothing selected");
  }

  walkTo(node) {
    if (!node || !this.renderer) return;
    this.attention.cursor = node;
    const shown = this.renderer.getNodeDisplayData(node);
    const { x, y } = this.renderer.framedGraphToViewport(shown);
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (x < 20 || y < 20 || x > width - 20 || y > height - 20) {
      this.renderer.getCamera().setState({ x: shown.x, y: shown.y });
      this.renderer.refresh();
    }
    this.look(node, true);
  }

  nearer(factor) {
    const camera = this.renderer?.getCamera();
    camera?.animate({ ratio: camera.ratio / factor }, { duration: calm() ? 0 : 200 });
  }

  showAll() {
    this.renderer?.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1 }, { duration: calm() ? 0 : 200 });
  }

  destroy() {
    this.observer.disconnect();
    this.attention.destroy();
    this.renderer?.kill();
  }
}
