/** The words of the graph, for completion: they come from a mount of their own, before or after. */

const MEMORY = Symbol.for("parley.words");

/**
 * @typedef {object} Words
 * @property {string} base what all names of this graph begin with
 * @property {Record<string, string>} prefixes
 * @property {[string, string, number][]} classes name, label, how many there are
 * @property {[string, string, number][]} properties name, label, how many triples have it
 * @property {[string, string][]} functions name, what it tells
 * @property {[string, string][]} things the rest of the IRI after `base`, label
 */

/** @param {Words} words */
export function learn(words) {
  document[MEMORY] = words;
}

/** @returns {Words} */
export function words() {
  return document[MEMORY] ?? { base: "", prefixes: {}, classes: [], properties: [], functions: [], things: [] };
}
