/** What is said about an event, in the tooltip and aloud. */

import { dayInFull, moment, spelled } from "../shared/days.js";
import { many } from "../shared/text.js";
import { CHANGES } from "./changes.js";

/** So many of one kind are named; the event's page has them all. */
const NAMED = 3;

/** @param {import("./events.js").Event} event @param {import("./knowledge.js").Knowledge} known */
export function wordsOf(event, known) {
  const { rivals, announced, ties, changed } = known.told(event);
  const notes = [];
  if (event.uncertain && event.approx) notes.push("The date is doubtful and approximate.");
  else if (event.uncertain) notes.push("The date is doubtful.");
  else if (event.approx) notes.push("The date is approximate.");
  if (event.disputed) notes.push("Accounts of it differ.");
  const others = rivals.map((rival) => ["Also claimed", rival.label]);
  const since = announced === null ? [] : [["Announced", spelled(announced)]];
  const change = CHANGES.find(({ id }) => id === changed);
  return {
    title: event.title,
    lines: [
      ["Date", event.date],
      ["Status", event.statusLabel],
      ["Kind", event.kindLabel],
      [known.laneWord, (known.laneWord && known.lanes[event.lane]?.label) ?? ""],
      ...since,
      ...others,
      ...tiesOf(ties, known),
      ["Compared", change?.words],
    ].filter(([, value]) => value),
    notes,
  };
}

/** One line for each way of being tied: "Followed by", and by what. */
function tiesOf(ties, known) {
  const lines = new Map();
  for (const { words, id } of ties) {
    const title = known.get(id)?.title;
    if (title) lines.set(words, [...(lines.get(words) ?? []), title]);
  }
  return [...lines].map(([words, titles]) => {
    const more = titles.length - NAMED;
    return [words, titles.slice(0, NAMED).join("; ") + (more > 0 ? `; ${more} more` : "")];
  });
}

/** @param {import("./scale.js").Scale} scale @returns {string} the days in view */
export function periodOf(scale) {
  const [from, to] = scale.window;
  return `${spelled(from)} – ${spelled(to - 1)}`;
}

/** @param {string} all such as "2 events" @param {string|null} day @returns {string} "… on 28 March 2022: …" */
export const titleOf = (all, day) =>
  day === null ? `Timeline of ${all}` : `Timeline as known on ${dayInFull(day)}: ${all}`;

/**
 * The line above the panel.
 * @param {{seen: number, count: number, all: string, undated: number, day: string|null,
 *   density: boolean, period: import("./period.js").Period}} now
 */
export function lineOf(scale, { seen, count, all, undated, day, density, period }) {
  return [
    periodOf(scale),
    seen < count ? `${seen.toLocaleString("en")} of ${all}` : all,
    undated ? `${undated} undated` : "",
    day === null ? "" : `as known on ${spelled(moment(day))}`,
    period.on ? `period: ${period.words}` : "",
    density ? "bars tell how many: zoom in to see each" : "",
  ].filter(Boolean).join(" · ");
}

/** Why nothing is drawn. @param {import("./knowledge.js").Knowledge} known */
export function nothingOf({ undated, day, all, filtered, noun }) {
  if (undated) return `${many(undated, noun)} without a date: nothing to draw.`;
  if (day === null || filtered || !all.length) return `No ${noun} matches.`;
  return `No event was known by ${dayInFull(day)}.`;
}
