/** Pointers and the wheel: drag and pinch move the map, a tap picks. */

/** A hand is not that steady: less movement than this is still a click. */
const STEADY = 5;

/**
 * @param {HTMLElement} plot @param {import("./chart.js").Chart} chart
 * @param {{hover: (x: number, y: number) => void, leave: () => void,
 *   tap: (x: number, y: number) => void, focused: () => boolean, done: () => void}} hands
 */
export function gestures(plot, chart, hands) {
  const down = new Map(); // pointer id → where it is now
  let travelled = 0;

  const spot = (event) => {
    const box = plot.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  plot.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    chart.stop();
    down.set(event.pointerId, spot(event));
    if (down.size === 1) travelled = 0;
  });

  plot.addEventListener("pointermove", (event) => {
    const now = spot(event);
    const before = down.get(event.pointerId);
    if (!before) return hands.hover(now.x, now.y);
    travelled += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (travelled <= STEADY) return; // still a click: keep where it began
    if (down.size === 1) {
      // One finger scrolls the page: it moves the map only together with a second one.
      if (event.pointerType === "touch") return;
      // Taken only now: a captured pointer would hide a plain click from the page.
      plot.setPointerCapture(event.pointerId);
      plot.classList.add("dragged");
      hands.leave();
      chart.pan(now.x - before.x, now.y - before.y);
    } else if (down.size === 2) {
      const [other] = [...down].find(([id]) => id !== event.pointerId).slice(1);
      const apart = (one) => Math.max(Math.hypot(one.x - other.x, one.y - other.y), 20);
      chart.zoom(apart(now) / apart(before), (now.x + other.x) / 2, (now.y + other.y) / 2);
      chart.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    }
    down.set(event.pointerId, now);
  });

  const up = (event) => {
    if (!down.delete(event.pointerId)) return;
    if (event.type === "pointerup" && travelled <= STEADY) {
      const { x, y } = spot(event);
      hands.tap(x, y);
    }
    if (!down.size) {
      plot.classList.remove("dragged");
      hands.done();
    }
  };
  plot.addEventListener("pointerup", up);
  plot.addEventListener("pointercancel", up);
  plot.addEventListener("pointerleave", (event) => {
    // A finger that is lifted leaves at once; what it tapped should still be told.
    if (!down.size && event.pointerType === "mouse") hands.leave();
  });

  plot.addEventListener(
    "wheel",
    (event) => {
      // The page scrolls with the wheel; it is ours only when it is clearly meant for us.
      if (!event.ctrlKey && !event.metaKey && !hands.focused()) return;
      event.preventDefault();
      const { x, y } = spot(event);
      const lines = event.deltaMode === 1 ? 16 : 1;
      chart.zoom(2 ** (-event.deltaY * lines * (event.ctrlKey ? 0.008 : 0.002)), x, y);
      hands.done();
    },
    { passive: false },
  );
}
