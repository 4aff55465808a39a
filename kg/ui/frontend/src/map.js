/** The map, as Streamlit finds it. */

import { Panel } from "./map/panel.js";
import { mounted } from "./shared/mount.js";

export default mounted(Panel);
