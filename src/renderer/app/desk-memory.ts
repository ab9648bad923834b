import { useEffect, useRef, useState } from 'react';
import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { Timeframe } from '../../contract/model/timeframe.ts';
import { readChosen, useChart, type ChosenIndicator } from '../features/chart/index.ts';
import { useDesk, type Desk, type WorkspaceName } from './desk-store.ts';
import { useLayout } from './use-layout.ts';

/** What a desk looked at and what it drew over its charts. */
type Memory = { readonly desk: Partial<Desk>; readonly indicators: readonly ChosenIndicator[] | null; readonly paneShares: Readonly<Record<string, number>> };

const workspaces: readonly string[] = ['trade', 'lab', 'data', 'replay'] satisfies readonly WorkspaceName[];

/** Brings the desk back as it was left, and stores every change at once: nothing is lost to a crash. true: it is back. */
export function useDeskMemory(): boolean {
  const { isLoaded, saved, save } = useLayout('desk');
  const [isBack, setBack] = useState(false);
  const latestSave = useRef(save);
  latestSave.current = save;
  useEffect(() => {
    if (!isLoaded) return;
    const { desk, indicators, paneShares } = readMemory(saved);
    const chosen = chosenSince(useDesk.getInitialState(), useDesk.getState());
    useDesk.setState(desk);
    useChart.setState({ paneShares, ...(indicators === null ? {} : { indicators }) });
    setBack(true);
    let stored = write();
    const store = (): void => {
      const now = write();
      if (now !== stored) latestSave.current((stored = now));
    };
    const stops = [useDesk.subscribe(store), useChart.subscribe(store)];
    useDesk.setState(chosen);
    return () => stops.forEach((stop) => stop());
  }, [isLoaded, saved]);
  return isBack;
}

/** What was chosen before the desk was back: it holds, whatever the desk was left with. */
export const chosenSince = (start: Desk, now: Desk): Partial<Desk> =>
  Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== start[name as keyof Desk]));

function write(): string {
  const { indicators, paneShares } = useChart.getState();
  const kept = Object.fromEntries(Object.entries(paneShares).filter(([id]) => indicators.some((one) => one.id === id)));
  return JSON.stringify({ desk: useDesk.getState(), indicators, paneShares: kept });
}

/** Takes what is understood of a stored desk; what is not stays as it is delivered. */
export function readMemory(saved: string | null): Memory {
  const found = parse(saved);
  const { workspace, instrumentId, timeframe, runId } = isRecord(found['desk']) ? found['desk'] : {};
  return {
    desk: {
      ...(typeof workspace === 'string' && workspaces.includes(workspace) ? { workspace: workspace as WorkspaceName } : {}),
      ...(typeof instrumentId === 'string' && /^[^:]+:[^:]+$/.test(instrumentId) ? { instrumentId: instrumentId as InstrumentId } : {}),
      ...(typeof timeframe === 'string' && /^\d+[mhdw]$/.test(timeframe) ? { timeframe: timeframe as Timeframe } : {}),
      ...(typeof runId === 'string' ? { runId } : {}),
    },
    indicators: Array.isArray(found['indicators']) ? readChosen(found['indicators']) : null,
    paneShares: isRecord(found['paneShares']) ? Object.fromEntries(Object.entries(found['paneShares']).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0 && entry[1] < 100)) : {},
  };
}

function parse(saved: string | null): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(saved ?? '{}');
    return isRecord(found) ? found : {};
  } catch {
    return {};
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
