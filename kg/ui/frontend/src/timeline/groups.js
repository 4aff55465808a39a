/**
 * What a mark looks like: its shape and hue tell the group of kinds, its fill the status.
 *
 * The lists are fixed here and not made from the data, so that filtering never repaints a mark.
 */

/** @typedef {"circle"|"square"|"diamond"|"up"|"down"|"pentagon"|"hexagon"} Shape */
/** @typedef {{id: string, label: string, shape: Shape, hue: string, kinds: string[]}} Group */

/** @type {Group[]} */
export const GROUPS = [
  {
    id: "meet", label: "Talks, meetings, calls", shape: "circle", hue: "blue",
    kinds: [
      "talks-round", "meeting", "summit", "call", "conference", "visit", "mission", "travel",
    ],
  },
  {
    id: "say", label: "Statements, publications", shape: "square", hue: "violet",
    kinds: ["statement", "announcement", "publication"],
  },
  {
    id: "decide", label: "Proposals, votes, signings", shape: "diamond", hue: "green",
    kinds: ["proposal", "vote", "signing", "extension"],
  },
  {
    id: "relief", label: "Exchanges, relief", shape: "up", hue: "amber",
    kinds: ["exchange", "humanitarian"],
  },
  {
    id: "break", label: "Suspensions, incidents", shape: "down", hue: "red",
    kinds: ["suspension", "incident", "military"],
  },
  { id: "other", label: "Other", shape: "hexagon", hue: "grey", kinds: [] },
];

const BY_KIND = new Map(GROUPS.flatMap((group) => group.kinds.map((kind) => [kind, group])));

/** @param {string} kind @returns {Group} */
export const groupOf = (kind) => BY_KIND.get(kind) ?? GROUPS.at(-1);

/** @typedef {"solid"|"hollow"|"struck"|"crossed"|"dashed"} Fill */

/** @type {{fill: Fill, label: string, statuses: string[]}[]} */
export const FILLS = [
  { fill: "solid", label: "took place", statuses: ["held", "concluded"] },
  { fill: "hollow", label: "planned", statuses: ["proposed", "announced", "scheduled", "moved"] },
  { fill: "struck", label: "put off or stopped", statuses: ["postponed", "cancelled", "suspended"] },
  { fill: "crossed", label: "denied", statuses: ["denied"] },
  { fill: "dashed", label: "alleged", statuses: ["alleged"] },
];

const BY_STATUS = new Map(FILLS.flatMap((f) => f.statuses.map((status) => [status, f.fill])));

/** @param {string} status @returns {Fill} an unknown status claims nothing: it looks alleged */
export const fillOf = (status) => BY_STATUS.get(status) ?? "dashed";
