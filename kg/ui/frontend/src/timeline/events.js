/** The payload's columns as events with times, in the order of time. */

import { DAY, moment } from "./days.js";
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
 * @property {string} id @property {string} title @property {number} lane
 * @property {string} kindLabel @property {import("./groups.js").Group} group
 * @property {string} statusLabel @property {import("./groups.js").Fill} fill
 * @property {string} date @property {Span} span
 * @property {boolean} approx @property {boolean} uncertain @property {boolean} disputed
 * @property {{span: Span, label: string}[]} rivals other dates that somebody claims
 * @property {number|null} announced
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

/**
 * @param {{events?: Record<string, any[]>, statuses?: {id: string, label: string}[]}} payload
 * @returns {{events: Event[], undated: number}} without those that have no date at all
 */
export function eventsOf(payload) {
  const columns = payload?.events ?? {};
  const ids = columns.id ?? [];
  const statuses = new Map((payload?.statuses ?? []).map(({ id, label }) => [id, label]));
  const cell = (name, i) => columns[name]?.[i] ?? null;
  const events = [];
  ids.forEach((id, i) => {
    const dates = Object.fromEntries(["b0", "b1", "e0", "e1"].map((n) => [n, cell(n, i)]));
    const span = spanOf(dates);
    if (!span) return;
    const status = cell("status", i) ?? "";
    events.push({
      id: String(id),
      title: String(cell("title", i) ?? id),
      lane: cell("lane", i) ?? 0,
      kindLabel: String(cell("kindLabel", i) ?? cell("kind", i) ?? ""),
      group: groupOf(cell("kind", i) ?? ""),
      statusLabel: statuses.get(status) ?? status,
      fill: fillOf(status),
      date: String(cell("date", i) ?? ""),
      span,
      approx: Boolean(cell("approx", i)),
      uncertain: Boolean(cell("uncertain", i)),
      disputed: Boolean(cell("disputed", i)),
      rivals: (cell("rivals", i) ?? [])
        .map((rival) => ({ span: spanOf(rival), label: String(rival.label ?? "") }))
        .filter((rival) => rival.span),
      announced: moment(cell("announced", i)),
    });
  });
  events.sort((one, two) => one.span.a - two.span.a || one.span.d - two.span.d);
  return { events, undated: ids.length - events.length };
}
