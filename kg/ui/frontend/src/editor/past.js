/** The queries that were run in this browser. They stay in it: nothing of them is sent anywhere. */

import { button, el } from "../shared/dom.js";

const KEY = "parley.queries";
const MOST = 50;

/** @typedef {{text: string, at: number}} Run */

export class Past {
  /** @param {(text: string) => void} chosen */
  constructor(chosen) {
    this.chosen = chosen;
    this.list = el("div", { class: "past", hidden: true, role: "group", "aria-label": "Queries run in this browser" });
    this.opener = el("button", { type: "button", "aria-expanded": "false", onclick: () => this.toggle(this.list.hidden) }, "History ▾");
    this.element = el("div", { class: "history", onkeydown: (e) => this.key(e), onfocusout: (e) => this.left(e) }, this.opener, this.list);
  }

  /** @param {string} text was run just now */
  keep(text) {
    const others = kept().filter((run) => run.text !== text);
    store([{ text, at: Date.now() }, ...others].slice(0, MOST));
  }

  toggle(open) {
    this.list.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const runs = kept();
    const rows = runs.map((run) =>
      el("button", { type: "button", class: "run", title: run.text.slice(0, 600), onclick: () => this.choose(run.text) },
        el("code", {}, gist(run.text)), el("time", { datetime: new Date(run.at).toISOString() }, when(run.at))));
    const none = el("p", {}, "No query was run in this browser yet.");
    const foot = el("div", { class: "foot" }, el("span", {}, "Kept in this browser alone."),
      button("Clear", "Clear the history", () => this.clear()));
    this.list.replaceChildren(...(runs.length ? [...rows, foot] : [none]));
    this.list.querySelector("button")?.focus();
  }

  choose(text) {
    this.toggle(false);
    this.chosen(text);
  }

  clear() {
    store([]);
    this.toggle(false);
    this.opener.focus();
  }

  left({ relatedTarget }) {
    if (!this.element.contains(relatedTarget)) this.toggle(false);
  }

  key(event) {
    const rows = [...this.list.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !this.list.hidden) {
      this.toggle(false);
      this.opener.focus();
    } else if (step && !this.list.hidden) {
      const at = rows.indexOf(event.target.closest("button"));
      rows[(at + step + rows.length) % rows.length].focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** @returns {Run[]} the last first; none where the browser keeps nothing */
function kept() {
  try {
    const runs = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return runs.filter((run) => typeof run?.text === "string" && typeof run?.at === "number");
  } catch {
    return [];
  }
}

/** @param {Run[]} runs */
function store(runs) {
  try {
    localStorage.setItem(KEY, JSON.stringify(runs));
  } catch {
    // A private window, or no room: then there is no history.
  }
}

/** @param {string} text @returns {string} the first line that tells queries apart */
function gist(text) {
  const lines = text.split("\n").map((line) => line.trim());
  const telling = lines.find((line) => line && !/^(#|PREFIX\b|BASE\b)/i.test(line));
  return (telling ?? lines[0] ?? "").slice(0, 120);
}

function when(at) {
  const day = new Date(at);
  const time = day.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (day.toDateString() === new Date().toDateString()) return `today, ${time}`;
  return `${day.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" })}, ${time}`;
}
