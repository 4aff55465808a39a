/** Nodes glide from where they were to where they are now, so that a reader can follow them. */

import { calm } from "../shared/dom.js";

const TIME = 350; // milliseconds

/**
 * @param {import("./graph.js").Node[]} nodes at their new places
 * @param {Map<string, {x: number, y: number}>} before the old places, by id
 * @param {() => void} changed paint anew
 * @returns {() => void} stops it
 */
export function glide(nodes, before, changed) {
  const ways = nodes.filter(({ id }) => before.has(id)).map((node) => {
    const { x, y } = before.get(node.id);
    return [node, x, y, node.x, node.y];
  });
  if (calm() || !ways.length) return () => {};
  let frame;
  const begun = performance.now();
  const step = (now) => {
    const part = Math.min(1, Math.max(0, now - begun) / TIME);
    const eased = 1 - (1 - part) ** 3;
    for (const [node, x, y, toX, toY] of ways) {
      node.x = x + (toX - x) * eased;
      node.y = y + (toY - y) * eased;
    }
    changed();
    if (part < 1) frame = requestAnimationFrame(step);
  };
  step(begun);
  return () => {
    cancelAnimationFrame(frame);
    for (const [node, , , x, y] of ways) Object.assign(node, { x, y });
  };
}
