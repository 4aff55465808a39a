/** What is said about places and ways, in the tooltip, in lists and aloud. */

import { DAY, spelled, year } from "../shared/days.js";
import { many } from "../shared/text.js";

const NAMED = 4;
export const JOURNEY = "Consecutive meetings on record; how they travelled is not.";
export const CHAIN = "Nobody need have travelled between them.";

/** Why something is not on the map. */
const MISSING = {
  event: {
    nowhere: { label: "no place on record", note: "Nobody on record says where." },
    pointless: { label: "place named, not located", note: "The place has a name, but no point." },
    remotely: { label: "no place needed", note: "By telephone or video, in writing, through the media." },
  },
  row: {
    nowhere: { label: "without a place", note: "The row has none, or none that can be read." },
    pointless: { label: "place named, not located", note: "The venue has a name, but no point on record." },
    remotely: { label: "", note: "" },
  },
};

export const missingWords = (noun) => MISSING[noun];

export const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** Why there is no map. */
export const nothingOf = ({ noun }) =>
  noun === "event" ? "No event of this view has a place that can be drawn." : `No ${noun} has a place that can be drawn.`;

/** @param {import("./marks.js").Mark} mark @param {object} scene @param {import("./records.js").Records} records */
export function wordsOf(mark, scene, records) {
  if (mark.places.length > 1) {
    const named = mark.places.slice(0, NAMED + 2).map((place) => `${place.name} (${countOf(place, scene)})`);
    return {
      title: `${many(mark.places.length, "place")} near each other`,
      lines: [["Places", rest(named, mark.places.length)], [`${capital(scene.noun)}s`, eventsOf(mark, scene)]],
      notes: ["Choose it to see them one by one."],
    };
  }
  const [place] = mark.places;
  const events = scene.there[place.index];
  return {
    title: place.name,
    lines: [
      ["Point", place.exact],
      [`${capital(scene.noun)}s`, [eventsOf(mark, scene), yearsOf(events, records)].filter(Boolean).join(", ")],
      ["Status", statusOf(events, records)],
      titlesOf(events, records),
      ...claimed(place, scene, records),
    ].filter(([, value]) => value),
  };
}

const rest = (named, count) =>
  [...named, ...(count > named.length ? [`and ${count - named.length} more`] : [])].join("; ");

/** Events come in the order of time, rows in that of the answer, and several may say the same. */
function titlesOf(events, { noun, events: { title } }) {
  if (noun === "event") {
    const latest = events.slice(-NAMED).reverse().map((event) => title[event]);
    return [events.length > 1 ? "Latest" : "Event", rest(latest, events.length)];
  }
  const said = [...new Set(events.map((row) => title[row]))];
  return [said.length > 1 ? "Among them" : "About", rest(said.slice(0, NAMED), said.length)];
}

const eventsOf = ({ count, now }, { noun }) =>
  now === count ? many(count, noun) : `${now.toLocaleString("en")} of ${many(count, noun)}`;

/** @returns {string} how many events a place has, or that somebody claims it for some */
export function countOf(place, scene) {
  const count = scene.there[place.index].length;
  return count ? many(count, scene.noun) : "only claimed";
}

function yearsOf(events, { events: { first, last } }) {
  const at = (days, choose) => {
    const known = days.filter((day) => day !== null);
    return known.length ? year(choose(...known) * DAY) : "";
  };
  if (!events.length || events.length > 20_000) return "";
  const from = at(events.map((event) => first[event]), Math.min);
  const to = at(events.map((event) => last[event]), Math.max);
  return from === to || Number(to) > 3000 ? from : `${from}–${to}`;
}

