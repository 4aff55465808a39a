/** What is said about an event, in the tooltip and aloud. */

import { spelled } from "./days.js";

/** @param {import("./events.js").Event} event @param {{label: string}[]} lanes */
export function wordsOf(event, lanes) {
  const notes = [];
  if (event.uncertain && event.approx) notes.push("The date is doubtful and approximate.");
  else if (event.uncertain) notes.push("The date is doubtful.");
  else if (event.approx) notes.push("The date is approximate.");
  if (event.disputed) notes.push("Accounts of it differ.");
  const others = event.rivals.map((rival) => ["Also claimed", rival.label]);
  const known = event.announced === null ? [] : [["Announced", spelled(event.announced)]];
  return {
    title: event.title,
    lines: [
      ["Date", event.date],
      ["Status", event.statusLabel],
      ["Kind", event.kindLabel],
      ["Track", lanes[event.lane]?.label ?? ""],
      ...known,
      ...others,
    ].filter(([, value]) => value),
    notes,
  };
}

/** @param {import("./scale.js").Scale} scale @returns {string} the days in view */
export function periodOf(scale) {
  const [from, to] = scale.window;
  return `${spelled(from)} – ${spelled(to - 1)}`;
}
