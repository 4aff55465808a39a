/** Which places stay bright: those of what the reader looks at, or has chosen, in any panel. */

/**
 * @param {import("./panel.js").Panel} panel
 * @returns {Set<number>|null} indices of places; null when nothing is dimmed
 */
export function focusOf({ records, scene, attention, way, pointed }) {
  const { hovered, selected, lit } = attention;
  // What is pointed at here has its ring; the map must not flicker under the pointer.
  if (hovered && !pointed && !records.place.has(hovered)) return places(records, scene, [hovered]);
  if (selected) {
    const found = places(records, scene, [selected]);
    for (const event of way?.events ?? []) add(found, records, scene, event);
    return found;
  }
  if (lit) return places(records, scene, lit);
  return null;
}

function places(records, scene, ids) {
  const found = new Set();
  for (const id of ids) {
    if (records.place.has(id)) found.add(records.place.get(id));
    else if (records.event.has(id)) {
      const event = records.event.get(id);
      add(found, records, scene, event);
      for (const ghost of scene.ghosts) if (ghost.event === event) found.add(ghost.place);
    } else if (records.person.has(id)) {
      const person = records.person.get(id);
      records.present.event.forEach((event, i) => {
        if (records.present.person[i] === person) add(found, records, scene, event);
      });
    }
  }
  return found;
}

function add(found, records, scene, event) {
  const place = records.placeOf(event, scene);
  if (place >= 0) found.add(place);
}
