import type { BacktestSettings } from '../../contract/model/backtest.ts';
import { runStrategy } from '../engine/run-strategy.ts';
import { SignalList } from '../engine/signals.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import type { SeriesInput } from '../engine/task.ts';
import { QuantError } from '../error.ts';
import { ColumnCache } from './column-cache.ts';
import type { TrialFigures } from './figures.ts';
import { cutWindow } from './run-window.ts';
import { SignalRun, whyNotVectorised } from './signal-run.ts';

/** How a trial came to its figures. */
export type TrialPath = 'vectorised' | 'event';

export type TrialOutcome =
  | { readonly ok: true; readonly path: TrialPath; readonly figures: TrialFigures }
  | { readonly ok: false; readonly path: 'event'; readonly message: string };

/** Why trials of a strategy under these settings are run bar by bar; null where they run over whole columns. */
export function whyEventPath(strategy: StrategyDefinition, settings: BacktestSettings): string | null {
  if (strategy.signals === undefined) return `${strategy.info.name} is asked bar by bar`;
  return whyNotVectorised(settings);
}

/** Why trials over these series are run bar by bar, whatever the strategy: whole columns know one series and nothing but its bars. null: they need not be. */
export function whyEventSeries(series: readonly SeriesInput[]): string | null {
  const [only] = series;
  if (only === undefined || series.length > 1) return 'several symbols share one cash';
  if (only.rates !== undefined) return `the currency of ${only.symbol} is converted`;
  return only.actions === undefined ? null : `${only.symbol} has dividends or splits`;
}

/**
 * The settings of a search as they are over one of its series: how a currency is converted says nothing of a series in the currency of
 * the account, and a run over that alone would refuse it.
 */
export function settingsOver({ conversion, ...settings }: BacktestSettings, series: readonly SeriesInput[]): BacktestSettings {
  return conversion === undefined || series.every(({ rates }) => rates === undefined) ? settings : { ...settings, conversion };
}

/**
 * Runs trials of one strategy over one series, or several that share one cash, each by the vectorised path where it can and by the event
 * path where not. Parameters must be complete and inside their ranges.
 */
export class TrialEvaluator {
  readonly #strategy: StrategyDefinition;
  readonly #settings: BacktestSettings;
  readonly #series: readonly SeriesInput[];
  readonly #fast: { readonly columns: ColumnCache; readonly list: SignalList; readonly run: SignalRun } | null;

  constructor(strategy: StrategyDefinition, settings: BacktestSettings, series: readonly SeriesInput[]) {
    this.#strategy = strategy;
    this.#settings = settingsOver(settings, series);
    this.#series = series;
    const [only] = series;
    this.#fast = only === undefined || (whyEventPath(strategy, this.#settings) ?? whyEventSeries(series)) !== null
      ? null
      : { columns: new ColumnCache(only.bars), list: new SignalList(only.bars.time.length), run: new SignalRun(only.bars, this.#settings, cutWindow(only.bars.time)) };
  }

  evaluate(params: StrategyParams): TrialOutcome {
    if (this.#fast !== null && this.#runFast(params)) return { ok: true, path: 'vectorised', figures: this.#fast.run };
    return this.#runEvents(params);
  }

  #runFast(params: StrategyParams): boolean {
    const { columns, list, run } = this.#fast!;
    columns.startTrial();
    list.count = 0;
    this.#strategy.signals!(columns, params, list);
    return run.run(list, columns.warmup);
  }

  #runEvents(params: StrategyParams): TrialOutcome {
    try {
      const { metrics } = runStrategy(this.#strategy, params, this.#settings, this.#series, undefined, { hasInterval: false });
      const numberOf = (name: string): number => (typeof metrics[name] === 'number' ? metrics[name] : Number.NaN);
      const figures = { return: numberOf('totalReturn'), maxDrawdown: numberOf('maxDrawdown'), sharpe: numberOf('sharpe'), trades: numberOf('trades') + numberOf('openTrades') };
      return { ok: true, path: 'event', figures };
    } catch (error) {
      if (error instanceof QuantError) return { ok: false, path: 'event', message: error.message };
      throw error;
    }
  }
}
