/** Elements made without markup, so that no text of a record can ever become markup. */

/**
 * @param {string} tag
 * @param {Record<string, string|number|boolean|EventListener>} [attributes] `on…` are listeners
 * @param {...(Node|string|null)} children strings become text nodes
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * A toolbar is one tab stop; the arrows walk inside it.
 * @param {string} label @param {HTMLElement[]} buttons @returns {HTMLElement}
 */
export function toolbar(label, buttons) {
  buttons.forEach((button, i) => (button.tabIndex = i ? -1 : 0));
  const onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const shown = buttons.filter((button) => !button.hidden);
    const next = shown[(shown.indexOf(event.target) + step + shown.length) % shown.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
    event.preventDefault();
  };
  return el("div", { class: "tools", role: "toolbar", "aria-label": label, onkeydown }, ...buttons);
}

/** @param {string} text @param {string} label @param {() => void} act @returns {HTMLElement} */
export function button(text, label, act) {
  return el("button", { type: "button", "aria-label": label, title: label, onclick: act }, text);
}

/**
 * A canvas fitted to its size on the page, sharp on any screen.
 * @param {HTMLCanvasElement} canvas @param {number} width @param {number} height CSS pixels
 * @returns {CanvasRenderingContext2D} cleared, with one unit per CSS pixel
 */
export function fitted(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  return ctx;
}

/** @returns {boolean} whether the reader asked for no movement */
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
