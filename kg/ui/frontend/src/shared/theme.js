/** Colours of the reader's theme, and ours beside them. */

/**
 * One hue per group, dark enough on white or light enough on black (3:1 and more). Any two stay
 * apart for readers who see fewer colours; a test looks at them as those readers do.
 */
const HUES = {
  light: {
    blue: "#0d68c9", violet: "#8c3e89", green: "#277850", amber: "#ab6500",
    red: "#af222d", teal: "#0190a0", grey: "#696f78",
  },
  dark: {
    blue: "#71abfd", violet: "#c085be", green: "#a3dc9c", amber: "#efb24c",
    red: "#e57d85", teal: "#5fdde6", grey: "#a9aab0",
  },
};

/**
 * @typedef {{text: string, back: string, band: string, line: string, accent: string, font: string,
 *   dark: boolean, hues: Record<string, string>}} Theme
 */

/** @param {HTMLElement} element @returns {Theme} read anew at each run: the theme can change */
export function themeOf(element) {
  const style = getComputedStyle(element);
  const read = (name, other) => {
    const value = style.getPropertyValue(`--st-${name}`).trim();
    return value && value !== "unset" ? value : other;
  };
  const own = forced();
  const back = own?.back ?? flat(read("background-color", "#ffffff"), "#ffffff");
  const text = own?.text ?? flat(read("text-color", "#31333f"), back);
  const dark = lightness(back) < 0.4;
  return {
    text,
    back,
    dark,
    band: mixed(back, text, dark ? 0.04 : 0.028),
    line: mixed(back, text, dark ? 0.17 : 0.12),
    accent: own?.text ?? flat(read("primary-color", "#ff4b4b"), back),
    font: read("font", "sans-serif"),
    hues: HUES[dark ? "dark" : "light"],
  };
}

/** The two colours that a reader's system forces on all pages, if it does: on canvas we must. */
function forced() {
  if (!matchMedia("(forced-colors: active)").matches) return null;
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.cssText = "color: CanvasText; background-color: Canvas";
  const { color, backgroundColor } = getComputedStyle(probe);
  const found = { text: flat(color, "#808080"), back: flat(backgroundColor, "#808080") };
  probe.remove();
  return found;
}

let pen;
const known = new Map();
/** Any CSS colour as red, green, blue (0–255) and opacity (0–1): the browser knows all notations. */
function parsed(colour) {
  if (!known.has(colour)) known.set(colour, asked(colour));
  return known.get(colour);
}

function asked(colour) {
  pen ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
}

const hex = (rgb) => `#${rgb.map((v) => Math.round(v).toString(16).padStart(2, "0")).join("")}`;

/** @returns {string} `colour` as it looks on `back`: WebGL edges must be opaque */
export function flat(colour, back) {
  const [r, g, b, a] = parsed(colour);
  if (a === 1) return hex([r, g, b]);
  const under = parsed(back);
  return hex([r, g, b].map((v, i) => v * a + under[i] * (1 - a)));
}

/** @returns {string} `share` of `two` in `one` */
export function mixed(one, two, share) {
  const [a, b] = [parsed(one), parsed(two)];
  return hex([0, 1, 2].map((i) => a[i] * (1 - share) + b[i] * share));
}

/** @returns {string} `colour` with an opacity */
export function faint(colour, opacity) {
  const [r, g, b] = parsed(colour);
  return `rgba(${r},${g},${b},${opacity})`;
}

function lightness(colour) {
  const [r, g, b] = parsed(colour);
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}
