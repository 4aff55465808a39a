/** The editor of queries. The browser owns the text: the server replaces it only with a new `rev`. */

import { el } from "../shared/dom.js";
import { themeOf } from "../shared/theme.js";
import { Past } from "./past.js";
import { dress } from "./looks.js";
import { written } from "./text.js";
import { learn } from "./vocabulary.js";

const RUN = /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘+Enter" : "Ctrl+Enter";

/**
 * @typedef {object} Data
 * @property {string} text the server's last known text
 * @property {number} rev another number replaces the text
 * @property {number} ran how many queries were run: one more, and the text goes into the history
 * @property {{from: number, to: number, message: string}|null} mistake where `text` is wrong
 * @property {import("./vocabulary.js").Words} [words] then this is no editor: it only hands the
 *   words of the graph to the one on the page, apart from it because they are large and stay
 */

export class Panel {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.emit = () => {};
  }

  /** @param {Data} data */
  update(data) {
    if (data.words) return learn(data.words);
    dress(this.root, themeOf(this.root));
    if (!this.text) this.build(data);
    if (data.rev !== this.rev) this.text.replace(data.text);
    // A mount after a visit to another page is no run.
    if (data.ran > (this.ran ?? data.ran)) this.past.keep(data.text);
    Object.assign(this, { rev: data.rev, ran: data.ran, told: data.text });
    this.text.mark(data.mistake, data.text);
  }

  build(data) {
    const say = (name, text) => this.emit(name, { text, at: Date.now() });
    this.text = written(this.root.getRootNode(), data.text, {
      run: (text) => {
        this.past.keep(text); // at once: the page may be left before the server answers
        say("run", text);
      },
      left: (text) => {
        if (text !== this.told) say("text", text);
        this.told = text;
      },
    });
    this.rev = data.rev;
    this.past = new Past((text) => {
      this.text.replace(text);
      this.text.focus();
      say("text", text);
      this.told = text;
    });
    const help = el("p", { class: "help", id: "help" },
      `${RUN} runs, Ctrl+Space completes, Tab leaves.`);
    const below = el("div", { class: "below" }, help, this.past.element);
    this.root.replaceChildren(this.text.element, below);
  }

  destroy() {
    this.text?.destroy();
  }
}
