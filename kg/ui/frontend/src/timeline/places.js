/** Where events stand on the panel. */

import { middleOf } from "./lanes.js";
import { extentOf } from "./marks.js";

/** No mark reaches farther than this beyond its days, in pixels. */
const REACH = 64;

/** @typedef {{event: import("./events.js").Event, extent: import("./marks.js").Extent, y: number}} Mark */

/** @returns {Mark[]} what is in view */
export function placed(panel, events = panel.events) {
  const { scale } = panel;
  const [left, right] = scale.range;
  const room = REACH / scale.density;
  const [from, to] = [scale.window[0] - room, scale.window[1] + room];
  return events
    .filter(({ span }) => span.d >= from && span.a <= to)
    .map((event) => placedAnywhere(panel, event))
    .filter(({ extent }) => extent.right >= left - 4 && extent.left <= right + 4);
}

/** @returns {Mark} where an event stands, in view or not */
export const placedAnywhere = ({ plan, scale }, event) => ({
  event,
  extent: extentOf(event.span, scale, plan.radius),
  y: middleOf(plan, event),
});
