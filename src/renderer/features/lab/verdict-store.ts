import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import type { Verdict, VerdictGrade } from '../../../contract/model/verdict.ts';
import type { Client } from '../../api/index.ts';
import { useClient, useConnection } from '../../app/client-context.tsx';
import { sentenceOf } from '../../app/use-call.ts';
import { trueMinus } from '../../ui/format.ts';
import { useLab } from './lab-store.ts';

type Judged = { readonly runId: string | null; readonly state: 'loading' | 'ready' | 'failed'; readonly verdict: Verdict | null; readonly fault: string | null };

/** The verdict on the open run: one call for headline and panel. */
const useJudged = create<Judged>(() => ({ runId: null, state: 'loading', verdict: null, fault: null }));

async function judge(client: Client, runId: string): Promise<void> {
  useJudged.setState({ runId, state: 'loading', verdict: null, fault: null });
  const tell = (change: Partial<Judged>): void => {
    // Another run was opened meanwhile.
    if (useJudged.getState().runId === runId) useJudged.setState(change);
  };
  try {
    tell({ verdict: await client.api.backtests.verdict({ runId }), state: 'ready' });
  } catch (error) {
    tell({ state: 'failed', fault: sentenceOf(error) });
  }
}

/** The verdict on the open run, asked for once. */
export function useVerdict(): Judged & { readonly again: () => void } {
  const client = useClient();
  const isOpen = useConnection() === 'open';
  const runId = useLab((lab) => lab.report?.runId ?? null);
  const judged = useJudged();
  const isMine = runId !== null && judged.runId === runId;
  useEffect(() => {
    if (isOpen && runId !== null && useJudged.getState().runId !== runId) void judge(client, runId);
  }, [client, isOpen, runId]);
  const again = useCallback(() => void (runId !== null && judge(client, runId)), [client, runId]);
  return { ...(isMine ? judged : { runId, state: 'loading', verdict: null, fault: null }), again };
}

/** The grade in words, its mark, and how it is shown. */
export const gradeWords: Readonly<Record<VerdictGrade, { readonly mark: string; readonly title: string; readonly kind: 'pass' | 'doubt' | 'fail' }>> = {
  good: { mark: '✓', title: 'Holds up', kind: 'pass' },
  unproven: { mark: '?', title: 'Not proven', kind: 'doubt' },
  lucky: { mark: '△', title: 'Probably luck', kind: 'doubt' },
  bad: { mark: '✕', title: 'Earns nothing', kind: 'fail' },
  invalid: { mark: '✕', title: 'Saw the future', kind: 'fail' },
};

/** A headline without the grade that stands before it, as people read it. */
export const withoutGrade = (headline: string): string => {
  const rest = trueMinus(headline.replace(/^[A-Z][a-z ]*: /, ''));
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
};
