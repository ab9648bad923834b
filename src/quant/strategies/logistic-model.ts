import type { BarColumns } from '../../contract/model/bar.ts';
import type { StrategyParams } from '../engine/strategy.ts';
import { intent } from '../engine/signals.ts';
import { barsParam } from './bars-param.ts';
import { defineColumnStrategy } from './column-strategy.ts';
import { fitLogistic, probabilityOf } from './fit-logistic.ts';
import { oneSymbol, realParam } from './params.ts';

/** Bars that the longest feature looks back. */
const longest = 20;

/**
 * Goes by a model that is fitted anew on the recent past as the run goes on. Source: A. W. Lo, H. Mamaysky, J. Wang (2000) for the question;
 * walk-forward as in R. Pardo, The Evaluation and Optimization of Trading Strategies (2008).
 */
export const logisticModel = defineColumnStrategy({
  info: {
    name: 'logistic-model', title: 'Logistic model, fitted anew', family: 'Model-driven', symbols: oneSymbol, source: 'R. Pardo, The Evaluation and Optimization of Trading Strategies (2008), for the walk-forward',
    params: [barsParam('train', 'Bars it is fitted on', 250, 30), barsParam('refit', 'Bars between fits', 20), realParam('edge', 'Probability beyond one half', 0.02, 0, 0.5), realParam('ridge', 'Ridge', 1, 0.000_1, 1e6)],
    description: 'Features of a bar: log returns over 1, 5 and 20 bars, each over the root of its bars and the root mean square of the last 20 returns of 1, and the place of the close between the lowest and highest of the last 20 closes less ½. From the first bar on which `train` bars with features have a bar after them, and every `refit` bars, '
      + 'a ridge logistic regression of whether the next close was higher is fitted on the last `train` of them; buys when flat and it gives more than ½ + `edge` for the next bar, closes when it gives less than ½.',
  },
  columns: (params) => ({ chance: [`logistic model ${params.train} ${params.refit} ${params.ridge}`, (bars) => walkForward(bars, params)] }),
  decide({ chance }, { edge }) {
    if (chance.value > 0.5 + edge) return intent.buyWhenFlat;
    return chance.value < 0.5 ? intent.closeWhenHolding : 0;
  },
});

/** The probability that the next close is higher, by the last fit before each bar. NaN before the first. */
function walkForward({ close }: BarColumns, { train, refit, ridge }: StrategyParams): Float64Array {
  const out = new Float64Array(close.length).fill(NaN);
  const rows = featuresOf(close);
  const ups = close.map((price, i) => (close[i + 1] > price ? 1 : 0));
  const first = longest + train;
  let weights = new Float64Array(0);
  for (let i = first; i < close.length; i++) {
    // The case of bar i - 1 ended with the close of this bar: the last whose outcome is known.
    if ((i - first) % refit === 0) weights = Float64Array.from(fitLogistic(rows.slice(i - train, i), ups.subarray(i - train, i), ridge));
    out[i] = probabilityOf(weights, rows[i]);
  }
  return out;
}

/** A row for each bar; all NaN before there are enough bars. */
function featuresOf(close: Float64Array): Float64Array[] {
  const logs = close.map(Math.log);
  return Array.from(close, (price, i) => {
    const row = new Float64Array(4).fill(NaN);
    if (i < longest) return row;
    let [squares, low, high] = [0, price, price];
    for (let k = i - longest + 1; k <= i; k++) {
      squares += (logs[k] - logs[k - 1]) ** 2;
      low = Math.min(low, close[k]);
      high = Math.max(high, close[k]);
    }
    const unit = Math.sqrt(squares / longest);
    [1, 5, longest].forEach((bars, f) => (row[f] = unit > 0 ? (logs[i] - logs[i - bars]) / (unit * Math.sqrt(bars)) : 0));
    row[3] = high > low ? (price - low) / (high - low) - 0.5 : 0;
    return row;
  });
}
