import type { BarPage, LiveBar, SeriesKey } from '../../src/contract/model/bar.ts';
import type { EpochMs } from '../../src/contract/model/units.ts';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import { createManualClock } from '../../src/main/adapters/clock/index.ts';
import { LiveIndicators } from '../../src/main/core/analysis/live-indicators.ts';
import { resolveChain } from '../../src/quant/indicators/index.ts';
import type { Report } from './bench.ts';
import { compared } from './indicator-peers.ts';
import { makeSeries } from './indicator-series.ts';

const symbols = 500;
const ticksPerSecond = 2_000;
const seconds = 10;
const seedBars = 100;

/** Market of as many symbols as asked for, whose forming bars change when `tick` is called. */
function makeMarket() {
  const series = makeSeries(seedBars);
  const listeners = new Map<string, (bar: LiveBar) => void>();
  const tellers = new Map<string, ((bar: LiveBar) => void)[]>();
  return {
    tellers, listeners,
    market: {
      history: () => Promise.resolve({ ...series } as unknown as BarPage),
      openBars(key: SeriesKey, onBar: (bar: LiveBar) => void) {
        const all = tellers.get(key.instrumentId) ?? [];
        tellers.set(key.instrumentId, [...all, onBar]);
        return { ready: Promise.resolve(), forming: null, dispose: () => {} };
      },
    },
  };
}

/** Ten indicators on each of five hundred symbols, watched as charts, alerts and strategies watch them: what a second of ticks takes of a core. */
export async function reportLive(report: Report): Promise<void> {
  const { market, tellers } = makeMarket();
  const live = new LiveIndicators(market as never, createManualClock());
  const controller = new AbortController();
  const firsts: Promise<unknown>[] = [];
  for (let s = 0; s < symbols; s++) {
    const key = { instrumentId: instrumentId(`SIM:S${s}`), timeframe: timeframe('1m') };
    for (const [name, { params }] of Object.entries(compared)) {
      firsts.push(live.watch({ key, chain: resolveChain({ name, params, columns: null }), seedBars }, controller.signal).next());
    }
  }
  await Promise.all(firsts);
  const told = Array.from(tellers.values());
  const send = (from: number): void => {
    for (let i = from; i < from + ticksPerSecond; i++) {
      const close = 100 + Math.sin(i) * 0.5;
      // A minute has sixty times as many ticks, spread over all symbols.
      const time = (Math.floor(i / (ticksPerSecond * 60)) + seedBars) * 60_000;
      const bar = { time: time as EpochMs, open: 100, high: 101, low: 99, close, volume: i, isForming: true } as LiveBar;
      for (const tell of told[i % symbols]!) tell(bar);
    }
  };
  for (let second = 0; second < 5; second++) send(second * ticksPerSecond);
  const times = Array.from({ length: seconds }, (_, second) => {
    const start = performance.now();
    send((second + 5) * ticksPerSecond);
    return performance.now() - start;
  });
  controller.abort();
  const share = Math.min(...times) / 1_000;
  report({
    figure: `${symbols} symbols × ${Object.keys(compared).length} indicators live at ${ticksPerSecond.toLocaleString('en-US')} ticks/s`, measured: `${(share * 100).toFixed(1)} % of a core`,
    target: '< 25 %', ok: share < 0.25, note: `${((share * 1e9) / (ticksPerSecond * Object.keys(compared).length)).toFixed(0)} ns for a tick of one indicator`,
  });
}
