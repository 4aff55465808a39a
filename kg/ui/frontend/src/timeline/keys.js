/** The keyboard inside the panel: arrows walk from event to event, the rest is said in `HELP`. */

export const HELP =
  "Left and right arrows move between events, up and down between lanes, Home and End go to the " +
  "first and the last event, Enter selects, Escape clears, plus and minus zoom, zero shows all days.";

/** Said besides where the reader can mark a period. */
export const PERIOD =
  " Opening and closing square brackets mark the start and the end of a period, at the event or at " +
  "the edge of what is in view, and Backspace clears it.";

/** @param {import("./panel.js").Panel} panel @returns {(event: KeyboardEvent) => void} */
export function keys(panel) {
  const acts = {
    ArrowRight: () => panel.walkTo(beside(panel, 1)),
    ArrowLeft: () => panel.walkTo(beside(panel, -1)),
    ArrowDown: () => panel.walkTo(nextLane(panel, 1)),
    ArrowUp: () => panel.walkTo(nextLane(panel, -1)),
    Home: () => panel.walkTo(panel.events[0]),
    End: () => panel.walkTo(panel.events.at(-1)),
    PageDown: () => page(panel, 1),
    PageUp: () => page(panel, -1),
    "+": () => panel.nearer(1.8),
    "=": () => panel.nearer(1.8),
    "-": () => panel.nearer(1 / 1.8),
    0: () => panel.showAll(),
    Enter: () => panel.attention.cursor && panel.pick(panel.attention.cursor),
    " ": () => panel.attention.cursor && panel.pick(panel.attention.cursor),
    Escape: () => (panel.period.grip ? panel.period.drop(false) : panel.pick(null)),
    "[": () => panel.period.set("since", here(panel)?.a ?? panel.scale.window[0]),
    "]": () => panel.period.set("until", here(panel)?.d ?? panel.scale.window[1]),
    Backspace: () => panel.period.clear(),
  };
  return (event) => {
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    act();
    event.preventDefault();
    // Streamlit has shortcuts of its own on single letters and must not hear ours.
    event.stopPropagation();
  };
}

const here = ({ known, attention }) => known.get(attention.cursor)?.span;

/** The event before or after; from nowhere, the first in view. */
function beside({ events, known, attention, scale }, step) {
  const here = known.get(attention.cursor);
  if (here) return events[events.indexOf(here) + step];
  const [from, to] = scale.window;
  return events.find(({ span }) => span.d > from && span.a < to);
}

/** The event of the lane above or below that is nearest in time. */
function nextLane(panel, step) {
  const here = panel.known.get(panel.attention.cursor);
  if (!here) return beside(panel, 1);
  const gap = (event) => Math.abs(event.span.a - here.span.a);
  const there = panel.events.filter((event) => event.lane === here.lane + step);
  return there.reduce((best, event) => (!best || gap(event) < gap(best) ? event : best), null);
}

/** Half a window on, so that something of what was seen stays in view. */
function page(panel, step) {
  const [from, to] = panel.scale.window;
  const half = ((to - from) / 2) * step;
  panel.scale.glide(from + half, to + half);
  panel.days.settle();
}
