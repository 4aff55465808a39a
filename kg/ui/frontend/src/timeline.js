/** What Streamlit calls for each timeline: once per change of data or theme, with the same parent. */

import { Panel } from "./timeline/panel.js";

const panels = new WeakMap();

export default function ({ data, key, parentElement, setStateValue }) {
  const root = parentElement.querySelector("#root");
  if (!root || !data) return undefined;
  let panel = panels.get(parentElement);
  if (!panel) {
    panel = new Panel(root, key);
    panels.set(parentElement, panel);
  }
  panel.attention.emit = (name, value) => {
    // Each message makes the server run the page: the days in view only for a page that asked.
    if (name !== "range" || data.ranged) setStateValue(name, value);
  };
  panel.update(data);
  return () => {
    panel.destroy();
    panels.delete(parentElement);
  };
}
