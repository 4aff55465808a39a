/** The bar with the day by which it was known, as Streamlit finds it. */

import { Panel } from "./asof/panel.js";
import { mounted } from "./shared/mount.js";

export default mounted(Panel);
