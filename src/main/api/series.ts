import type { SeriesKey } from '../../contract/model/bar.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import type { BarSource } from '../core/data/index.ts';
import type { Guarded } from './guard.ts';

type Stretch = SeriesKey & { readonly beforeMs?: EpochMs | undefined; readonly bars: number };

const toSource = ({ instrumentId, timeframe, beforeMs, bars }: Stretch): BarSource => ({ kind: 'series', key: { instrumentId, timeframe }, beforeMs: beforeMs ?? null, bars });

/** Procedures of `data` that make other bars of bars, or say what is not there. */
export const seriesRouter = ({ data: os }: Guarded) => ({
  calendars: os.calendars.handler(({ context: { core } }) => [...core.seriesTools.calendars()]),

  gaps: os.gaps.handler(({ input: { calendar = null, timezone = null, only, limit, ...stretch }, context: { core, signal } }) =>
    core.seriesTools.findGaps(toSource(stretch), { calendar, timezone, openOnly: only === 'open', limit }, signal)),

  resample: os.resample.handler(({ input: { calendar = null, timezone = null, to, ...stretch }, context: { core, signal } }) =>
    core.seriesTools.resample(toSource(stretch), { calendar, timezone, to }, signal)),

  adjust: os.adjust.handler(({ input: { factors, actions = [], from, to, timezone = null, ...stretch }, context: { core, signal } }) =>
    core.seriesTools.adjust(toSource(stretch), { ...(factors === undefined ? { actions } : { factors }), from, to, timezone }, signal)),

  factors: os.factors.handler(({ input: { actions, timezone = null, ...stretch }, context: { core, signal } }) => core.seriesTools.makeFactors(toSource(stretch), { actions, timezone }, signal)),

  align: os.align.handler(({ input: { series, beforeMs, bars, join, fill, maxAgeMs = Number.POSITIVE_INFINITY, knownAfterMs }, context: { core, signal } }) =>
    core.seriesTools.align(series.map((key) => toSource({ ...key, beforeMs, bars })), { join, fill, maxAgeMs, knownAfterMs }, signal)),
});
