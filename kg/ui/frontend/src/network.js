/** The network, as Streamlit finds it. */

import { Panel } from "./network/panel.js";
import { mounted } from "./shared/mount.js";

export default mounted(Panel);
