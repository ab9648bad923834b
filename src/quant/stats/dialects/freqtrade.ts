import { define, type MetricDefinition } from '../returns/define-metric.ts';
import { computeMoments } from '../returns/distribution.ts';
import type { ReturnFigures } from '../returns/figures.ts';
import { startMsOf } from './start-moment.ts';

const dayMs = 86_400_000;
/** What it says where there is nothing to divide by. */
const none = -100;

const known = new WeakMap<ReturnFigures, Float64Array>();

/** Profit of each period as a share of the starting balance; computed once a series. */
function profits(figures: ReturnFigures): Float64Array {
  const { wealth, count } = figures;
  const before = known.get(figures);
  if (before !== undefined) return before;
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = wealth[i]! - (i === 0 ? 1 : wealth[i - 1]!);
  known.set(figures, values);
  return values;
}

/** Whole days from the start to the last moment, at least one. */
const daysOf = (f: ReturnFigures): number => Math.max(1, Math.floor((f.series.time!.at(-1)! - startMsOf(f.series.time!)) / dayMs));
const dailyProfit = (f: ReturnFigures): number => f.totalReturn / daysOf(f);
const populationDeviation = (values: Float64Array): number => Math.sqrt(computeMoments(values).second);
const yearly = (daily: number, deviation: number): number => (deviation > 0 ? (daily / deviation) * Math.sqrt(365) : none);

/** The largest fall in money and what it was of the balance at its peak. */
function largestFall({ wealth, count }: ReturnFigures): { readonly amount: number; readonly share: number } {
  let [peak, amount, share] = [1, 0, 0];
  for (let i = 0; i < count; i++) {
    peak = Math.max(peak, wealth[i]!);
    if (peak - wealth[i]! > amount) [amount, share] = [peak - wealth[i]!, (peak - wealth[i]!) / peak];
  }
  return { amount, share };
}

function profitFactor(f: ReturnFigures): number {
  const values = profits(f);
  const [won, lost] = [1, -1].map((sign) => values.reduce((sum, value) => sum + Math.max(0, value * sign), 0));
  return lost! > 0 ? won! / lost! : 0;
}

function daysText({ gains }: ReturnFigures): string {
  return `${gains.ups} / ${gains.zeros} / ${gains.downs}`;
}

const asTrades = 'each period counts as one closed trade; the starting balance is 1';

/** The part of Freqtrade's summary (2024.10) that a series of returns has, by its names and in its order. */
export const freqtradeMetrics: readonly MetricDefinition[] = [
  define('Backtesting from', 't', 'first moment', (f) => new Date(f.series.time![0]!).toISOString().slice(0, 19)),
  define('Backtesting to', 't', 'last moment', (f) => new Date(f.series.time!.at(-1)!).toISOString().slice(0, 19)),
  define('Starting balance', 'r', '1', () => 1, 'one unit'),
  define('Final balance', 'r', 'Π(1 + r)', (f) => f.growth),
  define('Absolute profit', 'r', 'Π(1 + r) − 1', (f) => f.totalReturn, 'of one unit'),
  define('Total profit %', 'r', '100 (Π(1 + r) − 1)', (f) => f.totalReturn * 100),
  define('CAGR %', 'rt', '100 ((Π(1 + r))^(365 / days) − 1)', (f) => (f.growth < 0 ? Number.NaN : f.growth ** (365 / daysOf(f)) - 1) * 100, 'calendar days'),
  define('Sortino', 'rt', 'profit a day / σ(losing profits) × √365', (f) => yearly(dailyProfit(f), populationDeviation(profits(f).filter((value) => value < 0))), asTrades),
  define('Sharpe', 'rt', 'profit a day / σ(profits) × √365', (f) => yearly(dailyProfit(f), populationDeviation(profits(f))), asTrades),
  define('Calmar', 'rt', '100 × profit a day / drawdown × √365', (f) => yearly(dailyProfit(f) * 100, largestFall(f).share), asTrades),
  define('Profit factor', 'r', 'Σ winning profits / Σ losing profits', profitFactor, 'in money, not returns'),
  define('Best day', 'r', 'largest profit', (f) => Math.max(0, computeMoments(profits(f)).max), 'of one unit'),
  define('Worst day', 'r', 'largest loss', (f) => Math.min(0, computeMoments(profits(f)).min), 'of one unit'),
  define('Days win/draw/lose', 'r', 'n(r > 0) / n(r = 0) / n(r < 0)', daysText),
  define('Max % of account underwater', 'r', '100 |min(W / max(1, W so far) − 1)|', (f) => -f.maxDrawdown * 100),
  define('Absolute Drawdown (Account)', 'r', '100 × share of the peak lost in the largest fall by money', (f) => largestFall(f).share * 100, 'the largest fall in money need not be the largest in percent'),
  define('Absolute Drawdown', 'r', 'largest fall in money', (f) => largestFall(f).amount, 'of one unit'),
  define('Market change', 'b', '100 (Π(1 + b) − 1)', (f) => f.market!.totalReturn * 100),
];
