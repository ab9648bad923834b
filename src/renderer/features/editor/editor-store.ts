import { create } from 'zustand';
import type { Rules } from '../../../contract/model/rule.ts';
import type { StrategyCode, StrategyInfo } from '../../../contract/model/strategy.ts';
import { readRulesShape } from './rules/read-shape.ts';

/** In which of its forms rules are shown. */
export type RulesView = 'blocks' | 'sentences' | 'json' | 'typescript';

/** What is being written over a file and not stored in it. */
export type Draft = {
  readonly text: string;
  /** Sentences that are not understood as they stand; null: the rules say themselves. */
  readonly sentences: string | null;
  /** What the file said when this was begun. */
  readonly base: string;
};

export type Drafts = Readonly<Record<string, Draft>>;

/** The rules in their other forms, as the application writes them. */
export type Written = { readonly english: string; readonly typescript: string };

type Editor = {
  /** The chosen strategy as it was read; null: not read yet. */
  readonly info: StrategyInfo | null;
  /** Its file; null: it is ready-made, or not read yet. */
  readonly code: StrategyCode | null;
  readonly text: string;
  readonly sentences: string | null;
  /** Sentences as they were typed, understood or not, so that nothing moves under the cursor; null: nobody has typed any since the rules were changed otherwise. */
  readonly typed: string | null;
  /** The rules that blocks show; null where the text is none. */
  readonly rules: Rules | null;
  readonly written: Written | null;
  /** Why what is being written cannot be run; null: it can, or it was not read yet. */
  readonly problem: string | null;
  readonly isChecking: boolean;
  readonly view: RulesView;
  readonly drafts: Drafts;
  readonly isSaving: boolean;
  /** A sheet over the window: for a new strategy, or a question before something is lost. */
  readonly sheet: 'new' | 'discard' | 'remove' | null;
};

/** The one state of the editor. */
export const useEditor = create<Editor>(() => ({
  info: null, code: null, text: '', sentences: null, typed: null, rules: null, written: null, problem: null, isChecking: false, view: 'blocks', drafts: {}, isSaving: false, sheet: null,
}));

/** Shows a strategy that was read, with what was being written over it. */
export function openStrategy(info: StrategyInfo, code: StrategyCode | null): void {
  const { drafts, code: before } = useEditor.getState();
  const draft = code === null ? undefined : drafts[code.file];
  const text = draft?.text ?? code?.source ?? '';
  useEditor.setState({
    info, code, text, sentences: draft?.sentences ?? null, typed: draft?.sentences ?? null, rules: code?.kind === 'rules' ? readRulesShape(text) : null, problem: info.problem ?? null,
    ...(before?.file === code?.file ? {} : { written: null }),
  });
}

export const closeStrategy = (): void => useEditor.setState({ info: null, code: null, text: '', sentences: null, typed: null, rules: null, written: null, problem: null });

/** Takes over what was typed as the text of the file. */
export const writeText = (text: string): void => change({ text, sentences: null, typed: null, ...(useEditor.getState().code?.kind === 'rules' ? { rules: readRulesShape(text) } : {}) });

/** Takes over sentences as typed; the rules follow once they are understood. */
export const writeSentences = (sentences: string): void => change({ sentences, typed: sentences });

/** The rules that sentences were understood as, in all their forms. */
export function takeSentences({ json, ...written }: Written & { readonly json: string }): void {
  change({ text: json, sentences: null, rules: readRulesShape(json) });
  useEditor.setState({ written, problem: null, isChecking: false });
}

/** Changes the rules, as blocks do. */
export function editRules(edit: (rules: Rules) => Rules): void {
  const { rules } = useEditor.getState();
  if (rules === null) return;
  const next = edit(rules);
  change({ rules: next, text: JSON.stringify(next, null, 2), sentences: null, typed: null });
}

/** Changes what is being written, and keeps it aside where it is not what the file says. */
function change(changes: Partial<Pick<Editor, 'text' | 'sentences' | 'typed' | 'rules'>>): void {
  const state = { ...useEditor.getState(), ...changes };
  const { code, text, sentences } = state;
  if (code === null) return;
  const base = state.drafts[code.file]?.base ?? code.source;
  useEditor.setState({ ...changes, drafts: isSame(state, code.source) ? withoutDraft(state.drafts, code.file) : { ...state.drafts, [code.file]: { text, sentences, base } } });
}

const isSame = ({ text, sentences }: Pick<Editor, 'text' | 'sentences'>, source: string): boolean => text === source && sentences === null;

export const withoutDraft = (drafts: Drafts, file: string): Drafts => Object.fromEntries(Object.entries(drafts).filter(([name]) => name !== file));

/** What is written is not what the file says. */
export const isChanged = ({ code, text, sentences }: Pick<Editor, 'code' | 'text' | 'sentences'>): boolean => code !== null && !isSame({ text, sentences }, code.source);

/** The file says something else than when this was begun: somebody else wrote it meanwhile. */
export function isOvertaken({ code, drafts }: Pick<Editor, 'code' | 'drafts'>): boolean {
  const draft = code === null ? undefined : drafts[code.file];
  return draft !== undefined && code !== null && draft.base !== code.source;
}

/** Goes back to what the file says. */
export function discardDraft(): void {
  const { code, drafts, info } = useEditor.getState();
  if (code === null || info === null) return;
  useEditor.setState({ drafts: withoutDraft(drafts, code.file) });
  openStrategy(info, code);
}
