import { useEffect, useRef, useState } from 'react';
import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { Timeframe } from '../../contract/model/timeframe.ts';
import { useChart, type ChosenIndicator } from '../features/chart/index.ts';
import { useDesk, type Desk, type WorkspaceName } from './desk-store.ts';
import { useLayout } from './use-layout.ts';

/** What a desk looked at and what it drew over its charts. */
type Memory = { readonly desk: Partial<Desk>; readonly indicators: readonly ChosenIndicator[] | null };

const workspaces: readonly string[] = ['trade', 'lab', 'data'] satisfies readonly WorkspaceName[];

/** Brings the desk back as it was left, and stores every change at once: nothing is lost to a crash. true: it is back. */
export function useDeskMemory(): boolean {
  const { isLoaded, saved, save } = useLayout('desk');
  const [isBack, setBack] = useState(false);
  const latestSave = useRef(save);
  latestSave.current = save;
  useEffect(() => {
    if (!isLoaded) return;
    const { desk, indicators } = readMemory(saved);
    useDesk.setState(desk);
    if (indicators !== null) useChart.setState({ indicators });
    setBack(true);
    let stored = write();
    const store = (): void => {
      const now = write();
      if (now !== stored) latestSave.current((stored = now));
    };
    const stops = [useDesk.subscribe(store), useChart.subscribe(store)];
    return () => stops.forEach((stop) => stop());
  }, [isLoaded, saved]);
  return isBack;
}

const write = (): string => JSON.stringify({ desk: useDesk.getState(), indicators: useChart.getState().indicators });

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
    indicators: Array.isArray(found['indicators']) ? found['indicators'].filter(isIndicator) : null,
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

const isIndicator = (value: unknown): value is ChosenIndicator =>
  isRecord(value) && typeof value['id'] === 'string' && typeof value['name'] === 'string' && isRecord(value['params']) && Object.values(value['params']).every((param) => typeof param === 'number');
