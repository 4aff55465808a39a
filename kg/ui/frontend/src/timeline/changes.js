/** How an event differs in a comparison: a sign above its mark, told by its form alone. */

/**
 * @typedef {[number, number][]} Line points of a stroke, in a square from −1 to 1
 * @type {{id: string, label: string, words: string, lines: Line[]}[]}
 */
export const CHANGES = [
  { id: "new", label: "new", words: "new: not there before", lines: [[[-1, 0], [1, 0]], [[0, -1], [0, 1]]] },
  { id: "gone", label: "gone", words: "gone: no longer there", lines: [[[-1, 0], [1, 0]]] },
  {
    id: "changed", label: "changed", words: "changed",
    lines: [[[-1, 0.85], [0, -1], [1, 0.85], [-1, 0.85], [0, -1]]],
  },
];

/** @param {string} changed id @param {number} x @param {number} y its middle @param {number} r */
export function drawChange(ctx, changed, x, y, r, theme, ground) {
  const change = CHANGES.find(({ id }) => id === changed);
  if (!change) return;
  ctx.lineCap = ctx.lineJoin = "round";
  for (const [width, style] of [[4.5, ground], [1.75, theme.text]]) {
    ctx.lineWidth = width;
    ctx.strokeStyle = style;
    for (const line of change.lines) {
      ctx.beginPath();
      line.forEach(([px, py], i) => ctx[i ? "lineTo" : "moveTo"](x + px * r, y + py * r));
      ctx.stroke();
    }
  }
  ctx.lineCap = "butt";
}
