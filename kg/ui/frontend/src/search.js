/** The search box of the masthead, as Streamlit finds it. It also follows the links of all pages. */

import { Box } from "./search/box.js";
import { follow } from "./search/links.js";
import { mounted } from "./shared/mount.js";

class Panel {
  constructor(root) {
    this.box = new Box(root);
    this.pages = [];
    this.stop = follow(() => this.pages);
  }

  update(data) {
    this.pages = data.pages;
    this.box.update(data);
  }

  destroy() {
    this.stop();
    this.box.destroy();
  }
}

export default mounted(Panel);
