import type { SeriesKey } from '../../contract/model/bar.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import type { PriceSource } from '../core/analysis/index.ts';
import type { Guarded } from './guard.ts';

type Stretch = SeriesKey & { readonly beforeMs?: EpochMs | undefined; readonly bars: number };

const toSource = ({ instrumentId, timeframe, beforeMs, bars }: Stretch): PriceSource => ({ kind: 'series', key: { instrumentId, timeframe }, beforeMs: beforeMs ?? null, bars });

const toFit = ({ states, starts, seed, fittedReturns = null }: { states: number; starts: number; seed: number; fittedReturns?: number | null | undefined }) => ({ states, starts, seed, fittedReturns });

/** Procedures of `analysis` about regimes. */
export const regimesRouter = ({ analysis: os }: Guarded) => ({
  fitRegimes: os.fitRegimes.handler(({ input, context: { core, signal } }) => core.regimes.fit(toSource(input), toFit(input), { signal })),

  watchRegimeFit: os.watchRegimeFit.handler(({ input, context: { core, signal } }) => core.regimes.watchFit(toSource(input), toFit(input), signal)),

  ruleRegimes: os.ruleRegimes.handler(({ input: { trendBars, trendThreshold, fastBars, slowBars, volatilityThreshold, ...stretch }, context: { core, signal } }) =>
    core.regimes.judge(toSource(stretch), { trendBars, trendThreshold, fastBars, slowBars, volatilityThreshold }, { signal })),

  changePoints: os.changePoints.handler(({ input: { kind, penalty = null, shortest, ...stretch }, context: { core, signal } }) =>
    core.regimes.findChanges(toSource(stretch), { kind, penalty, shortest }, { signal })),
});
