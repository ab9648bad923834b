import type { VolatilitySource } from '../../../quant/volatility/index.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import type { Econometrics, NamedSeries, ReturnSource } from './econometrics.ts';
import { toColumns } from './to-columns.ts';
import { valueOf } from './value-of.ts';

export type EconometricsDeps = { readonly market: Pick<Market, 'history' | 'requireInstrument'>; readonly jobs: JobPort };

/** Builds models and tests over the market's bars; they are computed in the pool. */
export function createEconometrics({ market, jobs }: EconometricsDeps): Econometrics {
  async function load(source: ReturnSource): Promise<VolatilitySource> {
    if (source.kind === 'returns') return { returns: Float64Array.from(source.returns) };
    if (source.kind === 'bars') return { bars: source.bars };
    market.requireInstrument(source.key.instrumentId);
    return { bars: toColumns(await market.history(source.key, { beforeMs: source.beforeMs, limit: source.bars })) };
  }
  const optionsOf = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });
  return {
    fitVolatility: async (source, request, signal) => valueOf(await jobs.run('volatility.fit', { ...request, source: await load(source) }, optionsOf(signal))),
    testSeries: async (series, options, signal) => valueOf(await jobs.run('series.test', { ...options, ...leaveGapsOut(series) }, optionsOf(signal))),
  };
}

/** The rows in which every series has a value. */
function leaveGapsOut(series: readonly NamedSeries[]): { readonly names: string[]; readonly series: Float64Array[]; readonly leftOut: number } {
  const count = series[0]?.values.length ?? 0;
  const kept = Array.from({ length: count }, (_, i) => i).filter((i) => series.every(({ values }) => (values[i] ?? null) !== null));
  if (kept.length === 0) throw new AppError('INVALID_INPUT', `None of the ${count} rows has a value${series.length > 1 ? ' of every series' : ''}; at least one is needed.`);
  return { names: series.map(({ name }) => name), series: series.map(({ values }) => Float64Array.from(kept, (i) => values[i] as number)), leftOut: count - kept.length };
}
