import { create } from 'zustand';
import type { SeriesKey } from '../../../contract/model/bar.ts';

/** A finished run that is to trade on paper. */
export type PromotedRun = { readonly runId: string; readonly title: string; readonly series: readonly SeriesKey[] };

type Promotion = {
  /** null: nothing is asked. */
  readonly run: PromotedRun | null;
  /** The session that was made of it; null: not yet. */
  readonly sessionId: string | null;
};

/** What is being let trade on paper. */
export const usePromotion = create<Promotion>(() => ({ run: null, sessionId: null }));

/** Asks how a run is to trade on paper. */
export const askForPaper = (run: PromotedRun): void => usePromotion.setState({ run, sessionId: null });
export const closePromotion = (): void => usePromotion.setState({ run: null, sessionId: null });
