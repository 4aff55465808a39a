/** Nothing to see: tells the panels of the page what the server wants selected. */

import { remembered, tell } from "./shared/bus.js";

export default function ({ data, key }) {
  const id = data?.id ?? null;
  // This also runs when only the theme changes, and when the server merely repeats a click.
  if ((remembered()?.id ?? null) !== id) tell("select", { id, ids: id ? [id] : [], from: key });
}
