/** The menu by itself, for pages whose data is no drawing: tables and texts. */

import { mounted } from "./shared/mount.js";
import { Share } from "./shared/share.js";

class Panel {
  constructor(root) {
    this.share = new Share(root, { name: "page", cite: () => this.emit("cite", Date.now()) });
    root.replaceChildren(this.share.element);
  }

  update(data) {
    this.share.fill(data);
  }

  destroy() {}
}

export default mounted(Panel);
