/** What is said about a node or a line, in the tooltip and aloud. */

import { many } from "../shared/text.js";
import { otherEnd } from "./graph.js";

const NAMED = 5;
const MEASURES = {
  events: (n) => ["Events", n.toLocaleString("en")],
  ties: (n) => ["Ties", n.toLocaleString("en")],
  between: (n) => ["Betweenness", n.toFixed(3)],
  rank: (n) => ["PageRank", `${n.toFixed(2)} times the mean`],
};

/** @param {import("./panel.js").Panel} panel @param {import("./graph.js").Node} node */
export function nodeWords({ graph }, node) {
  const links = node.links.filter(({ shown }) => shown);
  links.sort((one, two) => two.shown - one.shown || one.i - two.i);
  const named = links.slice(0, NAMED).map((link) => {
    const said = link.label || (link.shown > 1 ? link.shown : "");
    return `${otherEnd(link, node).label}${said ? ` (${said})` : ""}`;
  });
  if (links.length > NAMED) named.push(`and ${links.length - NAMED} more`);
  const measure = MEASURES[graph.measure]?.(node.measure);
  return {
    title: node.label,
    lines: [["Kind", node.kind.label], measure, ["About", node.note], ["Tied to", named.join("; ")]].filter((row) => row?.[1]),
    notes: links.length || !node.links.length ? [] : ["Without a tie at this time"],
  };
}

/** @param {import("./panel.js").Panel} panel @param {import("./graph.js").Link} link */
export function linkWords({ graph, moment, paths }, link) {
  const rows = link.strands.filter(({ shown }) => shown).map(({ channel, shown }) => [
    graph.channels[channel].label, many(shown, "event"),
  ]);
  if (link.label) rows.unshift(["Role", link.label]);
  return {
    title: `${link.a.label} – ${link.b.label}`,
    lines: [...rows, ...when(graph.events, link, moment)],
    notes: paths ? ["A click tells the events"] : [],
  };
}

/** The first and the last of the events, in the words of their dates. */
function when({ date, first, last }, link, moment) {
  const rows = link.strands.flatMap((strand) => (strand.shown ? strand.rows.filter((row) => moment.has(row) && date[row]) : []));
  if (!rows.length) return [];
  const by = (days, other) => [...rows].sort((a, b) => ((days[a] ?? other[a]) < (days[b] ?? other[b]) ? -1 : 1));
  const [begin, end] = [by(first, last)[0], by(last, first).at(-1)];
  return begin === end ? [["When", date[begin]]] : [["First", date[begin]], ["Last", date[end]]];
}
