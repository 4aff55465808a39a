/** Asking the server, for the day and policy of the address. */

const NAMES = ["as-of", "policy", "recorded"];
const MOST = 12;
const EACH = 4; // of a kind: many events must not hide the one place

/** @param {Record<string, string>} params @returns {string} with what the view of the address knows */
export function query(params) {
  const found = new URLSearchParams(params);
  const now = new URLSearchParams(location.search);
  for (const name of NAMES) for (const value of now.getAll(name)) found.append(name, value);
  return found.toString();
}

/** What the server can't answer; its message is for readers. */
export class Refused extends Error {}

/**
 * @typedef {{kind: string, id: string, label: string, told: string, why: string, href: string}} Hit
 * @typedef {{words: string[], total: number, hits: Hit[], unknown: string[], closest: Hit[]}} Found
 * @param {string} words @param {AbortSignal} signal @returns {Promise<Found>}
 */
export async function ask(words, signal) {
  const answer = await fetch(`search.json?${query({ q: words, limit: MOST, each: EACH })}`, { signal });
  if (answer.status === 400) throw new Refused(await answer.text());
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/**
 * Hits by kind: the kind of the best hit first.
 * @param {Hit[]} hits @returns {Map<string, Hit[]>}
 */
export function grouped(hits) {
  const found = new Map();
  for (const hit of hits) found.set(hit.kind, [...(found.get(hit.kind) ?? []), hit]);
  return found;
}
