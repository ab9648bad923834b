import { parentPort } from 'node:worker_threads';
import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import { openGuestStrategy } from '../../src/main/workers/compute/guest/guest-strategy.ts';
import { runStrategy } from '../../src/quant/engine/run-strategy.ts';
import type { StrategyDefinition } from '../../src/quant/engine/strategy.ts';
import { findStrategy } from '../../src/quant/strategies/index.ts';
import { fastestMs } from './bench.ts';
import { walkBars } from './walk-bars.ts';

/** What one thread measures: the ready-made strategy before and after the thread is locked down, and the same decisions as code of others. */
export type GuestTimes = { readonly bars: number; readonly freeMs: number; readonly lockedMs: number; readonly guestMs: number; readonly trades: readonly number[] };

const bars = walkBars(100_000);
const settings = backtestSettingsSchema.parse({ cash: 1_000_000, size: { kind: 'units', units: 10 } });
const params = { fast: 10, slow: 20 };
const source = `import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({
  name: 'guest', params: { fast: 10, slow: 20 },
  indicators: (p) => ({ fast: ['sma', { timePeriod: p.fast }], slow: ['sma', { timePeriod: p.slow }] }),
  onBar(c, p) {
    if (c.crossedAbove(c.ind.fast, c.ind.slow)) c.buy();
    else if (c.crossedBelow(c.ind.fast, c.ind.slow)) c.sell();
  },
});`;

const run = (strategy: StrategyDefinition): number => runStrategy(strategy, params, settings, [{ symbol: 'WALK', bars }], undefined, { hasInterval: false }).trades.length;
const ready = findStrategy('sma-cross');
const [freeMs = Number.NaN] = fastestMs([() => run(ready)], { warmup: 5, rounds: 15 });
const guest = openGuestStrategy({ kind: 'typescript', file: 'guest.ts', source }, () => undefined);
const [lockedMs = Number.NaN, guestMs = Number.NaN] = fastestMs([() => run(ready), () => run(guest)], { warmup: 5, rounds: 15 });
const times: GuestTimes = { bars: bars.time.length, freeMs, lockedMs, guestMs, trades: [run(ready), run(guest)] };
parentPort?.postMessage(times);
