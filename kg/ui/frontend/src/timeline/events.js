/** The payload's columns as events with times, in the order of time: all that is known now. */

import { DAY, moment } from "../shared/days.js";
import { fillOf, groupOf } from "./groups.js";

/**
 * @typedef {object} Span Times in UTC milliseconds. It began between `a` and `b` and was over
 *   between `c` and `d` (the first moment after the last day). Without a `core` (`b` before `c`)
 *   no single day is certain: it happened somewhere between `a` and `d`.
 * @property {number} a @property {number} b @property {number} c @property {number} d
 * @property {boolean} core
 * @property {boolean} openBegin nobody says when it began @property {boolean} openEnd
 */

/**
 * @typedef {object} Event
 * @property {number} index in the payload
 * @property {string} id @property {string} title @property {number} lane
 * @property {string} kindLabel @property {import("./groups.js").Group} group
 * @property {string} statusLabel @property {import("./groups.js").Fill} fill
 * @property {boolean} stated whether it is something that has a status, known or not
 * @property {string} date @property {Span} span
 * @property {boolean} approx @property {boolean} uncertain @property {boolean} disputed
 */

/** @param {{b0?: string, b1?: string, e0?: string, e1?: string}} dates @returns {Span|null} */
export function spanOf(dates) {
  const [b0, b1] = [moment(dates.b0), moment(dates.b1)];
  const [e0, e1] = [moment(dates.e0), moment(dates.e1)];
  const some = b1 ?? b0 ?? e0 ?? e1;
  if (some === null) return null;
  const b = b1 ?? b0 ?? some;
  const a = Math.min(b0 ?? b, b);
  const c = e0 === null ? Math.max(b, a) + DAY : e0 + DAY;
  const d = Math.max(e1 === null ? c : e1 + DAY, c, a + DAY);
  return { a, b, c, d, core: b < c, openBegin: b0 === null, openEnd: e1 === null };
}

/** The bounds of row `i` of some columns. @returns {Span|null} */
export const spanAt = (columns, i) =>
  spanOf({ b0: at(columns.b0, i), b1: at(columns.b1, i), e0: at(columns.e0, i), e1: at(columns.e1, i) });

const at = (column, i) => column?.[i] ?? null;

/** @returns {Map<string, string>} labels of statuses, by id */
export const statusesOf = (payload) =>
  new Map((payload?.statuses ?? []).map(({ id, label }) => [id, label]));

/**
 * What a day may change of an event.
 * @param {string|null} status null: it is no event, and is drawn whole @param {Map<string, string>} labels
 */
export const standing = (columns, i, status, labels) => ({
  stated: status !== null,
  statusLabel: labels.get(status) ?? status ?? "",
  fill: status === null ? "solid" : fillOf(status),
  date: String(at(columns.date, i) ?? ""),
  approx: Boolean(at(columns.approx, i)),
  uncertain: Boolean(at(columns.uncertain, i)),
  disputed: Boolean(at(columns.disputed, i)),
});

/** In the order of time: the keyboard walks so, and a later mark lies over an earlier label. */
export const byTime = (one, two) => one.span.a - two.span.a || one.span.d - two.span.d;

/**
 * @param {{events?: Record<string, any[]>, statuses?: {id: string, label: string}[]}} payload
 * @returns {{events: Event[], undated: number[]}} and the indices of those without any date
 */
export function eventsOf(payload) {
  const columns = payload?.events ?? {};
  const labels = statusesOf(payload);
  const [events, undated] = [[], []];
  (columns.id ?? []).forEach((id, i) => {
    const span = spanAt(columns, i);
    if (!span) return undated.push(i);
    const kind = at(columns.kind, i) ?? "";
    events.push({
      index: i,
      id: String(id),
      title: String(at(columns.title, i) ?? id),
      lane: at(columns.lane, i) ?? 0,
      kindLabel: String(at(columns.kindLabel, i) ?? kind),
      group: groupOf(kind),
      span,
      ...standing(columns, i, at(columns.status, i), labels),
    });
  });
  events.sort(byTime);
  return { events, undated };
}
