/** The keyboard inside the panel: arrows walk to the next place in that direction. */

export const HELP =
  "Arrow keys move to the next place in that direction, Home goes to the largest, Enter " +
  "selects, Escape clears, plus and minus zoom, zero shows where most of them are.";

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {import("./panel.js").Panel} panel @returns {(event: KeyboardEvent) => void} */
export function keys(panel) {
  const choose = () => panel.current() && panel.pick(panel.current());
  const acts = {
    Home: () => panel.walkTo(panel.marks[0]),
    "+": () => panel.nearer(1.6),
    "=": () => panel.nearer(1.6),
    "-": () => panel.nearer(1 / 1.6),
    0: () => panel.showPlaces(),
    Enter: choose,
    " ": choose,
    Escape: () => panel.letGo(),
  };
  for (const [key, way] of Object.entries(WAYS)) {
    acts[key] = () => panel.walkTo(next(panel.marks, panel.current(), way));
  }
  return (event) => {
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    act();
    event.preventDefault();
    // Streamlit has shortcuts of its own on single letters and must not hear ours.
    event.stopPropagation();
  };
}

/** The nearest mark within an eighth of a turn to either side; going astray counts double. */
function next(marks, from, [wayX, wayY]) {
  if (!from) return marks[0];
  let [best, least] = [null, Infinity];
  for (const mark of marks) {
    const [dx, dy] = [mark.x - from.x, mark.y - from.y];
    const ahead = dx * wayX + dy * wayY;
    const aside = Math.abs(dx * wayY) + Math.abs(dy * wayX);
    if (ahead > 0.5 && aside <= ahead * 1.05 && ahead + 2 * aside < least) {
      [best, least] = [mark, ahead + 2 * aside];
    }
  }
  return best;
}