function statusOf(events, records) {
  const counts = new Map();
  for (const event of events) {
    if (records.events.status[event] === null) continue; // a row that is about no event
    const status = records.statuses[records.events.status[event]] ?? "no status known yet";
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  if (counts.size < 2) return [...counts.keys()][0] ?? "";
  const most = [...counts].sort((one, two) => two[1] - one[1]);
  return most.map(([status, count]) => `${count.toLocaleString("en")} ${status.toLowerCase()}`).join(", ");
}

/** What is held to have been elsewhere, and the other way round. */
function claimed(place, scene, records) {
  const lines = [];
  for (const { event, place: at, who } of scene.ghosts) {
    const by = who || "other reading";
    const title = records.events.title[event];
    if (at === place.index) lines.push(["Claimed for", `${title} (${by})`]);
    else if (records.placeOf(event, scene) === place.index) {
      lines.push(["Elsewhere", `${title}: ${records.places[at].name} (${by})`]);
    }
  }
  return lines.slice(0, 3);
}

/** @returns {string} the name of a button, for those who don't see the map */
export function labelOf(mark, scene) {
  const [place] = mark.places;
  if (mark.places.length === 1) return `${place.name}, ${place.exact}: ${countOf(place, scene)}`;
  return `${place.name} and ${many(mark.places.length - 1, "other place")} near it: ${eventsOf(mark, scene)}`;
}

/** @returns {[string, string]} the line above the map, and what else is told, below it */
export function lineOf({ scene, marks, chart, records }) {
  const drawn = marks.filter(({ ghost }) => !ghost);
  const sum = (list, of) => list.reduce((total, one) => total + of(one), 0);
  const [events, now] = [sum(drawn, ({ count }) => count), sum(drawn, (mark) => mark.now)];
  const places = sum(drawn, (mark) => mark.places.filter(({ index }) => scene.there[index].length).length);
  const out = drawn.filter(({ x, y }) => x < 0 || y < 0 || x > chart.width || y > chart.height);
  const missing = records.places.filter(({ point, index }) => point && scene.there[index].length).length - places;
  const outside = missing + sum(out, (mark) => mark.places.length);
  const counted = `${eventsOf({ count: events, now }, scene)} at ${many(places + missing, "place")}`;
  const more = [
    outside ? `${outside.toLocaleString("en")} ${outside === 1 ? "place" : "places"} out of view` : "",
    scene.day === null ? "" : `as known on ${spelled(scene.day * DAY)}`,
  ].filter(Boolean).join(" · ");
  return [counted, more];
}

/** What is said of a way, below the map. */
export function wayWords(way, records) {
  if (!way) return "";
  const at = new Set(way.events.map((event) => records.events.place[event])).size;
  if (way.kind === "chain") {
    const all = way.legs.length + way.broken;
    if (!way.legs.length) return all ? `${many(all, "follow-up")} on record, none from one place on the map to another.` : "";
    const told = way.broken ? `${way.legs.length} of ${many(all, "follow-up")} on record lead${way.legs.length === 1 ? "s" : ""}` : `${many(all, "follow-up")} on record lead${all === 1 ? "s" : ""}`;
    return `${told} from one place on the map to another. ${CHAIN}`;
  }
  const met = `${way.who}: ${many(way.events.length, "meeting")} in person on record, at ${many(at, "place")}.`;
  if (!way.legs.length) return met;
  const broken = way.broken ? ` ${many(way.broken, "step")} not drawn: a place on it has no point.` : "";
  return `${met} ${JOURNEY}${broken}`;
}

/** Why the chosen event is not on the map. @param {import("./panel.js").Panel} panel */
export function absentWords({ attention, records, scene }) {
  const event = records.event.get(attention.selected);
  if (event === undefined || !scene.shown[event] || records.placeOf(event, scene) >= 0) return "";
  const title = records.events.title[event];
  if (scene.pointless.includes(event)) {
    return `${title}: at ${records.places[records.events.place[event]].name}, of which no point is on record.`;
  }
  return scene.remotely.includes(event)
    ? `${title}: it needed no place.`
    : `${title}: ${missingWords(records.noun).nowhere.label}.`;
}

/** @param {string} id of a place or an event @returns {string} what it is called */
export const titleOf = (id, { place, places, event, events }) =>
  place.has(id) ? places[place.get(id)].name : events.title[event.get(id)];
