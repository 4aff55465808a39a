/** How each kind of node looks: fixed here, so that filtering never repaints a node. */

/** @typedef {{id: string, label: string, many: string, shape: import("../timeline/groups.js").Shape,
 *   hue: string}} Kind */

/** @type {Kind[]} */
export const KINDS = [
  { id: "person", label: "Person", many: "People", shape: "circle", hue: "blue" },
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
