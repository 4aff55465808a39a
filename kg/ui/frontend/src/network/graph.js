/** The payload as a graph with a place for each node: the same payload gives the same drawing. */

import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";
import { kindOf } from "./kinds.js";

/** Radii of the smallest and the biggest node, as parts of the room that each node has. */
const SMALL = 0.055;
const LARGE = 0.175;
/** Room for a drawing of so many nodes: pixels for each, before it is fitted to the panel. */
const ROOM = 70;

/**
 * @param {{nodes?: Record<string, any[]>, edges?: Record<string, any[]>}} payload
 * @param {number} width @param {number} height of the panel, in pixels
 * @returns {UndirectedGraph} nodes: x, y, size, label, kind, note, measure; edges: weight, label
 */
export function graphOf(payload, width, height) {
  const graph = new UndirectedGraph();
  const nodes = payload?.nodes ?? {};
  const ids = nodes.id ?? [];
  const most = Math.max(1, ...(nodes.size ?? []));
  const each = Math.sqrt((width * height) / Math.max(ids.length, 1));
  const large = Math.min(Math.max(each * LARGE, 7), 19);
  const small = Math.min(Math.max(each * SMALL, 3), 6);
  ids.forEach((id, i) => {
    const measure = Math.max(0, Number(nodes.size?.[i]) || 0);
    graph.mergeNode(String(id), {
      label: String(nodes.label?.[i] ?? id),
      kind: kindOf(nodes.kind?.[i]),
      note: String(nodes.note?.[i] ?? ""),
      measure,
      // The measure is the area that is seen, not the radius.
      size: small + (large - small) * Math.sqrt(measure / most),
    });
  });
  const edges = payload?.edges ?? {};
  (edges.source ?? []).forEach((source, i) => {
    const [one, two] = [ids[source], ids[edges.target[i]]].map(String);
    if (one === two || !graph.hasNode(one) || !graph.hasNode(two)) return;
    const [label, weight] = [String(edges.label?.[i] ?? ""), Number(edges.weight?.[i]) || 1];
    // Two roles between the same two are one line with both names.
    graph.updateUndirectedEdge(one, two, (before) => ({
      weight: (before.weight ?? 0) + weight,
      labels: [...new Set([...(before.labels ?? []), label])].filter(Boolean),
    }));
  });
  layOut(graph, Math.min(Math.max(width / height, 0.7), 2.2));
  return graph;
}

function layOut(graph, aspect) {
  // Nodes without a link would blow a force layout up into a dot with a halo.
  const alone = graph.filterNodes((node) => !graph.degree(node));
  const linked = graph.filterNodes((node) => graph.degree(node));
  linked.forEach((node, i) => {
    // A sunflower: even, without chance, and with no two nodes in line.
    const [angle, radius] = [i * 2.399963229728653, Math.sqrt(i + 0.5)];
    graph.mergeNodeAttributes(node, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
  });
  alone.forEach((node) => graph.mergeNodeAttributes(node, { x: 0, y: 0 }));
  const side = Math.sqrt(graph.order) * ROOM;
  const [width, height] = [side * Math.sqrt(aspect), side / Math.sqrt(aspect)];
  if (linked.length > 1) {
    // Isolates are left out of the forces, not of the drawing.
    const core = graph.copy();
    alone.forEach((node) => core.dropNode(node));
    forceAtlas2.assign(core, {
      iterations: linked.length > 800 ? 120 : linked.length > 300 ? 250 : 600,
      getEdgeWeight: (_, edge) => Math.sqrt(edge.weight),
      settings: {
        linLogMode: true,
        gravity: 0.6,
        strongGravityMode: false,
        scalingRatio: 8,
        slowDown: 4,
        barnesHutOptimize: linked.length > 500,
      },
    });
    turned(core);
    stretched(core, width, height);
    const apart = { margin: 9, ratio: 1.15, expansion: 1.05, gridSize: 20 };
    noverlap.assign(core, { maxIterations: 200, settings: apart });
    core.forEachNode((node, { x, y }) => graph.mergeNodeAttributes(node, { x, y }));
  }
  // In rows below the rest, where nobody takes them for part of it.
  let floor = 0;
  for (const node of linked) floor = Math.min(floor, graph.getNodeAttribute(node, "y"));
  const per = Math.max(1, Math.floor(width / 120));
  alone.forEach((node, i) => {
    const inRow = Math.min(per, alone.length - Math.floor(i / per) * per);
    graph.mergeNodeAttributes(node, {
      x: ((i % per) - (inRow - 1) / 2) * 120,
      y: floor - 60 - Math.floor(i / per) * 45,
    });
  });
}

/** Lay the longest way across, so that a wide panel is used: the forces know no direction. */
function turned(graph) {
  let [xx, xy, yy, sx, sy] = [0, 0, 0, 0, 0];
  graph.forEachNode((_, { x, y }) => {
    sx += x / graph.order;
    sy += y / graph.order;
  });
  graph.forEachNode((_, { x, y }) => {
    xx += (x - sx) ** 2;
    xy += (x - sx) * (y - sy);
    yy += (y - sy) ** 2;
  });
  const angle = -0.5 * Math.atan2(2 * xy, xx - yy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  graph.updateEachNodeAttributes((_, node) => {
    const [x, y] = [node.x - sx, node.y - sy];
    return { ...node, x: x * cos - y * sin, y: x * sin + y * cos };
  });
}

/** Fit to the room; far outliers are drawn in, so that the middle isn't squeezed for them. */
function stretched(graph, width, height) {
  for (const [axis, room] of [["x", width], ["y", height]]) {
    const sorted = graph.mapNodes((_, node) => Math.abs(node[axis])).sort((a, b) => a - b);
    const far = sorted[Math.floor((sorted.length - 1) * 0.92)] || 1;
    graph.updateEachNodeAttributes((_, node) => {
      const part = node[axis] / far;
      const drawn = Math.abs(part) <= 1 ? part : Math.sign(part) * (1 + Math.log(Math.abs(part)) * 0.5);
      return { ...node, [axis]: (drawn * room) / 2.2 };
    });
  }
}
