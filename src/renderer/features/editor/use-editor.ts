import { useEffect, useMemo, useState } from 'react';
import type { IndicatorInfo } from '../../../contract/model/indicator.ts';
import { useClient, useConnection } from '../../app/client-context.tsx';
import { notify } from '../../app/notices.ts';
import { sentenceOf, useCall } from '../../app/use-call.ts';
import { useLayout } from '../../app/use-layout.ts';
import { putAtHand, useAtHand, useLab } from '../lab/index.ts';
import { closeStrategy, isChanged, openStrategy, takeSentences, useEditor } from './editor-store.ts';
import { readDrafts, writeDrafts } from './keep-drafts.ts';

/** How long nothing is typed before the application is asked what it thinks of it. */
const restMs = 300;

export type Opening = { readonly state: 'loading' | 'ready' | 'failed'; readonly error: string | null; readonly reload: () => void };

/** Opens what is chosen in the lab, keeps what is written over it, has it checked, and puts it at the lab's hand. Mounted once, with the panel. */
export function useEditorWork(): Opening {
  const isBack = useKeptDrafts();
  const opening = useOpening(isBack);
  useChecks();
  return opening;
}

/** Every indicator by its name. */
export function useIndicators(): ReadonlyMap<string, IndicatorInfo> {
  const { value } = useCall('indicators', (api) => api.indicators.list({}));
  return useMemo(() => new Map((value ?? []).map((info) => [info.name, info])), [value]);
}

/** What was being written when the window was closed. true: it is back. */
function useKeptDrafts(): boolean {
  const { isLoaded, saved, save } = useLayout('strategy-drafts');
  const [isBack, setBack] = useState(false);
  useEffect(() => {
    if (!isLoaded) return;
    const { drafts } = useEditor.getState();
    // What was written since the window was opened is newer than what was kept.
    useEditor.setState({ drafts: { ...readDrafts(saved), ...drafts } });
    setBack(true);
    return useEditor.subscribe(({ drafts: now }, { drafts: before }) => {
      if (now === before) return;
      const text = writeDrafts(now);
      if (text !== null) save(text);
      else notify({ id: 'drafts', kind: 'warn', title: 'Changes are not kept aside', text: 'What is not saved is too long to be kept over a restart. Save it in its file (Ctrl S).' });
    });
  }, [isLoaded, saved, save]);
  return isBack;
}

function useOpening(isBack: boolean): Opening {
  const { api } = useClient();
  const isOpen = useConnection() === 'open';
  const chosen = useLab((lab) => lab.setup.strategy);
  const stored = useAtHand((store) => store.round);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Omit<Opening, 'reload'>>({ state: 'loading', error: null });
  useEffect(() => {
    if (!isBack || !isOpen) return;
    let isCurrent = true;
    const open = async (): Promise<void> => {
      try {
        const { info, code } = await api.strategies.get({ name: chosen });
        if (!isCurrent) return;
        openStrategy(info, code);
        setState({ state: 'ready', error: null });
      } catch (error) {
        if (!isCurrent) return;
        closeStrategy();
        setState({ state: 'failed', error: sentenceOf(error) });
      }
    };
    void open();
    return () => {
      isCurrent = false;
    };
  }, [api, chosen, isBack, isOpen, stored, round]);
  return useMemo(() => ({ ...state, reload: () => setRound((count) => count + 1) }), [state]);
}

/** Asks the application, a moment after the last letter, what the text says and why it cannot be run. */
function useChecks(): void {
  const { api } = useClient();
  const isOpen = useConnection() === 'open';
  const code = useEditor((store) => store.code);
  const text = useEditor((store) => store.text);
  const sentences = useEditor((store) => store.sentences);
  const changed = useEditor(isChanged);
  useEffect(() => {
    if (code === null) return putAtHand(null);
    const atHand = changed ? { ...code, source: text } : null;
    putAtHand(atHand === null ? null : { code: atHand, info: null });
    if (!isOpen) return;
    let isCurrent = true;
    useEditor.setState({ isChecking: true });
    const check = async (): Promise<void> => {
      if (sentences !== null) {
        const understood = await api.strategies.explain({ rules: sentences });
        if (isCurrent) takeSentences(understood);
        return;
      }
      const [detail, written] = await Promise.all([api.strategies.check({ file: code.file, source: text }), code.kind === 'rules' ? api.strategies.explain({ rules: text }).catch(() => null) : null]);
      if (!isCurrent) return;
      useEditor.setState({ problem: detail.info.problem ?? null, isChecking: false, written });
      if (atHand !== null) putAtHand({ code: atHand, info: detail.info.problem === undefined ? detail.info : null });
    };
    const timer = setTimeout(() => void check().catch((error: unknown) => isCurrent && useEditor.setState({ problem: sentenceOf(error), isChecking: false })), changed ? restMs : 0);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, isOpen, code, text, sentences, changed]);
  useEffect(() => () => putAtHand(null), []);
}
