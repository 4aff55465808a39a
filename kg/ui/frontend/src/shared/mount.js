/** What Streamlit calls for each panel: once per change of data or theme, with the same parent. */

/**
 * @param {new (root: HTMLElement, key: string) => any} Panel
 * @param {(name: string, data: Record<string, any>) => boolean} [wanted] whether Python is to be
 *   told of a state: each message makes the server run the page
 */
export function mounted(Panel, wanted = () => true) {
  const panels = new WeakMap();
  return function ({ data, key, parentElement, setStateValue }) {
    const root = parentElement.querySelector("#root");
    if (!root || !data) return undefined;
    let panel = panels.get(parentElement);
    if (!panel) {
      panel = new Panel(root, key);
      panels.set(parentElement, panel);
    }
    // A panel of things tells of them through its attention, others by themselves.
    (panel.attention ?? panel).emit = (name, value) => {
      if (wanted(name, data)) setStateValue(name, value);
    };
    panel.update(data);
    return () => {
      panel.destroy();
      panels.delete(parentElement);
    };
  };
}
