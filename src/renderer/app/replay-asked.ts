import { create } from 'zustand';
import type { SeriesKey } from '../../contract/model/bar.ts';
import { openWorkspace } from './desk-store.ts';

/** Whether the sheet of a new replay is wanted, and over which series; null: over the last one. */
export const useSetupAsked = create<{ readonly isOpen: boolean; readonly series: SeriesKey | null }>(() => ({ isOpen: false, series: null }));

/** Opens the sheet of a new replay in its workspace. */
export function setUpReplay(series: SeriesKey | null = null): void {
  openWorkspace('replay');
  useSetupAsked.setState({ isOpen: true, series: series === null ? null : { instrumentId: series.instrumentId, timeframe: series.timeframe } });
}
