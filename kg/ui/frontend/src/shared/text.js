/** Words and the room they take. */

/** @param {number} n @param {string} one @returns {string} "1 event", "2,000 events" */
export const many = (n, one) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;

const widths = new Map();

/** The width of a text, remembered: asking the canvas thousands of times in each frame is slow. */
export function widthOf(ctx, text) {
  const key = `${ctx.font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 20_000) widths.clear();
    width = ctx.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/** Cut `text` to `width` pixels; the font of `ctx` must be set. */
export function shortened(ctx, text, width) {
  if (widthOf(ctx, text) <= width) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(ctx, `${text.slice(0, middle).trimEnd()}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return low < 3 ? "" : `${text.slice(0, low).trimEnd()}…`;
}
