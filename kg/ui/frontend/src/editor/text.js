/** The text field: CodeMirror with the grammar of SPARQL. */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { completed } from "./completion.js";
import { LANGUAGE, LOOK, TOKENS } from "./looks.js";

const same = (text) => text.replace(/\r\n?/g, "\n");

/**
 * @param {Document|ShadowRoot} root where styles go
 * @param {string} doc
 * @param {{run: (text: string) => void, left: (text: string) => void}} told
 */
export function written(root, doc, told) {
  const now = () => view.state.doc.toString();
  const run = () => {
    told.run(now());
    return true;
  };
  const view = new EditorView({
    root,
    state: EditorState.create({
      doc,
      extensions: [
        lineNumbers(), lintGutter(), highlightActiveLine(), highlightActiveLineGutter(), history(),
        indentUnit.of("  "), indentOnInput(), bracketMatching(), closeBrackets(),
        LANGUAGE, syntaxHighlighting(TOKENS), LOOK,
        autocompletion({ override: [completed], icons: false, maxRenderedOptions: 60 }),
        // No key is bound to Tab, so that it leaves the field. Run comes before "insert a line".
        Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          // It has its stop without being told; told, it is known to checkers too.
          tabindex: "0", "aria-label": "SPARQL query", "aria-describedby": "help", spellcheck: "false",
          autocapitalize: "off", autocorrect: "off",
        }),
        EditorView.domEventHandlers({ blur: () => told.left(now()) }),
      ],
    }),
  });
  return {
    element: view.dom,
    focus: () => view.focus(),
    destroy: () => view.destroy(),
    /** @param {string} text instead of what is there; can be undone */
    replace(text) {
      if (same(text) === now()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } });
    },
    /** @param {{from: number, to: number, message: string}|null} mistake @param {string} of that text */
    mark(mistake, of) {
      // What was written since then is another text, with places of its own.
      const known = mistake && same(of) === now();
      if (mistake && !known) return;
      const most = view.state.doc.length;
      const [from, to] = known ? [Math.min(mistake.from, most), Math.min(mistake.to, most)] : [0, 0];
      const list = known ? [{ from, to, severity: "error", message: mistake.message }] : [];
      view.dispatch(setDiagnostics(view.state, list));
      const name = known ? `${from} ${of}` : null;
      if (name !== null && name !== this.shown) view.dispatch({ effects: EditorView.scrollIntoView(from) });
      this.shown = name;
    },
  };
}
