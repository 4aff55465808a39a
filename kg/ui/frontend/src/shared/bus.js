/**
 * What panels on one page tell each other, at once and without the server.
 *
 * Each panel is a bundle of its own, so they share nothing but the document.
 * @typedef {{id: string|null, ids: string[], from: string}} Said `ids` are all things to light up:
 *   `id` itself and what the speaking panel knows to belong to it.
 * @typedef {{day: string|null|undefined, from: string}} SaidDay topic "as-of": the day whose
 *   knowledge the reader looks at (ISO; null: all that is known now; undefined: nobody says any
 *   longer, so that of the server's view counts).
 * @typedef {{since: string|null, until: string|null, from: string}} SaidPeriod topic "period": the
 *   days that the reader is marking (ISO, both included; null: without end, both null: none).
 */

const MEMORY = Symbol.for("parley.selected");

/** @param {"hover"|"select"|"as-of"|"period"} topic @param {Said|SaidDay|SaidPeriod} said */
export function tell(topic, said) {
  // A panel that is mounted later must find what was selected before it came.
  if (topic === "select") document[MEMORY] = { said, page: location.pathname };
  document.dispatchEvent(new CustomEvent(`parley:${topic}`, { detail: said }));
}

/**
 * Listen to the other panels, never to oneself.
 * @param {"hover"|"select"|"as-of"|"period"} topic @param {string} self
 * @param {(said: Said|SaidDay|SaidPeriod) => void} hear
 * @returns {() => void} stops listening
 */
export function listen(topic, self, hear) {
  const heard = (event) => {
    if (event.detail?.from !== self) hear(event.detail);
  };
  document.addEventListener(`parley:${topic}`, heard);
  return () => document.removeEventListener(`parley:${topic}`, heard);
}

/** @returns {Said|undefined} the last selection on this page */
export function remembered() {
  const kept = document[MEMORY];
  return kept?.page === location.pathname ? kept.said : undefined;
}
