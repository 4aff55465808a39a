/**
 * Ways between places: from one meeting on record to the next that a person was at, or from an
 * event to what followed it. Nothing is told of how anybody travelled.
 */

/**
 * @typedef {object} Leg
 * @property {number} from @property {number} to indices of places
 * @property {boolean} sure that it went in this direction
 * @property {number} number in the order of time
 */

/**
 * @param {import("./records.js").Records} records @param {object} scene @param {string} id a person
 * @returns {{legs: Leg[], events: number[], broken: number, who: string}}
 */
export function journeyOf(records, scene, id) {
  const person = records.person.get(id);
  const { event, since } = records.present;
  const { first, last, held } = records.events;
  const events = event.filter(
    (one, i) =>
      records.present.person[i] === person &&
      scene.shown[one] === 2 && scene.by(since[i]) && scene.by(held[one]) && first[one] !== null,
  );
  events.sort((one, two) => first[one] - first[two] || last[one] - last[two]);
  /** Meetings at one place, one after the other, are one stay. */
  const stays = [];
  for (const one of events) {
    const [at, before] = [records.placeOf(one, scene), stays.at(-1)];
    if (at >= 0 && before?.place === at) before.last = Math.max(before.last, last[one]);
    else stays.push({ place: at, first: first[one], last: last[one] });
  }
  const legs = [];
  let broken = 0;
  for (let i = 1; i < stays.length; i += 1) {
    const [one, two] = [stays[i - 1], stays[i]];
    // Without the point of a place on the way, the way is not known.
    if (one.place < 0 || two.place < 0) broken += 1;
    else legs.push({ from: one.place, to: two.place, sure: inTurn(one, two), number: legs.length + 1 });
  }
  return { legs, events, broken, who: records.people.name[person] };
}

/** Whether the first was over when the second began, as far as days tell. */
const inTurn = (one, two) => one.last <= two.first && one.first < two.last;

/**
 * @param {import("./records.js").Records} records @param {object} scene
 * @param {(event: number) => boolean} wanted
 */
function chainOf(records, scene, wanted) {
  const { event, before } = records.followed;
  const pairs = event.map((one, i) => [before[i], one]).filter(([one, two]) => wanted(one) && wanted(two));
  const first = (one) => records.events.first[one] ?? Infinity;
  pairs.sort((one, two) => first(one[1]) - first(two[1]));
  const legs = [];
  const events = new Set();
  let all = 0;
  for (const [one, two] of pairs) {
    if (scene.shown[one] !== 2 || scene.shown[two] !== 2) continue;
    all += 1;
    events.add(one).add(two);
    const [from, to] = [records.placeOf(one, scene), records.placeOf(two, scene)];
    if (from >= 0 && to >= 0 && from !== to) legs.push({ from, to, sure: true, number: legs.length + 1 });
  }
  return { legs, events: [...events], broken: all - legs.length, who: "" };
}

/** All that an event followed, and all that followed it, step by step. */
function around(records, event) {
  const { event: after, before } = records.followed;
  const found = new Set([event]);
  for (const [from, to] of [[after, before], [before, after]]) {
    const open = [event];
    while (open.length) {
      const one = open.pop();
      from.forEach((here, i) => {
        if (here !== one || found.has(to[i])) return;
        found.add(to[i]);
        open.push(to[i]);
      });
    }
  }
  return found;
}

/**
 * The way of what is chosen.
 * @returns {{kind: "journey"|"chain", legs: Leg[], events: number[], broken: number, who: string}|null}
 *   `broken`: steps that are not drawn
 */
export function wayOf(records, scene, chosen) {
  if (records.person.has(chosen)) return { kind: "journey", ...journeyOf(records, scene, chosen) };
  if (records.event.has(chosen)) {
    const near = around(records, records.event.get(chosen));
    return { kind: "chain", ...chainOf(records, scene, (event) => near.has(event)) };
  }
  if (records.tracks.has(chosen)) {
    const inIt = (event) => records.events.track[event] === chosen;
    return { kind: "chain", ...chainOf(records, scene, inIt) };
  }
  if (!chosen && records.chain) return { kind: "chain", ...chainOf(records, scene, () => true) };
  return null;
}
