/** What is said about an event, in the tooltip and aloud. */

import { dayInFull, moment, spelled } from "../shared/days.js";
import { many } from "../shared/text.js";
import { CHANGES } from "./changes.js";

/** @param {import("./events.js").Event} event @param {{label: string}[]} lanes */
export function wordsOf(event, lanes) {
  const notes = [];
  if (event.uncertain && event.approx) notes.push("The date is doubtful and approximate.");
  else if (event.uncertain) notes.push("The date is doubtful.");
  else if (event.approx) notes.push("The date is approximate.");
  if (event.disputed) notes.push("Accounts of it differ.");
  const others = event.rivals.map((rival) => ["Also claimed", rival.label]);
  const known = event.announced === null ? [] : [["Announced", spelled(event.announced)]];
  const change = CHANGES.find(({ id }) => id === event.changed);
  return {
    title: event.title,
    lines: [
      ["Date", event.date],
      ["Status", event.statusLabel],
      ["Kind", event.kindLabel],
      ["Track", lanes[event.lane]?.label ?? ""],
      ...known,
      ...others,
      ["Compared", change?.words],
    ].filter(([, value]) => value),
    notes,
  };
}

/** @param {import("./scale.js").Scale} scale @returns {string} the days in view */
export function periodOf(scale) {
  const [from, to] = scale.window;
  return `${spelled(from)} – ${spelled(to - 1)}`;
}

/** @param {number} count of events @param {string|null} day @returns {string} "… on 28 March 2022: …" */
export const titleOf = (count, day) =>
  day === null
    ? `Timeline of ${many(count, "event")}`
    : `Timeline as known on ${dayInFull(day)}: ${many(count, "event")}`;

/**
 * The line above the panel.
 * @param {{seen: number, count: number, undated: number, day: string|null, density: boolean}} now
 */
export function lineOf(scale, { seen, count, undated, day, density }) {
  const all = many(count, "event");
  return [
    periodOf(scale),
    seen < count ? `${seen.toLocaleString("en")} of ${all}` : all,
    undated ? `${undated} undated` : "",
    day === null ? "" : `as known on ${spelled(moment(day))}`,
    density ? "shown as density, zoom in for events" : "",
  ].filter(Boolean).join(" · ");
}

/** Why nothing is drawn. @param {import("./knowledge.js").Knowledge} known */
export function nothingOf({ undated, day, all, filtered }) {
  if (undated) return `${many(undated, "event")} without a date: nothing to draw.`;
  if (day === null || filtered || !all.length) return "No event matches.";
  return `No event was known by ${dayInFull(day)}.`;
}
