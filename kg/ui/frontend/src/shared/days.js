/** Days: ISO text from the records, UTC milliseconds inside, spelled-out text for readers. */

import { utcFormat } from "d3-time-format";

export const DAY = 86_400_000;

/** @param {string|null|undefined} iso `YYYY-MM-DD` @returns {number|null} its first moment, UTC */
export function moment(iso) {
  if (!iso) return null;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) ? null : time;
}

/** @param {number} time @returns {string} `YYYY-MM-DD` */
export const iso = (time) => new Date(time).toISOString().slice(0, 10);

/** Never digits only: 05/14 and 14/05 are the same day to different readers. */
export const spelled = utcFormat("%-d %b %Y");
export const dayOfMonth = utcFormat("%-d");
export const dayMonth = utcFormat("%-d %b");
export const month = utcFormat("%b");
export const monthYear = utcFormat("%B %Y");
export const year = utcFormat("%Y");
export const inFull = utcFormat("%-d %B %Y");

/** @param {string|null} day ISO @returns {string} "28 March 2022" */
export const dayInFull = (day) => inFull(moment(day));
