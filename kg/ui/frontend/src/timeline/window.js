/** The days in view, as the page's address has them: told when the reader rests, heard on "back". */

import { DAY, iso, moment } from "../shared/days.js";
import { Echo } from "../shared/echo.js";

/** A reader who hasn't moved for so long has come to rest, in milliseconds. */
const SETTLED = 450;

export class Window {
  /** @param {import("./panel.js").Panel} panel */
  constructor(panel) {
    this.panel = panel;
    this.echo = new Echo();
  }

  /** @param {{since: string|null, until: string|null}|null} days null: where a reader starts */
  hear(days) {
    const { scale } = this.panel;
    const first = this.echo.given === undefined;
    const news = this.echo.hear(JSON.stringify(days && [days.since, days.until]));
    if (!news || this.timer) return;
    const [since, until] = [moment(days?.since), moment(days?.until)];
    if (since !== null && until !== null) {
      if (first) scale.set(since, until + DAY);
      else scale.glide(since, until + DAY);
    } else if (!first) {
      scale.drift(...scale.start);
      scale.moves = 0;
    }
  }

  /** Tell the server, once the reader has come to rest. */
  settle() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      const { scale, attention } = this.panel;
      if (scale.gliding) return this.settle(); // a slow machine
      const days = scale.isStart ? null : [iso(scale.window[0]), iso(scale.window[1] - 1)];
      if (!this.echo.tell(JSON.stringify(days))) return;
      attention.emit("range", { since: days?.[0] ?? null, until: days?.[1] ?? null, at: Date.now() });
    }, SETTLED);
  }

  destroy() {
    clearTimeout(this.timer);
  }
}
