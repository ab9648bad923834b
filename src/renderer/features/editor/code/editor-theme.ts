import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the colours of the window, whose variables reach into its tree. */
export const editorTheme = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--panel)', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace', lineHeight: '18px', overflow: 'auto' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--ivory)' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-cursor': { borderLeftColor: 'var(--ivory)', borderLeftWidth: '2px' },
  '.cm-gutters': { color: 'var(--text-3)', backgroundColor: 'var(--panel)', borderRight: '1px solid var(--hairline)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '32px', padding: '0 8px 0 4px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--hover) 32%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'color-mix(in srgb, var(--phosphor) 24%, transparent)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--phosphor-wash)', outline: '1px solid color-mix(in srgb, var(--phosphor) 45%, transparent)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-wash)', outline: '1px solid var(--warn)' },
  '.cm-tooltip': { color: 'var(--text)', backgroundColor: 'var(--control)', border: '1px solid var(--edge)', borderRadius: '6px', boxShadow: 'var(--shadow)', font: '12px/16px var(--font)', zIndex: '60' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '180px', padding: '4px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { display: 'flex', gap: '12px', padding: '3px 8px', borderRadius: '4px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { color: 'var(--text)', background: 'var(--phosphor-wash)' },
  '.cm-completionLabel': { fontWeight: '600' },
  '.cm-completionMatchedText': { color: 'var(--phosphor)', textDecoration: 'none' },
  '.cm-completionDetail': { flex: '1', marginLeft: '0', color: 'var(--text-3)', fontStyle: 'normal', textAlign: 'right', overflow: 'hidden', textOverflow: 'ellipsis', maxWidth: '220px' },
  '.cm-tooltip.cm-completionInfo': { maxWidth: '260px', padding: '8px 10px', color: 'var(--text-2)' },
  '.cm-tooltip-hover': { maxWidth: '420px' },
  '.cm-typed': { padding: '6px 10px' },
  '.cm-typed code': { color: 'var(--ivory)', font: '11px/16px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace', whiteSpace: 'pre-wrap' },
  '.cm-typed p': { margin: '4px 0 0', color: 'var(--text-2)' },
  '.cm-diagnostic': { padding: '6px 10px', border: '0', borderLeft: '3px solid var(--live)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--live) 1px', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn) 1px', textUnderlineOffset: '3px' },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-lint-marker': { width: '12px', height: '12px', padding: '3px 0 0 1px', content: 'none' },
  '.cm-lint-marker-error': { content: 'none', color: 'var(--live)' },
  '.cm-lint-marker-error::after': { content: '"✕"', font: '700 11px/12px var(--font)' },
  '.cm-lint-marker-warning': { content: 'none', color: 'var(--warn)' },
  '.cm-lint-marker-warning::after': { content: '"△"', font: '700 11px/12px var(--font)' },
  '.cm-faulty': { backgroundColor: 'color-mix(in srgb, var(--live) 12%, transparent)', boxShadow: 'inset 2px 0 0 var(--live)' },
  '.cm-panels': { color: 'var(--text)', backgroundColor: 'var(--header)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--hairline)' },
  '.cm-panel.cm-search': { padding: '6px 8px', font: '12px/16px var(--font)' },
  '.cm-textfield': { border: '1px solid var(--edge)', borderRadius: '4px', backgroundColor: 'var(--bg)', color: 'var(--text)' },
  '.cm-button': { border: '1px solid var(--edge)', borderRadius: '4px', backgroundImage: 'none', backgroundColor: 'var(--control)', color: 'var(--text)' },
});

/** Words of the language in the neutral colours of the window: blue and orange are for direction, red for faults. */
export const editorColours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.controlKeyword], color: 'var(--paper)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--sage)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--ivory)' },
  { tag: [tags.comment], color: 'var(--text-3)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--phosphor)' },
  { tag: [tags.typeName, tags.className], color: 'var(--rose)' },
  { tag: [tags.propertyName], color: 'var(--text)' },
  { tag: [tags.operator, tags.punctuation, tags.bracket], color: 'var(--text-2)' },
]);
