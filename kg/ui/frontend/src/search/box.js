/** A combobox (ARIA 1.2): a field, and below it a list of what it may mean. */

import { el } from "../shared/dom.js";
import { many } from "../shared/text.js";
import { Refused, ask, grouped, query } from "./ask.js";
import { go } from "./links.js";

const PAUSE = 120; // milliseconds; one who types goes on within that time

export class Box {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.given = { kinds: {}, pages: [] };
    this.field = el("input", {
      type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "list", "aria-autocomplete": "list",
      "aria-label": "Search all records", placeholder: "Search", autocomplete: "off", spellcheck: "false",
      enterkeyhint: "search", maxlength: 200,
      oninput: () => this.typed(), onkeydown: (event) => this.key(event), onfocus: () => this.typed(0),
    });
    this.hint = el("kbd", { "aria-hidden": "true" }, "/");
    this.list = el("div", { id: "list", class: "found", role: "listbox", "aria-label": "Records found", hidden: true });
    this.said = el("span", { class: "heard", role: "status" });
    this.element = el("div", { class: "search", role: "search", onfocusout: (event) => this.left(event) },
      this.field, this.hint, this.list, this.said);
    root.replaceChildren(this.element);
    this.slash = (event) => this.called(event);
    document.addEventListener("keydown", this.slash);
  }

  update(data) {
    this.given = data;
  }

  destroy() {
    document.removeEventListener("keydown", this.slash);
    this.asking?.abort();
    clearTimeout(this.later);
  }

  /** "/" anywhere but in a field, of which some stand in shadow roots. */
  called(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.composedPath()[0];
    if (at instanceof HTMLElement && (at.isContentEditable || at.matches("input, textarea, select"))) return;
    event.preventDefault();
    this.field.focus();
    this.field.select();
  }

  typed(pause = PAUSE) {
    clearTimeout(this.later);
    this.asking?.abort();
    const words = this.field.value.trim();
    if (!words) this.close();
    else this.later = setTimeout(() => this.look(words), pause);
  }

  async look(words) {
    this.asking = new AbortController();
    try {
      this.show(words, await ask(words, this.asking.signal));
    } catch (error) {
      if (error.name === "AbortError") return;
      const why = error instanceof Refused ? error.message : "The search can’t be reached.";
      this.list.replaceChildren(el("p", { class: "none" }, why));
      this.open();
    }
  }

  /** @param {string} words @param {import("./ask.js").Found} found */
  show(words, found) {
    const parts = [];
    if (!found.hits.length) {
      const none = found.unknown.map((one) => `‘${one}’`).join(", ");
      parts.push(el("p", { class: "none" }, none ? `Nothing on record has ${none}.` : "No record has all these words.",
        found.closest.length ? " Near to it:" : null));
    }
    let place = 0;
    for (const [kind, hits] of grouped(found.hits.length ? found.hits : found.closest)) {
      const heading = el("div", { class: "kind", role: "presentation", id: `kind-${kind}` }, this.given.kinds[kind] ?? kind);
      const options = hits.map((hit) => this.option(`option-${place++}`, hit.href, hit.label, hit.why || hit.told));
      parts.push(el("div", { role: "group", "aria-labelledby": `kind-${kind}` }, heading, ...options));
    }
    if (found.total) {
      const all = `search?${query({ q: words })}`;
      parts.push(this.option(`option-${place}`, all, `All ${many(found.total, "result")}`, "", "all"));
    }
    this.list.replaceChildren(...parts);
    this.said.textContent = found.total ? `${many(found.total, "result")}` : "No result";
    this.open();
  }

  option(id, href, label, told, name = "") {
    const chosen = (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.choose(href);
    };
    return el("a", { id, href, class: `option ${name}`, role: "option", tabindex: -1, "aria-selected": "false", onclick: chosen },
      el("span", { class: "label" }, label), told ? el("span", { class: "told" }, told) : null);
  }

  get options() {
    return [...this.list.querySelectorAll(".option")];
  }

  key(event) {
    const options = this.options;
    const at = options.indexOf(this.active);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.list.hidden) this.typed(0);
    // The field itself is one of the places that the arrows walk through.
    else if (step) this.activate(options[((at + 1 + step + options.length + 1) % (options.length + 1)) - 1]);
    else if (event.key === "Enter") this.choose(this.active?.getAttribute("href") ?? this.whole());
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Escape") this.field.value = "";
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  whole() {
    const words = this.field.value.trim();
    return `search${words || location.search ? `?${query(words ? { q: words } : {})}` : ""}`;
  }

  activate(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  choose(href) {
    clearTimeout(this.later);
    this.asking?.abort();
    this.close();
    this.field.value = "";
    this.field.blur();
    if (!go(href, this.given.pages)) location.assign(href);
  }

  open() {
    this.activate(undefined);
    // An answer may come after the reader has left.
    if (this.element.getRootNode().activeElement !== this.field) return;
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
  }

  close() {
    this.activate(undefined);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
  }

  left({ relatedTarget }) {
    if (!this.element.contains(relatedTarget)) this.close();
  }
}
