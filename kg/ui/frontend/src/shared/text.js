/** Words and the room they take. */

/** @param {number} n @param {string} one @returns {string} "1 event", "2,000 events" */
export const many = (n, one) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;

/** Widths by font, then by text. */
const widths = new Map();
let kept = 0;

/** The widths known of a font: asking the canvas for its font is slow as well. */
function widthsOf(ctx) {
  if (kept > 20_000) {
    widths.clear();
    kept = 0;
  }
  const { font } = ctx;
  if (!widths.has(font)) widths.set(font, new Map());
  return widths.get(font);
}

function measured(ctx, text, known) {
  let width = known.get(text);
  if (width === undefined) {
    width = ctx.measureText(text).width;
    known.set(text, width);
    kept += 1;
  }
  return width;
}

/** The width of a text, remembered: asking the canvas thousands of times in each frame is slow. */
export const widthOf = (ctx, text) => measured(ctx, text, widthsOf(ctx));

/** Cut `text` to `width` pixels; the font of `ctx` must be set. */
export function shortened(ctx, text, width) {
  const known = widthsOf(ctx);
  if (measured(ctx, text, known) <= width) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measured(ctx, `${text.slice(0, middle).trimEnd()}…`, known) <= width) low = middle;
    else high = middle - 1;
  }
  return low < 3 ? "" : `${text.slice(0, low).trimEnd()}…`;
}
