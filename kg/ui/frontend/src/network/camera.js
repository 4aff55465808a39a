/** Which part of the drawing is in view: one pixel of the drawing is `k` on the screen. */

import { calm } from "../shared/dom.js";

const [NEAREST, FARTHEST] = [12, 0.5];

export class Camera {
  /** @param {() => void} changed paint anew */
  constructor(changed) {
    Object.assign(this, { x: 0, y: 0, k: 1, changed });
  }

  /** @returns {[number, number]} on the screen */
  shown(node) {
    return [node.x * this.k + this.x, node.y * this.k + this.y];
  }

  /** @returns {[number, number]} in the drawing */
  under(x, y) {
    return [(x - this.x) / this.k, (y - this.y) / this.k];
  }

  /** How much nodes grow: less than the space between them, so that zooming parts them. */
  get grown() {
    return this.k ** 0.4;
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.changed();
  }

  /** @param {number} factor @param {number} x @param {number} y what stays where it is */
  zoom(factor, x, y) {
    const k = Math.min(Math.max(this.k * factor, FARTHEST), NEAREST);
    const by = k / this.k;
    this.go({ x: x - (x - this.x) * by, y: y - (y - this.y) * by, k }, 0);
  }

  /** @param {{x: number, y: number, k: number}} to @param {number} [time] in milliseconds */
  go(to, time = 220) {
    cancelAnimationFrame(this.frame);
    if (calm() || !time) {
      Object.assign(this, to);
      this.changed();
      return;
    }
    const [from, begun] = [{ x: this.x, y: this.y, k: this.k }, performance.now()];
    const step = (now) => {
      const part = Math.min(1, (now - begun) / time);
      const eased = 1 - (1 - part) ** 3;
      for (const name of ["x", "y", "k"]) this[name] = from[name] + (to[name] - from[name]) * eased;
      this.changed();
      if (part < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  whole(time) {
    this.go({ x: 0, y: 0, k: 1 }, time);
  }
}
