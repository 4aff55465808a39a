/** Pointer, wheel and two fingers: pan, zoom, point and choose. */

const STILL = 4; // pixels a pointer may move and still click

/** @param {import("./panel.js").Panel} panel */
export function gestures(panel) {
  const { plot } = panel;
  const held = new Map();
  let [moved, apart] = [0, 0];

  const at = (event) => {
    const box = plot.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const spread = () => {
    const [[ax, ay], [bx, by]] = [...held.values()];
    return [Math.hypot(ax - bx, ay - by), (ax + bx) / 2, (ay + by) / 2];
  };

  plot.addEventListener("pointerdown", (event) => {
    plot.focus({ preventScroll: true });
    held.set(event.pointerId, at(event));
    moved = held.size > 1 ? Infinity : 0;
    if (held.size === 2) [apart] = spread();
  });
  plot.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    const before = held.get(event.pointerId);
    if (!before) return panel.point(x, y);
    held.set(event.pointerId, [x, y]);
    moved += Math.hypot(x - before[0], y - before[1]);
    if (held.size === 2) {
      const [wide, cx, cy] = spread();
      if (apart) panel.camera.zoom(wide / apart, cx, cy);
      apart = wide;
    } else if (moved > STILL && event.pointerType !== "touch") {
      // One finger scrolls the page; only then is the pointer ours to the end.
      plot.setPointerCapture?.(event.pointerId);
      plot.classList.add("dragged");
      panel.camera.pan(x - before[0], y - before[1]);
    }
    return undefined;
  });
  const up = (event) => {
    if (!held.delete(event.pointerId)) return;
    plot.classList.remove("dragged");
    if (event.type === "pointerup" && moved <= STILL) panel.click(...at(event), event.shiftKey);
  };
  plot.addEventListener("pointerup", up);
  plot.addEventListener("pointercancel", up);
  plot.addEventListener("pointerleave", () => held.size || panel.point(-99, -99));
  // The page scrolls with the wheel, unless the reader is at work here or means to zoom.
  plot.addEventListener("wheel", (event) => {
    const meant = panel.root.getRootNode().activeElement === plot;
    if (!event.ctrlKey && !event.metaKey && !meant) return;
    event.preventDefault();
    panel.camera.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), ...at(event));
  }, { passive: false });
}
