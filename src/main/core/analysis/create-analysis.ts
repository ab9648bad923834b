import { computeChain, listIndicators, resolveChain, type BarsByInstrument, type IndicatorChain } from '../../../quant/indicators/index.ts';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { QuantError } from '../../../quant/error.ts';
import { AppError, type Clock } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import type { Analysis, IndicatorRequest, IndicatorResult } from './analysis.ts';
import { LiveIndicators } from './live-indicators.ts';
import { loadOthers } from './load-others.ts';
import { settlingBars } from './settling-bars.ts';
import { toColumns } from './to-columns.ts';

export type AnalysisDeps = {
  readonly market: Pick<Market, 'history' | 'openBars' | 'requireInstrument'>;
  /** Real time: how often watchers are told does not depend on the speed of the market's clock. */
  readonly pacer: Clock;
};

/** Builds analysis over the market's bars. */
export function createAnalysis({ market, pacer }: AnalysisDeps): Analysis {
  const live = new LiveIndicators(market, pacer);
  const resolveKnown = (request: IndicatorRequest): IndicatorChain => {
    const chain = resolve(request);
    chain.instruments.forEach((id) => market.requireInstrument(id));
    return chain;
  };
  return {
    get liveIndicators() {
      return live.count;
    },
    watchIndicator(key, request, signal) {
      // Here and not inside the stream, so that what is wrong with the request fails the call and not its first item.
      market.requireInstrument(key.instrumentId);
      const chain = resolveKnown(request);
      return live.watch({ key, chain, seedBars: usualPage + settlingBars(chain.warmup) }, signal);
    },
    indicators: listIndicators,
    computeIndicator: (bars, request, others) => compute(bars, resolve(request), others),
    async computeSeriesIndicator(key, request, { beforeMs, limit }) {
      // A wrong parameter is refused before anything is read.
      const chain = resolveKnown(request);
      const bars = toColumns(await market.history(key, { beforeMs, limit: limit + settlingBars(chain.warmup) }));
      return lastValues(compute(bars, chain, await loadOthers(market, chain.instruments, key.timeframe, bars.time, beforeMs)), limit);
    },
  };
}

/** As long as the page that `indicators.compute` gives where nothing is said: the values are then the same, bit for bit. */
const usualPage = 1_000;

function resolve(request: IndicatorRequest): IndicatorChain {
  try {
    return resolveChain(request);
  } catch (error) {
    if (error instanceof QuantError) throw new AppError('INVALID_INPUT', error.message, { code: error.code });
    throw error;
  }
}

function compute(bars: BarColumns, chain: IndicatorChain, others?: BarsByInstrument): IndicatorResult {
  const { definition: { info }, params, warmup } = chain;
  const outputs = computeChain(chain, bars, others);
  return {
    name: info.name, params, warmup, bars: bars.time.length, time: Array.from(bars.time),
    outputs: Object.fromEntries(info.outputs.map(({ name }, k) => [name, Array.from(outputs[k] ?? [], (value) => (Number.isNaN(value) ? null : value))])),
  };
}

/** The end of a result; of its warm-up what still lies inside. */
function lastValues(result: IndicatorResult, limit: number): IndicatorResult {
  const cut = Math.max(0, result.bars - limit);
  return {
    ...result, bars: result.bars - cut, warmup: Math.max(0, result.warmup - cut), time: result.time.slice(cut),
    outputs: Object.fromEntries(Object.entries(result.outputs).map(([name, values]) => [name, values.slice(cut)])),
  };
}
