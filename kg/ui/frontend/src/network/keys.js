/** The keyboard inside the panel: arrows walk to the next node in that direction. */

export const HELP =
  "Arrow keys move to the next node in that direction, Home goes to the biggest, Enter selects, " +
  "Shift and Enter finds the path from the selected one, Escape clears, plus and minus zoom, zero " +
  "shows the whole network.";

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {import("./panel.js").Panel} panel @returns {(event: KeyboardEvent) => void} */
export function keys(panel) {
  const here = () => panel.graph.nodesOf(panel.attention.cursor)[0] ?? null;
  const enter = (event) => here() && panel.pick(here(), event.shiftKey);
  const acts = {
    Home: () => panel.walkTo(biggest(panel.graph)),
    "+": () => panel.nearer(1.5),
    "=": () => panel.nearer(1.5),
    "-": () => panel.nearer(1 / 1.5),
    0: () => panel.camera.whole(),
    Enter: enter,
    " ": enter,
    Escape: () => panel.letGo(),
  };
  for (const [key, way] of Object.entries(WAYS)) {
    acts[key] = () => panel.walkTo(next(panel.graph, here(), way));
  }
  return (event) => {
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    act(event);
    event.preventDefault();
    // Streamlit has shortcuts of its own on single letters and must not hear ours.
    event.stopPropagation();
  };
}

function biggest({ nodes }) {
  return nodes.reduce((best, node) => (!best || node.measure > best.measure ? node : best), null);
}

/** The nearest node within an eighth of a turn to either side; going astray counts double. */
function next(graph, from, [wayX, wayY]) {
  if (!from) return biggest(graph);
  let [best, least] = [null, Infinity];
  for (const node of graph.nodes) {
    const [dx, dy] = [node.x - from.x, node.y - from.y];
    const ahead = dx * wayX + dy * wayY;
    const aside = Math.abs(dx * wayY) + Math.abs(dy * wayX);
    if (ahead > 0 && aside <= ahead * 1.05 && ahead + 2 * aside < least) {
      [best, least] = [node, ahead + 2 * aside];
    }
  }
  return best;
}
