import type { RegimeFitProgress } from '../../../contract/model/regime.ts';
import type { PriceSeries } from '../../../quant/regimes/index.ts';
import type { JobPort } from '../jobs/index.ts';
import { StateMailbox } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import type { FitOptions, JobCall, PriceSource, Regimes } from './regimes.ts';
import { valueOf } from './value-of.ts';

export type RegimesDeps = { readonly market: Pick<Market, 'history' | 'requireInstrument'>; readonly jobs: JobPort };

/** Builds regimes over the market's bars; they are computed in the pool. */
export function createRegimes({ market, jobs }: RegimesDeps): Regimes {
  async function load(source: PriceSource): Promise<PriceSeries> {
    if (source.kind === 'bars') return { time: source.bars.time, close: source.bars.close };
    market.requireInstrument(source.key.instrumentId);
    const { time, close } = await market.history(source.key, { beforeMs: source.beforeMs, limit: source.bars });
    return { time: Float64Array.from(time), close: Float64Array.from(close) };
  }
  const fit = async (source: PriceSource, options: FitOptions, call: JobCall = {}) => valueOf(await jobs.run('regimes.fit', { ...options, prices: await load(source) }, call));
  return {
    fit,
    async *watchFit(source, options, signal) {
      const mailbox = new StateMailbox<'progress', RegimeFitProgress>();
      const stop = new AbortController();
      const work = fit(source, options, { signal: AbortSignal.any([signal, stop.signal]), onProgress: (share) => mailbox.put('progress', { share, fit: null }) })
        .finally(() => stop.abort());
      // Whoever reads hears of a failure; nobody may be left by then.
      work.catch(() => {});
      try {
        yield { share: 0, fit: null };
        for await (const batch of mailbox.batches(AbortSignal.any([signal, stop.signal]))) yield batch.at(-1) as RegimeFitProgress;
        if (!signal.aborted) yield { share: 1, fit: await work };
      } finally {
        stop.abort();
      }
    },
    judge: async (source, rules, call = {}) => valueOf(await jobs.run('regimes.judge', { prices: await load(source), rules }, call)),
    findChanges: async (source, options, call = {}) => valueOf(await jobs.run('regimes.changes', { ...options, prices: await load(source) }, call)),
  };
}
