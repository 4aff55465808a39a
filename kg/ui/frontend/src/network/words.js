/** What is said about a node, in the tooltip and aloud. */

const NAMED = 5;

/** @param {import("graphology").UndirectedGraph} graph @param {string} node */
export function wordsOf(graph, node) {
  const { label, kind, note } = graph.getNodeAttributes(node);
  const links = graph.mapEdges(node, (_edge, { labels, weight }, one, two) => ({
    name: graph.getNodeAttribute(one === node ? two : one, "label"),
    role: labels.join(", "),
    weight,
  }));
  links.sort((one, two) => two.weight - one.weight || (one.name < two.name ? -1 : 1));
  const named = links.slice(0, NAMED).map(({ name, role }) => (role ? `${name} (${role})` : name));
  if (links.length > NAMED) named.push(`and ${links.length - NAMED} more`);
  return {
    title: label,
    lines: [["Kind", kind.label], ["About", note], ["Linked with", named.join("; ")]].filter(([, v]) => v),
  };
}
