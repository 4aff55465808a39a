/** What is under the pointer: an event, or a bar where there are too many of them. */

import { spelled } from "../shared/days.js";
import { many } from "../shared/text.js";
import { AXIS } from "./axis.js";
import { barAt } from "./density.js";
import { placed } from "./places.js";

/** How far from a mark a finger or a pointer may be. */
const REACH = 9;

/** @typedef {import("./panel.js").Panel} Panel */

/** @returns {import("./events.js").Event|null} the event under a pixel, the nearest if several */
function eventAt(panel, x, y) {
  if (panel.density || !panel.plan) return null;
  let [best, least] = [null, REACH];
  for (const { event, extent, y: middle } of placed(panel)) {
    const aside = Math.max(extent.left - x, x - extent.right, 0);
    const above = Math.max(Math.abs(y - middle) - panel.plan.radius, 0);
    const far = Math.hypot(aside, above) + Math.abs(x - extent.x) / 1e4;
    if (far < least) [best, least] = [event, far];
  }
  return best;
}

/** @param {Panel} panel @param {number} x @param {number} y */
export function hoverAt(panel, x, y) {
  const { period, scale } = panel;
  panel.plot.classList.toggle("marks", period.allowed && y < AXIS && x > scale.range[0]);
  panel.plot.classList.toggle("end", period.endAt(x, y) !== null);
  const lane = panel.plan?.lanes.findIndex((l) => y >= l.top && y < l.top + l.height);
  const bar = panel.density && barAt(panel.density, lane, x, panel.scale);
  if (bar) {
    const days = `${spelled(bar.from)} – ${spelled(bar.to - 1)}`;
    const words = { title: `${many(bar.count, panel.known.noun)} on these days`, lines: [["Days", days]] };
    return panel.tip.show(words, { x, top: y - 10, bottom: y + 10 });
  }
  const event = eventAt(panel, x, y);
  panel.plot.classList.toggle("over", Boolean(event));
  panel.look(event);
}

/** @param {Panel} panel @param {number} x @param {number} y */
export function tapAt(panel, x, y) {
  if (panel.density) return panel.scale.glideZoom(4, panel.scale.time(x));
  const event = eventAt(panel, x, y);
  panel.pick(event?.id ?? null);
  panel.look(event); // a finger doesn't hover
}
