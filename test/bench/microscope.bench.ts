import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import { runStrategy } from '../../src/quant/engine/run-strategy.ts';
import { readMoment, recordRun } from '../../src/quant/microscope/index.ts';
import { findStrategy } from '../../src/quant/strategies/index.ts';
import { resolveStrategyParams } from '../../src/quant/strategies/resolve-strategy-params.ts';
import { percentile, type Bench } from './bench.ts';
import { walkBars } from './walk-bars.ts';

const barCount = 1_000_000;
const seeks = 2_000;
const settings = backtestSettingsSchema.parse({ cash: 1_000_000, commissionRate: 0.0005, size: { kind: 'units', units: 10 } });

/** Places all over the run, the same ones every time: a multiplicative generator of Lehmer. */
function* places(): Generator<number> {
  for (let state = 20_261, k = 0; k < seeks; k++) {
    state = (state * 48_271) % 2_147_483_647;
    yield state % barCount;
  }
}

/** Opens a run of a million bars, then looks at places all over it. */
function measure(name: string, bars: ReturnType<typeof walkBars>): { readonly openMs: number; readonly plainMs: number; readonly worstMs: number; readonly usualMs: number } {
  const [strategy, params] = [findStrategy(name), resolveStrategyParams(name, {})];
  const series = [{ symbol: 'WALK', bars }];
  let start = performance.now();
  runStrategy(strategy, params, settings, series, undefined, { hasInterval: false });
  const plainMs = performance.now() - start;
  start = performance.now();
  const { journal } = recordRun(strategy, params, settings, series);
  const openMs = performance.now() - start;
  const times: number[] = [];
  for (const index of places()) {
    const before = performance.now();
    readMoment({ journal, bars: [bars], settings }, index);
    times.push(performance.now() - before);
  }
  return { openMs, plainMs, worstMs: Math.max(...times), usualMs: percentile(times, 0.5) };
}

export const bench: Bench = {
  name: 'microscope',
  async run(report) {
    const bars = walkBars(barCount);
    for (const [name, words] of [['sma-cross', 'a crossing every eighteen bars'], ['bollinger-limit', 'an order placed and cancelled on every bar']] as const) {
      const { openMs, plainMs, worstMs, usualMs } = measure(name, bars);
      report({
        figure: `random seek in a run of 1,000,000 bars, ${words}`, measured: `${worstMs.toFixed(1)} ms at worst`, target: '< 50 ms', ok: worstMs < 50,
        note: `${usualMs.toFixed(2)} ms usually; opened in ${openMs.toFixed(0)} ms, ${(openMs / plainMs).toFixed(1)} × the run with its statistics (${plainMs.toFixed(0)} ms)`,
      });
    }
  },
};
