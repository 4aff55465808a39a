/** What lies under the pointer. */

import { strandsOf } from "./paint.js";

/** @returns {import("./graph.js").Node|null} */
export function nodeAt({ graph, camera }, x, y) {
  let [best, least] = [null, Infinity];
  for (const node of graph.nodes) {
    const [nx, ny] = camera.shown(node);
    const away = Math.hypot(x - nx, y - ny) - node.r * camera.grown;
    if (away < Math.min(4, least)) [best, least] = [node, away];
  }
  return best;
}

/** @returns {import("./graph.js").Link|null} the nearest line, if it is within reach */
export function linkAt({ graph, camera }, x, y) {
  let [best, least] = [null, Infinity];
  for (const link of graph.links) {
    if (!link.shown) continue;
    const [[ax, ay], [bx, by]] = [camera.shown(link.a), camera.shown(link.b)];
    const [dx, dy] = [bx - ax, by - ay];
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
    if (along < 0 || along > 1) continue;
    const off = Math.abs((x - ax) * dy - (y - ay) * dx) / (Math.hypot(dx, dy) || 1);
    if (off > 14 || off >= least) continue;
    const half = strandsOf(link, graph).reduce((sum, { width }) => sum + width + 1.6, 0) / 2;
    if (off < 3 + half) [best, least] = [link, off];
  }
  return best;
}
