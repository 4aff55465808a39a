/** What can be written at the cursor: words of the graph, variables of the query, ids by label. */

import { syntaxTree } from "@codemirror/language";
import { words } from "./vocabulary.js";

const MOST = 60;
const KEYWORDS = (
  "SELECT DISTINCT WHERE OPTIONAL UNION MINUS GRAPH FILTER BIND VALUES AS FROM CONSTRUCT DESCRIBE ASK PREFIX " +
  "GROUP_BY ORDER_BY HAVING LIMIT OFFSET ASC DESC EXISTS NOT_EXISTS IN NOT_IN COUNT SUM MIN MAX AVG SAMPLE " +
  "GROUP_CONCAT BOUND COALESCE IF STR LANG DATATYPE CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER SUBSTR REPLACE " +
  "REGEX LCASE UCASE STRLEN CONCAT YEAR MONTH DAY ABS ROUND FLOOR CEIL isIRI isLITERAL"
).split(" ").map((word) => word.replace("_", " "));
const DATATYPES = ["xsd:date", "xsd:dateTime", "xsd:integer", "xsd:decimal", "xsd:boolean", "xsd:gYear", "edtf:EDTF", "geo:wktLiteral"];

/** @typedef {{label: string, detail?: string, apply?: string, more?: string, count?: number, first?: number,
 *  anywhere?: boolean}} Word
 *  `more` is also looked into; of those that fit alike, a higher `first` and `count` come first */

/** @param {import("@codemirror/autocomplete").CompletionContext} context */
export function completed(context) {
  const { state, pos, explicit } = context;
  const inside = syntaxTree(state).resolveInner(pos, -1).name;
  if (/Comment|String/.test(inside)) return null;
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  const typed = (pattern) => before.match(pattern)?.[0];

  const iri = typed(/<[^<>\s"{}|\\^`]*$/);
  if (iri !== undefined) return iri.length > 1 || explicit ? offered(pos, iri, iri.slice(1), things()) : null;
  const variable = typed(/[?$]\w*$/);
  if (variable !== undefined) return offered(pos, variable, variable, variables(state.doc.toString(), pos));
  const declared = before.match(/\bPREFIX\s+([\w-]*)$/i);
  if (declared) return offered(pos, declared[1], declared[1], prefixes((name, space) => `${name}: <${space}>`));
  const word = typed(/[\w-]*:?[\w.-]*$/) ?? "";
  const head = state.doc.sliceString(Math.max(0, pos - 400), pos - word.length);
  if (!word && !explicit && !/(\ba|rdf:type|\^\^)\s*$/.test(head)) return null;
  return offered(pos, word, word, fitting(head, word));
}

/** @returns {Word[]} what may stand after `head` */
function fitting(head, word) {
  const { classes, properties, functions } = words();
  if (/\^\^$/.test(head)) return DATATYPES.map((label) => ({ label, first: 1 }));
  if (/(^|\s)(a|rdf:type)\s+$/.test(head)) return classes.map(counted);
  const verb = isVerb(head);
  return [
    ...properties.map((one) => ({ ...counted(one), first: verb ? 3 : 0 })),
    ...(verb ? [{ label: "a", detail: "is a (rdf:type)", first: 4 }] : classes.map(counted)),
    ...functions.map(([label, detail]) => ({ label, detail, apply: `${label}(`, first: verb ? 0 : 1 })),
    ...KEYWORDS.map((label) => ({ label, first: verb ? 0 : 2 })),
    ...prefixes((name) => `${name}:`),
    ...(word.length > 1 && !verb ? things() : []),
  ];
}

/** Whether a predicate is due: after a subject, or after `;`, of a triple. */
function isVerb(head) {
  const bare = head.replace(/#[^\n]*|"[^"\n]*"|'[^'\n]*'/g, " x ").replace(/<[^<>\s]*>/g, "x");
  const triple = bare.split(/[{}]|\.(?=\s|$)/).at(-1);
  if (/;\s*$/.test(triple)) return true;
  if (/[()]/.test(triple)) return false;
  return /^\s*(?:OPTIONAL\s+)?[?$:\w.-]+\s+$/i.test(triple) || /[/|^]\s*$/.test(triple);
}

const counted = ([label, detail, count]) => ({
  label, count, more: detail, detail: [detail, count.toLocaleString("en")].filter(Boolean).join(" · "),
});

function things() {
  const { base, things: all } = words();
  // Of those that fit, the best connected come first, wherever in the label the word stands.
  return all.map(([path, label], i) => ({
    label, more: path, detail: path.split("/").at(-2), apply: `<${base}${path}>`, anywhere: true, count: all.length - i,
  }));
}

function prefixes(apply) {
  return Object.entries(words().prefixes).map(([name, space]) => ({ label: `${name}:`, detail: space, apply: apply(name, space) }));
}

/** @param {string} text @param {number} pos the variable that is being written there is none yet */
function variables(text, pos) {
  const found = new Map();
  for (const { 0: name, index } of text.matchAll(/[?$]\w+/g))
    if (index + name.length !== pos) found.set(name, (found.get(name) ?? 0) + 1);
  return [...found].map(([label, count]) => ({ label, count }));
}

/** How well a word fits what was typed, 0: not at all. Its own begin counts most, then words in it. */
function fit(word, typed) {
  const [label, more] = [word.label.toLowerCase(), (word.more ?? "").toLowerCase()];
  if (!typed || label === typed) return 6;
  if (!word.anywhere && label.startsWith(typed)) return 5;
  if (!word.anywhere && label.slice(label.indexOf(":") + 1).startsWith(typed)) return 4;
  const parts = typed.split(/[\s_-]+/).filter(Boolean);
  const starts = (part, text) => text.split(/[^\p{L}\p{N}]+/u).some((one) => one.startsWith(part));
  if (parts.length && parts.every((part) => starts(part, label) || starts(part, more))) return 3;
  return typed.length > 2 && (label.includes(typed) || more.includes(typed)) ? 2 : 0;
}

/** @param {Word[]} all @returns {import("@codemirror/autocomplete").CompletionResult|null} */
function offered(pos, replaced, typed, all) {
  const { base } = words();
  const sought = (base && typed.startsWith(base) ? typed.slice(base.length) : typed).toLowerCase();
  const options = all
    .map((word) => ({ word, score: fit(word, sought) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (b.word.first ?? 0) - (a.word.first ?? 0)
      || (b.word.count ?? 0) - (a.word.count ?? 0) || (a.word.label < b.word.label ? -1 : 1))
    .slice(0, MOST)
    .map(({ word: { label, detail, apply } }) => ({ label, detail, apply }));
  // Asked anew at each key: which fit best is decided here, and not by the letters of names alone.
  return options.length ? { from: pos - replaced.length, options, filter: false } : null;
}
