/** The timeline, as Streamlit finds it. */

import { mounted } from "./shared/mount.js";
import { Panel } from "./timeline/panel.js";

// The days in view are told only to a page that asked for them.
export default mounted(Panel, (name, data) => name !== "range" || data.ranged);
