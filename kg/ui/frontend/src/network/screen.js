/** The two layers of a panel: WebGL for very many nodes, and canvas over it for all else. */

import { el, fitted } from "../shared/dom.js";
import { MASS, Mass } from "./mass.js";
import { paint } from "./paint.js";

export class Screen {
  /** @param {() => void} rested draw anew: the camera has come to rest */
  constructor(rested) {
    this.rested = rested;
    this.mass = el("canvas", { class: "layer", "aria-hidden": "true" });
    this.canvas = el("canvas", { class: "layer", "aria-hidden": "true" });
    /** @type {boolean} whether the card has the places and colours of now */ this.filled = false;
    /** @type {{x: number, y: number, k: number}|undefined} the camera as last drawn */
    this.drawn = undefined;
  }

  draw(scene) {
    const { graph, camera, size } = scene;
    const front = graph.nodes.length > MASS && this.drawMass(scene);
    this.mass.hidden = !front;
    paint(fitted(this.canvas, size.width, size.height), { ...scene, front });
    const { x, y, k } = camera;
    this.drawn = { x, y, k };
    for (const layer of [this.mass, this.canvas]) layer.style.transform = "";
  }

  /** @returns {boolean} whether the card took it over */
  drawMass({ graph, looks, theme, camera, size }) {
    try {
      this.cards ??= new Mass(this.mass);
      if (!this.filled) this.cards.fill(graph, theme);
      const { x, y, k } = this.drawn ?? {};
      const still = this.filled && camera.x === x && camera.y === y && camera.k === k;
      if (!still) this.cards.draw(camera, size.width, size.height);
      this.filled = true;
      this.mass.style.opacity = looks.bright ? 0.25 : 1;
      return true;
    } catch {
      return false; // without WebGL the canvas draws it all, slower
    }
  }

  /** Of very many nodes the picture is moved with the camera, and drawn anew at rest. */
  move(camera) {
    if (!this.drawn) return;
    const by = camera.k / this.drawn.k;
    const [x, y] = [camera.x - this.drawn.x * by, camera.y - this.drawn.y * by];
    for (const layer of [this.mass, this.canvas]) {
      layer.style.transform = `translate(${x}px, ${y}px) scale(${by})`;
    }
    clearTimeout(this.resting);
    this.resting = setTimeout(this.rested, 140);
  }

  destroy() {
    clearTimeout(this.resting);
  }
}
