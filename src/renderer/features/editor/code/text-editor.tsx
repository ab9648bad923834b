import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, snippetCompletion, type Completion, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers, tooltips, type Tooltip } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { FaultPlace } from '../fault-place.ts';
import type { TypeFault } from './check-types.ts';
import { editorColours, editorTheme } from './editor-theme.ts';
import type { Suggestions } from './suggest.ts';
import styles from './text-editor.module.css';

export type TextEditorProps = {
  /** Its name for those who do not see it. */
  readonly label: string;
  readonly value: string;
  readonly language: 'typescript' | 'plain';
  /** Left out: it can be read and copied only. */
  readonly onChange?: (value: string) => void;
  /** What is wrong at a line. */
  readonly fault?: FaultPlace | null;
  /** What a checker of types says. */
  readonly typeFaults?: readonly TypeFault[];
  readonly suggest?: (source: string, at: number) => Suggestions | null;
  readonly describe?: (source: string, at: number) => Promise<{ readonly from: number; readonly to: number; readonly type: string; readonly text: string } | null>;
};

/** Marks a change that came from outside: it is not told back. */
const isGiven = Annotation.define<boolean>();

/**
 * Text with lines, colours, completion and faults at their place. It stands in a tree of its own: there the library's styles are sheets
 * that a page's policy against inline styles allows.
 */
export function TextEditor(props: TextEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const { label, language, value, fault = null, typeFaults } = props;
  const isReadOnly = props.onChange === undefined;

  useEffect(() => {
    const { current } = host;
    if (current === null) return;
    const root = current.shadowRoot ?? current.attachShadow({ mode: 'open' });
    const made = new EditorView({
      root, parent: root,
      state: EditorState.create({ doc: latest.current.value, extensions: extensionsOf(label, language, isReadOnly, () => latest.current) }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [label, language, isReadOnly]);

  useEffect(() => {
    const made = view.current;
    if (made === null || made.state.doc.toString() === value) return;
    made.dispatch({ changes: changeTo(made.state.doc.toString(), value), annotations: isGiven.of(true) });
  }, [value]);

  useEffect(() => {
    const made = view.current;
    if (made !== null) made.dispatch(setDiagnostics(made.state, diagnosticsOf(made.state, fault, typeFaults ?? [])));
  }, [fault?.line, fault?.message, typeFaults, value]);

  return <div ref={host} className={styles.editor} data-editor={label} />;
}

/** The stretch that differs, so that the cursor stays where the rest is the same. */
function changeTo(before: string, after: string): { readonly from: number; readonly to: number; readonly insert: string } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

/** The usual keys, but for one: Ctrl ⇧ K is KILL everywhere and deletes no line here. */
const ownKeys = defaultKeymap.filter(({ key }) => key !== 'Shift-Mod-k');

function extensionsOf(label: string, language: TextEditorProps['language'], isReadOnly: boolean, props: () => TextEditorProps): Extension[] {
  return [
    lineNumbers(), highlightActiveLineGutter(), lintGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), highlightActiveLine(),
    highlightSelectionMatches(), search(), indentUnit.of('  '), EditorView.lineWrapping, editorTheme, syntaxHighlighting(editorColours), tooltips({ position: 'fixed' }),
    ...(language === 'typescript' ? [javascript({ typescript: true })] : []),
    autocompletion({ override: [(context) => toResult(props().suggest?.(context.state.doc.toString(), context.pos) ?? null)], icons: false, maxRenderedOptions: 200 }),
    hoverTooltip(async (made, at): Promise<Tooltip | null> => describeAt(made, at, props())),
    keymap.of([...closeBracketsKeymap, ...ownKeys, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap, ...(isReadOnly ? [] : [indentWithTab])]),
    EditorState.readOnly.of(isReadOnly), EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some((one) => one.annotation(isGiven) === true)) props().onChange?.(update.state.doc.toString());
    }),
  ];
}

function toResult(found: Suggestions | null): CompletionResult | null {
  if (found === null) return null;
  const options = found.options.map(({ label, kind, detail, info, snippet }): Completion => {
    const completion: Completion = { label, detail, info, type: kind };
    return snippet === undefined ? completion : snippetCompletion(snippet, completion);
  });
  return { from: found.from, options, validFor: /^[\w$]*$/ };
}

async function describeAt(view: EditorView, at: number, { describe }: TextEditorProps): Promise<Tooltip | null> {
  const found = (await describe?.(view.state.doc.toString(), at)) ?? null;
  if (found === null) return null;
  return {
    pos: found.from, end: found.to, above: true,
    create() {
      const dom = document.createElement('div');
      dom.className = 'cm-typed';
      const code = document.createElement('code');
      code.textContent = found.type;
      dom.append(code);
      if (found.text !== '') {
        const text = document.createElement('p');
        text.textContent = found.text.replaceAll(/[`*]/g, '');
        dom.append(text);
      }
      return { dom };
    },
  };
}

/** Faults as the editor marks them; a line that there is no more is the last one. */
function diagnosticsOf({ doc }: EditorState, fault: FaultPlace | null, typeFaults: readonly TypeFault[]): Diagnostic[] {
  const kept = (at: number): number => Math.max(0, Math.min(at, doc.length));
  const found = typeFaults.map(({ from, to, message }): Diagnostic => ({ from: kept(from), to: kept(to), severity: 'warning', source: 'types', message }));
  if (fault === null) return found;
  const line = doc.line(Math.max(1, Math.min(fault.line, doc.lines)));
  const from = line.from + (/^\s*/.exec(line.text)?.[0].length ?? 0);
  return [{ from, to: line.to, severity: 'error', message: fault.message, markClass: 'cm-faulty' }, ...found];
}
