import { Panel } from "./editor/panel.js";
import { mounted } from "./shared/mount.js";

export default mounted(Panel);
