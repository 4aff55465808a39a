/** What a reader can take away of a panel: its link, a citation, a picture of it, its data. */

import { Context } from "svgcanvas";
import { el } from "./dom.js";
import { themeOf } from "./theme.js";

const LINE = 16;
const MARGIN = 12;

/**
 * @typedef {{downloads?: {label: string, href: string}[], imprint?: string}} Shared what the server
 *   gives for the menu: addresses of files, and what a picture says below of its origin
 */

export class Share {
  /**
   * @param {HTMLElement} root of the panel
   * @param {object} panel
   * @param {string} panel.name of the files, such as "timeline"
   * @param {(() => {width: number, height: number})} [panel.size] of a picture, in CSS pixels
   * @param {(ctx: CanvasRenderingContext2D) => void} [panel.draw] paint the panel as it is now, at
   *   that size, into any context; without it no picture is offered
   * @param {() => void} [panel.cite] without it, no citation is offered
   */
  constructor(root, panel) {
    Object.assign(this, { root, panel, given: {} });
    this.said = el("span", { class: "heard", role: "status" });
    this.list = el("div", { class: "menu", role: "menu", hidden: true, onkeydown: (e) => this.key(e) });
    this.opener = el("button", {
      type: "button", "aria-haspopup": "menu", "aria-expanded": "false",
      "aria-label": `Share or save the ${panel.name}`, onclick: () => this.toggle(this.list.hidden),
    }, "Share ▾");
    this.element = el("div", { class: "share", onfocusout: (e) => this.left(e) }, this.opener, this.list, this.said);
  }

  /** @param {Shared} [given] */
  fill(given = {}) {
    this.given = given;
  }

  items() {
    const { draw, cite } = this.panel;
    const act = (label, what) =>
      el("button", { type: "button", role: "menuitem", tabindex: -1, onclick: () => this.act(what) }, label);
    return [
      act("Copy link", () => this.copy()),
      ...(cite ? [act("Cite …", cite)] : []),
      ...(draw ? [act("Picture (PNG)", () => this.png()), act("Drawing (SVG)", () => this.svg())] : []),
      ...(this.given.downloads ?? []).map(({ label, href }) =>
        el("a", { role: "menuitem", tabindex: -1, href, download: true, onclick: () => this.toggle(false) }, label)),
    ];
  }

  act(what) {
    this.toggle(false);
    this.opener.focus();
    what();
  }

  toggle(open) {
    this.list.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (!open) return;
    this.list.replaceChildren(...this.items());
    this.list.firstChild?.focus();
  }

  left({ relatedTarget }) {
    if (!this.element.contains(relatedTarget)) this.toggle(false);
  }

  key(event) {
    const items = [...this.list.children];
    const at = items.indexOf(event.target);
    const to = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (to !== undefined) items[to].focus();
    else if (event.key === "Escape") {
      this.toggle(false);
      this.opener.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation(); // Escape lets go of a choice elsewhere
  }

  /** The address holds the whole state; over plain HTTP there may be no clipboard to write to. */
  async copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      this.say("Link copied");
    } catch {
      window.prompt("Copy this link:", location.href);
    }
  }

  say(text) {
    this.said.textContent = text;
    const before = this.opener.textContent;
    this.opener.textContent = text;
    setTimeout(() => (this.opener.textContent = before === text ? "Share ▾" : before), 1800);
  }

  png() {
    const canvas = document.createElement("canvas");
    const { width, height } = this.whole();
    const sharp = 2;
    Object.assign(canvas, { width: width * sharp, height: height * sharp });
    const ctx = canvas.getContext("2d");
    ctx.scale(sharp, sharp);
    this.paint(ctx);
    canvas.toBlob((blob) => saved(blob, `parley-${this.panel.name}.png`));
  }

  svg() {
    const { width, height } = this.whole();
    const ctx = new Context(width, height);
    // The library moves paths with the canvas, and forgets to move their gradients.
    const gradient = ctx.createLinearGradient.bind(ctx);
    ctx.createLinearGradient = (...ends) => {
      const { a, b, c, d, e, f } = ctx.getTransform();
      const at = (x, y) => [a * x + c * y + e, b * x + d * y + f];
      return gradient(...at(ends[0], ends[1]), ...at(ends[2], ends[3]));
    };
    this.paint(ctx);
    const blob = new Blob([ctx.getSerializedSvg()], { type: "image/svg+xml" });
    saved(blob, `parley-${this.panel.name}.svg`);
  }

  lines() {
    return [location.href, this.given.imprint].filter(Boolean);
  }

  whole() {
    const { width, height } = this.panel.size();
    return { width, height: height + MARGIN * 2 + this.lines().length * LINE };
  }

  /** The picture on its own ground, and below it where it comes from. */
  paint(ctx) {
    const theme = themeOf(this.root);
    const { width, height } = this.whole();
    ctx.fillStyle = theme.back;
    ctx.fillRect(0, 0, width, height);
    ctx.save();
    this.panel.draw(ctx);
    ctx.restore();
    Object.assign(ctx, { fillStyle: theme.text, font: `12px ${theme.font}`, textAlign: "left", textBaseline: "top" });
    const top = this.panel.size().height + MARGIN;
    this.lines().forEach((line, i) => ctx.fillText(line, MARGIN, top + i * LINE, width - 2 * MARGIN));
  }
}

function saved(blob, name) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
