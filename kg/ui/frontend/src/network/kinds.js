/** How each kind of node and each channel looks: fixed here, so that filtering never repaints one. */

/** @typedef {{id: string, label: string, many: string, shape: import("../timeline/groups.js").Shape,
 *   hue: string}} Kind */

/** @type {Kind[]} */
export const KINDS = [
  { id: "person", label: "Person", many: "People", shape: "circle", hue: "blue" },
  { id: "office", label: "Office", many: "Offices", shape: "pentagon", hue: "grey" },
  { id: "state", label: "State", many: "States", shape: "square", hue: "red" },
  { id: "body", label: "Body or group", many: "Bodies and groups", shape: "hexagon", hue: "violet" },
  { id: "event", label: "Event", many: "Events", shape: "diamond", hue: "green" },
  { id: "topic", label: "Topic", many: "Topics", shape: "up", hue: "amber" },
  { id: "venue", label: "Venue", many: "Venues", shape: "down", hue: "teal" },
];

const OTHER = { id: "", label: "Other", many: "Others", shape: "circle", hue: "grey" };
const BY_ID = new Map(KINDS.map((kind) => [kind.id, kind]));

/** @param {string} id @returns {Kind} */
export const kindOf = (id) => BY_ID.get(id) ?? OTHER;

/**
 * A line tells its channel by hue and by dash, so that neither is needed.
 * @typedef {{hue: string, dash: number[]}} Stroke
 * @type {Record<string, Stroke>}
 */
const STROKES = {
  met: { hue: "blue", dash: [] },
  spoke: { hue: "green", dash: [9, 4] },
  mediated: { hue: "violet", dash: [11, 3, 2.5, 3] },
  wrote: { hue: "red", dash: [2, 3] },
  dealt: { hue: "amber", dash: [4.5, 3] },
  planned: { hue: "grey", dash: [1.5, 4] },
  aside: { hue: "grey", dash: [] },
};

/** @param {string} id @returns {Stroke} */
export const strokeOf = (id) => STROKES[id] ?? { hue: "grey", dash: [] };
