/** What Streamlit calls for each network: once per change of data or theme, with the same parent. */

import { Panel } from "./network/panel.js";

const panels = new WeakMap();

export default function ({ data, key, parentElement, setStateValue }) {
  const root = parentElement.querySelector("#root");
  if (!root || !data) return undefined;
  let panel = panels.get(parentElement);
  if (!panel) {
    panel = new Panel(root, key);
    panels.set(parentElement, panel);
  }
  panel.attention.emit = setStateValue;
  panel.update(data);
  return () => {
    panel.destroy();
    panels.delete(parentElement);
  };
}
