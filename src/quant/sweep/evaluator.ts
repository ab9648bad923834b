import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { runStrategy } from '../engine/run-strategy.ts';
import { SignalList } from '../engine/signals.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
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

/**
 * Runs trials of one strategy over one series, each by the vectorised path where it can and by the event path where not. Parameters must
 * be complete and inside their ranges.
 */
export class TrialEvaluator {
  readonly #strategy: StrategyDefinition;
  readonly #settings: BacktestSettings;
  readonly #symbol: string;
  readonly #bars: BarColumns;
  readonly #fast: { readonly columns: ColumnCache; readonly list: SignalList; readonly run: SignalRun } | null;

  constructor(strategy: StrategyDefinition, settings: BacktestSettings, symbol: string, bars: BarColumns) {
    this.#strategy = strategy;
    this.#settings = settings;
    this.#symbol = symbol;
    this.#bars = bars;
    this.#fast = whyEventPath(strategy, settings) !== null
      ? null
      : { columns: new ColumnCache(bars), list: new SignalList(bars.time.length), run: new SignalRun(bars, settings, cutWindow(bars.time)) };
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
      const { metrics } = runStrategy(this.#strategy, params, this.#settings, [{ symbol: this.#symbol, bars: this.#bars }], undefined, { hasInterval: false });
      const numberOf = (name: string): number => (typeof metrics[name] === 'number' ? metrics[name] : Number.NaN);
      const figures = { return: numberOf('totalReturn'), maxDrawdown: numberOf('maxDrawdown'), sharpe: numberOf('sharpe'), trades: numberOf('trades') + numberOf('openTrades') };
      return { ok: true, path: 'event', figures };
    } catch (error) {
      if (error instanceof QuantError) return { ok: false, path: 'event', message: error.message };
      throw error;
    }
  }
}
