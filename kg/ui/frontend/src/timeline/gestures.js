/** Pointers and the wheel: drag and pinch move the window or mark a period, a tap picks. */

/** A hand is not that steady: less movement than this is still a click. */
const STEADY = 5;

/**
 * @param {HTMLElement} plot @param {import("./scale.js").Scale} scale
 * @param {import("./period.js").Period} period
 * @param {{hover: (x: number, y: number) => void, leave: () => void,
 *   tap: (x: number, y: number) => void, focused: () => boolean, done: () => void}} hands
 */
export function gestures(plot, scale, period, hands) {
  const down = new Map(); // pointer id → where it is now
  let travelled = 0;
  let start = null; // where the first of them went down
  let marking = false; // a period, until all are up: also after Escape

  const spot = (event) => {
    const box = plot.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  plot.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    scale.stop();
    const { x, y } = spot(event);
    down.set(event.pointerId, { x, y });
    if (down.size === 1) {
      travelled = 0;
      start = { x, y, shift: event.shiftKey };
    } else if (period.grip) period.drop(false);
  });

  plot.addEventListener("pointermove", (event) => {
    const now = spot(event);
    const before = down.get(event.pointerId);
    if (!before) return hands.hover(now.x, now.y);
    travelled += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (down.size === 1 && travelled > STEADY) {
      // Taken only now: a captured pointer would hide a plain click from the page.
      plot.setPointerCapture(event.pointerId);
      hands.leave();
      if (start) marking = period.take(start.x, start.y, start.shift);
      start = null;
      if (period.grip) period.drag(now.x);
      else if (!marking) {
        plot.classList.add("dragged");
        scale.pan(now.x - before.x);
      }
    } else if (down.size === 2) {
      const [other] = [...down].find(([id]) => id !== event.pointerId).slice(1);
      const apart = (one) => Math.max(Math.abs(one.x - other.x), 20);
      scale.zoom(apart(now) / apart(before), (now.x + other.x) / 2);
    } else if (travelled <= STEADY) {
      return; // still a click: keep where it began
    }
    down.set(event.pointerId, now);
  });

  const up = (event) => {
    if (!down.delete(event.pointerId)) return;
    if (period.grip) period.drop(event.type === "pointerup");
    else if (event.type === "pointerup" && travelled <= STEADY) {
      const { x, y } = spot(event);
      hands.tap(x, y);
    }
    if (!down.size) {
      marking = false;
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
      const { x } = spot(event);
      const lines = event.deltaMode === 1 ? 16 : 1;
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) scale.pan(-event.deltaX * lines);
      else scale.zoom(2 ** (-event.deltaY * lines * (event.ctrlKey ? 0.008 : 0.002)), x);
      hands.done();
    },
    { passive: false },
  );
}
