import { el } from "./shared/dom.js";
import { mounted } from "./shared/mount.js";

class Panel {
  constructor(root) {
    root.replaceChildren(el("p", {}, "map"));
  }

  update() {}

  destroy() {}
}

export default mounted(Panel);
