import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { Timeframe } from '../../contract/model/timeframe.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import type { DescribeRequest } from '../core/analysis/index.ts';
import { AppError } from '../core/kernel/index.ts';

type Described = {
  readonly instrumentId?: InstrumentId | undefined;
  readonly timeframe?: Timeframe | undefined;
  readonly beforeMs?: EpochMs | undefined;
  readonly bars: number;
  readonly breaks: 'in' | 'out';
  readonly runId?: string | undefined;
};

/** A run where one is named, else a stretch of a series; the contract lets nothing else through. */
export function toDescribeRequest({ instrumentId, timeframe, beforeMs, bars, breaks, runId }: Described): DescribeRequest {
  if (runId !== undefined) return { kind: 'run', runId };
  if (instrumentId === undefined || timeframe === undefined) throw new AppError('INVALID_INPUT', 'Name an instrument and a timeframe, or a run.');
  return { kind: 'series', key: { instrumentId, timeframe }, beforeMs: beforeMs ?? null, bars, keepsBreaks: breaks === 'in' };
}
