import { create } from 'zustand';
import type { Run } from '../../../contract/model/run.ts';

/** How bars are cut, as it was typed; an empty field has what fits the bars. */
export type Windows = { readonly train: string; readonly test: string; readonly isAnchored: boolean; readonly purge: string; readonly embargo: string };

type WalkStore = {
  readonly windows: Windows;
  /** The walk-forward that is open; null: what is set up is shown. */
  readonly runId: string | null;
  readonly run: Run | null;
  readonly isSetup: boolean;
  readonly isStarting: boolean;
  readonly startFault: string | null;
  /** The fold that is chosen. */
  readonly fold: number | null;
  readonly round: number;
};

/** The walk-forward that is open, and how the next one cuts its bars. */
export const useWalk = create<WalkStore>(() => ({
  windows: { train: '', test: '', isAnchored: false, purge: '0', embargo: '0' }, runId: null, run: null, isSetup: false, isStarting: false, startFault: null, fold: null, round: 0,
}));

export const openWalk = (runId: string): void => useWalk.setState(({ round }) => ({ runId, run: null, isSetup: false, startFault: null, fold: null, round: round + 1 }));
export const changeWindows = (changes: Partial<Windows>): void => useWalk.setState(({ windows }) => ({ windows: { ...windows, ...changes }, startFault: null }));
