import type { BacktestResult, BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { Timeframe } from '../../contract/model/timeframe.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { runBacktest } from '../engine/run-backtest.ts';
import { runStrategy } from '../engine/run-strategy.ts';
import type { BacktestTaskOutput } from '../engine/task.ts';
import { scripted, testSettings, type Script } from '../engine/test-run.ts';
import { SimMarket } from '../sim-market/index.ts';
import type { ReportSeries } from './task.ts';

/** Tools for tests: finished runs with the bars that they saw. */
export type TestRun = { readonly result: BacktestResult; readonly data: readonly ReportSeries[] };

const seriesOf = (symbol: string, bars: BarColumns): ReportSeries => ({ key: { instrumentId: `FILE:${symbol}` as InstrumentId, timeframe: '1d' as Timeframe }, bars });

function toRun(strategy: string, settings: BacktestSettings, symbols: readonly string[], bars: readonly BarColumns[], output: BacktestTaskOutput): TestRun {
  const { params, metrics, dialects, trades, fills, equity, interval } = output;
  const data = symbols.map((symbol, k) => ({ symbol, bars: bars[k]!.time.length, fromMs: (bars[k]!.time[0] ?? 0) as EpochMs, toMs: (bars[k]!.time.at(-1) ?? 0) as EpochMs, fingerprint: `f${k}` }));
  return {
    result: {
      spec: { strategy, params: { ...params }, settings, data, engineVersion: '3' }, hash: 'cafe', runId: 'run-1', metrics, dialects: { ...dialects },
      trades: [...trades], fills: [...fills], equity: { time: [...equity.time], value: [...equity.value] }, ...(interval === undefined ? {} : { interval }),
    },
    data: symbols.map((symbol, k) => seriesOf(symbol, bars[k]!)),
  };
}

/** What a script does over small bars. */
export function scriptedRun(bars: BarColumns, script: Script, changes: Partial<BacktestSettings> = {}): TestRun {
  const settings = testSettings(changes);
  return toRun('scripted', settings, ['TEST'], [bars], runStrategy(scripted(script), {}, settings, [{ symbol: 'TEST', bars }]));
}

/** Averages crossing over simulated days. */
export function crossingRun(days = 300, changes: Partial<BacktestSettings> = {}, symbols: readonly string[] = ['ACME']): TestRun {
  const settings = testSettings({ commissionRate: 0.001, exclusive: true, ...changes });
  const bars = symbols.map((symbol) => new SimMarket(5).bars(`SIM:${symbol}` as InstrumentId, 86_400_000, Date.UTC(2025, 0, 1), days));
  return toRun('sma-cross', settings, symbols, bars, runBacktest({ strategy: 'sma-cross', params: { fast: 5, slow: 20 }, settings, series: symbols.map((symbol, k) => ({ symbol, bars: bars[k]! })) }));
}
