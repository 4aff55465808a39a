/** How a query looks: each colour has 4.5:1 or more on its ground, and no word is told by it alone. */

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";

const COLOURS = {
  light: {
    keyword: "#6a2a93", variable: "#1d4f91", string: "#1f6b2e", iri: "#8a4400",
    name: "#00606c", number: "#a3261a", comment: "#5c636b", wrong: "#b3261e",
  },
  dark: {
    keyword: "#cfa8f2", variable: "#8db8f2", string: "#97d29a", iri: "#efb878",
    name: "#76cdd3", number: "#f2a59e", comment: "#a3abb5", wrong: "#ff9d94",
  },
};

/** @param {HTMLElement} root @param {import("../shared/theme.js").Theme} theme */
export function dress(root, theme) {
  for (const [name, colour] of Object.entries(COLOURS[theme.dark ? "dark" : "light"]))
    root.style.setProperty(`--q-${name}`, colour);
  root.style.setProperty("--q-line", theme.line);
}

/** The language as it comes leaves prefixed names plain. */
export const LANGUAGE = SparqlLanguage.configure({
  props: [styleTags({
    "Pname_ln Pname_ns": tags.typeName, IriRef: tags.url, A_predicate: tags.keyword, Langtag: tags.annotation,
  })],
});

const colour = (name) => ({ color: `var(--q-${name})` });

export const TOKENS = HighlightStyle.define([
  { tag: tags.keyword, ...colour("keyword"), fontWeight: "600" },
  { tag: tags.variableName, ...colour("variable") },
  { tag: [tags.string, tags.annotation], ...colour("string") },
  { tag: tags.url, ...colour("iri") },
  { tag: [tags.namespace, tags.typeName], ...colour("name") },
  { tag: [tags.integer, tags.float, tags.bool], ...colour("number") },
  { tag: tags.comment, ...colour("comment"), fontStyle: "italic" },
]);

const EDGE = "1px solid var(--st-border-color)";

export const LOOK = EditorView.theme({
  "&": {
    border: EDGE, borderRadius: "var(--st-base-radius, 4px)",
    background: "var(--st-background-color)", color: "var(--st-text-color)",
  },
  "&.cm-focused": { outline: "2px solid var(--st-primary-color)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--st-code-font, monospace)", fontSize: "13px", lineHeight: "1.55", maxHeight: "420px" },
  ".cm-content": { minHeight: "280px", padding: "8px 0", caretColor: "var(--st-text-color)" },
  ".cm-gutters": { background: "transparent", color: "var(--q-comment)", border: 0 },
  ".cm-activeLine": { background: "transparent" },
  "&.cm-focused .cm-activeLine": { background: "color-mix(in srgb, var(--st-primary-color) 7%, transparent)" },
  ".cm-activeLineGutter": { background: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { background: "var(--q-line)", color: "var(--st-text-color)" },
  ".cm-gutter-lint": { width: "1.1em" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { background: "var(--q-line)", outline: "1px solid var(--q-comment)" },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { background: "transparent", color: "var(--q-wrong)" },
  ".cm-tooltip": {
    border: EDGE, borderRadius: "var(--st-base-radius, 4px)", background: "var(--st-background-color)",
    color: "var(--st-text-color)", boxShadow: "0 4px 16px rgb(0 0 0 / 22%)", maxWidth: "min(560px, 92vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--st-code-font, monospace)", fontSize: "12.5px", maxHeight: "15em", maxWidth: "min(560px, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { display: "flex", gap: "12px", justifyContent: "space-between", padding: "3px 10px", lineHeight: "1.4" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--q-line)", color: "var(--st-text-color)" },
  ".cm-completionLabel": { overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-completionDetail": { margin: 0, fontStyle: "normal", fontFamily: "var(--st-font, sans-serif)", color: "var(--q-comment)" },
  ".cm-diagnostic": { padding: "5px 10px", fontFamily: "var(--st-font, sans-serif)", fontSize: "13px" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--q-wrong)" },
  ".cm-lintRange-error": {
    backgroundImage: "none", textDecoration: "underline wavy var(--q-wrong)", textUnderlineOffset: "3px", textDecorationSkipInk: "none",
  },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--q-wrong)" },
});
