/** The elements of the bar: plain fields and buttons, so that every reader can use it. */

import { button, calm, el } from "../shared/dom.js";

/** @param {import("./panel.js").Panel} panel */
export function framed(panel) {
  const name = el("span", {});
  const date = el("input", {
    // A field of the browser's own would show days in the way of its country: 3/4 is 4/3 elsewhere.
    type: "text", class: "date", inputmode: "numeric", autocomplete: "off", spellcheck: "false",
    placeholder: "YYYY-MM-DD", maxlength: 10, "aria-describedby": "asof-wrong",
    oninput: () => panel.typed(), onblur: () => panel.wrote(),
    onkeydown: (event) => panel.keyed(event),
  });
  const wrong = el("span", { class: "wrong", id: "asof-wrong", role: "alert", hidden: true });
  const back = button("‹", "Previous day on which more became known", () => panel.step(-1));
  const next = button("›", "Next day on which more became known", () => panel.step(1));
  const play = button("Play", "Let the days pass", () => panel.play());
  play.classList.add("play");
  play.hidden = calm();
  const range = el("input", {
    type: "range", min: 0, step: 1, class: "range", "aria-label": "Day by which it was known",
    onpointerdown: () => panel.grab(), onpointerup: () => panel.release(),
    onpointercancel: () => panel.release(), onchange: () => panel.release(),
    oninput: () => panel.slid(Number(range.value)),
  });
  const canvas = el("canvas", { "aria-hidden": "true" });
  const slide = el("div", { class: "slide" }, canvas, range);
  const now = button("Now", "Show all that is known now", () => panel.letGo());
  const story = el("select", {
    class: "story", "aria-label": "Go to a turning point", hidden: true,
    onchange: () => panel.go(story.value || null),
  });
  const heard = el("span", { class: "heard", role: "status" });
  const bar = el(
    "div",
    {
      class: "bar", role: "group", "aria-label": "The day whose knowledge is shown",
      onkeydown: (event) => panel.pressed(event),
      onfocusin: () => panel.entered(), onfocusout: (event) => panel.left(event),
    },
    el("div", { class: "set" }, el("label", { class: "known" }, name, date), wrong, back, next, play),
    el("div", { class: "track" }, slide, now),
    story,
    heard,
  );
  panel.root.replaceChildren(bar);
  return { bar, name, date, wrong, back, next, playing: play, range, canvas, slide, now, story, heard };
}

/** @param {HTMLSelectElement} select @param {{day: string, label: string}[]} story */
export function fillStory(select, story) {
  select.hidden = !story.length;
  const first = el("option", { value: "" }, "Turning points");
  select.replaceChildren(first, ...story.map(({ day, label }) => el("option", { value: day }, label)));
}
