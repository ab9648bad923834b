import { create } from 'zustand';
import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { Timeframe } from '../../contract/model/timeframe.ts';

export type WorkspaceName = 'trade' | 'lab' | 'data' | 'replay';

/** What the whole desk looks at: panels follow the chosen instrument. */
export type Desk = {
  readonly workspace: WorkspaceName;
  readonly instrumentId: InstrumentId;
  readonly timeframe: Timeframe;
  /** The run whose report is open. */
  readonly runId: string | null;
};

export const useDesk = create<Desk>(() => ({
  workspace: 'trade', instrumentId: 'SIM:ACME' as InstrumentId, timeframe: '1m' as Timeframe, runId: null,
}));

export const chooseInstrument = (instrumentId: InstrumentId): void => useDesk.setState({ instrumentId });
export const chooseTimeframe = (timeframe: Timeframe): void => useDesk.setState({ timeframe });
export const openWorkspace = (workspace: WorkspaceName): void => useDesk.setState({ workspace });
export const openRun = (runId: string): void => useDesk.setState({ runId, workspace: 'lab' });
