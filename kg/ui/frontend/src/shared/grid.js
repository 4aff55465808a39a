/**
 * Tables of the page whose cells lead on within it: each is one tab stop, and the arrows walk
 * inside. The server sets them as plain links, so they work without this too, with a new page.
 */

import { calm } from "./dom.js";

const CELLS = "table.p-grid";
const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

export class Grid {
  /** @param {(query: string) => void} go to the same page with this query, without a new one */
  constructor(go) {
    this.go = go;
    this.listeners = { click: (e) => this.click(e), keydown: (e) => this.key(e), focusin: (e) => this.focus(e) };
    // Before the masthead hears of it, which follows links to our pages (`search/links.js`).
    for (const [name, hear] of Object.entries(this.listeners)) document.addEventListener(name, hear, true);
  }

  destroy() {
    for (const [name, hear] of Object.entries(this.listeners)) document.removeEventListener(name, hear, true);
    this.watch?.disconnect();
  }

  click(event) {
    const link = event.target.closest?.("a[data-cell]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
    if (!link || !plain) return;
    event.preventDefault();
    this.leave(link, new URL(link.href).search, event.detail > 0);
  }

  key(event) {
    const link = event.target.closest?.(`${CELLS} a`);
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    const table = link.closest("table");
    if (event.key === "Escape" && table.dataset.rest) this.leave(link, table.dataset.rest);
    else if (event.key === "Home" || event.key === "End") {
      const row = [...link.closest("tr").querySelectorAll("a")];
      row.at(event.key === "Home" ? 0 : -1).focus();
    } else if (STEPS[event.key]) this.step(link, ...STEPS[event.key]);
    else return;
    event.preventDefault();
  }

  /** To the next link in a direction; cells without one are passed over. */
  step(link, down, right) {
    const cell = link.closest("td, th");
    const rows = [...cell.closest("table").rows];
    let [row, column] = [rows.indexOf(cell.parentElement), cell.cellIndex];
    for (;;) {
      [row, column] = [row + down, column + right];
      const next = rows[row]?.cells[column];
      if (!next) return;
      const there = next.querySelector("a");
      if (there) return there.focus();
    }
  }

  focus({ target }) {
    const link = target.closest?.(`${CELLS} a`);
    if (!link) return;
    for (const one of link.closest("table").querySelectorAll("a")) one.tabIndex = one === link ? 0 : -1;
    link.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The server sets the table anew: the keyboard stays where it was, who points sees what came. */
  leave(link, query, pointed = false) {
    const { cell } = link.dataset;
    if (cell) this.keep(cell, link, pointed);
    this.go(query);
  }

  keep(cell, link, pointed) {
    this.watch?.disconnect();
    this.watch = new MutationObserver(() => {
      if (link.isConnected) return;
      const again = document.querySelector(`${CELLS} a[data-cell="${CSS.escape(cell)}"]`);
      if (!again) return;
      this.watch.disconnect();
      again.focus({ preventScroll: true });
      if (!pointed) return;
      const behind = document.getElementById(again.closest("table").dataset.behind);
      behind?.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
    });
    this.watch.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => this.watch.disconnect(), 5000);
  }
}
