/** The menu by itself, for pages whose data is no drawing: tables and texts. */

import { Grid } from "./shared/grid.js";
import { mounted } from "./shared/mount.js";
import { Share } from "./shared/share.js";

class Panel {
  constructor(root) {
    this.share = new Share(root, { name: "page", cite: () => this.emit("cite", Date.now()) });
    this.grid = new Grid((query) => this.emit("went", { query, at: Date.now() }));
    root.replaceChildren(this.share.element);
  }

  update(data) {
    this.share.fill(data);
  }

  destroy() {
    this.grid.destroy();
  }
}

export default mounted(Panel);
