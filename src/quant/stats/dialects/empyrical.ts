import { lowerPartialMoment, sampleVarianceOf } from '../returns/distribution.ts';
import { define, type MetricDefinition } from '../returns/define-metric.ts';
import { annualise, type ReturnFigures } from '../returns/figures.ts';
import { compound } from '../returns/falls.ts';
import { computeGains } from '../returns/gains.ts';
import { computePair, selectBySign } from '../returns/pair.ts';
import { quantileOfSorted } from '../returns/quantile.ts';

const tail = 0.05;

/** Mean of the worst returns: those up to place ⌊(n − 1) × cutoff⌋ in order. */
function conditionalValueAtRisk({ sorted }: ReturnFigures): number {
  const last = Math.floor((sorted.length - 1) * tail);
  let sum = 0;
  for (let i = 0; i <= last; i++) sum += sorted[i]!;
  return sum / (last + 1);
}

/** Alpha compounded over a year, from excess returns. */
const annualAlpha = (meanOwn: number, meanOther: number, beta: number, riskFree: number, periods: number): number =>
  (meanOwn - riskFree - beta * (meanOther - riskFree) + 1) ** periods - 1;

function alphaBeta(figures: ReturnFigures): [number, number] {
  const { pair, riskFreePeriod, periods } = figures;
  if (pair === null) return [Number.NaN, Number.NaN];
  return [annualAlpha(pair.own.mean, pair.other.mean, pair.beta, riskFreePeriod, periods), pair.beta];
}

/** Annual return of the returns whose benchmark rose (or fell) over that of the benchmark in them. */
function captureOf({ returns, series, periods }: ReturnFigures, sign: 1 | -1): number {
  const { own, other } = selectBySign(returns, series.benchmark!, sign);
  const annual = (values: Float64Array): number => annualise(compound(values)[values.length - 1] ?? Number.NaN, values.length / periods);
  return annual(own) / annual(other);
}

function sidedAlphaBeta({ returns, series, periods, riskFreePeriod }: ReturnFigures, sign: 1 | -1): [number, number] {
  const { own, other } = selectBySign(returns, series.benchmark!, sign);
  const { beta, own: ownMoments, other: otherMoments } = computePair(own, other);
  return [annualAlpha(ownMoments.mean, otherMoments.mean, beta, riskFreePeriod, periods), beta];
}

/** R² of a straight line through the cumulated log returns. */
function stability({ returns, count }: ReturnFigures): number {
  const [logs, places] = [new Float64Array(count), new Float64Array(count)];
  let sum = 0;
  for (let i = 0; i < count; i++) {
    logs[i] = sum += Math.log1p(returns[i]!);
    places[i] = i;
  }
  return computePair(logs, places).correlation ** 2;
}

function excessSharpe({ active }: ReturnFigures): number {
  return active !== null && active.second > 0 ? active.mean / Math.sqrt(sampleVarianceOf(active)) : Number.NaN;
}

const ratioOrNaN = (above: number, below: number): number => (below > 0 ? above / below : Number.NaN);

/** empyrical-reloaded with its default arguments; the risk-free rate is the annual one divided by the periods of a year. */
export const empyricalMetrics: readonly MetricDefinition[] = [
  define('annual_return', 'rp', '(Π(1 + r))^(periods / n) − 1', (f) => f.annualReturn, 'compounded'),
  define('annual_volatility', 'rp', 's × √periods', (f) => f.deviation * Math.sqrt(f.periods), 'sample deviation (n − 1)'),
  define('sharpe_ratio', 'rfp', 'mean(r − f) / s × √periods', (f) => ratioOrNaN(f.mean - f.riskFreePeriod, f.deviation) * Math.sqrt(f.periods), 'arithmetic mean, sample deviation; f is a period\'s rate'),
  define('sortino_ratio', 'rfp', 'mean(r − f) × periods / (√mean(min(r − f, 0)²) × √periods)', (f) => ratioOrNaN((f.mean - f.riskFreePeriod) * Math.sqrt(f.periods), Math.sqrt(lowerPartialMoment(f.returns, f.riskFreePeriod, 2))), 'mean squared shortfall over all returns'),
  define('calmar_ratio', 'rp', 'annual_return / |max_drawdown|', (f) => ratioOrNaN(f.annualReturn, -f.maxDrawdown)),
  define('max_drawdown', 'r', 'min(W / max(1, W so far) − 1), W = Π(1 + r)', (f) => f.maxDrawdown, 'the start counts as a peak'),
  define('tail_ratio', 'r', '|q95| / |q5|', (f) => Math.abs(quantileOfSorted(f.sorted, 0.95)) / Math.abs(quantileOfSorted(f.sorted, tail)), 'linear interpolation (type 7)'),
  define('value_at_risk', 'r', 'q5', (f) => quantileOfSorted(f.sorted, tail), 'historical, 95 %, a return'),
  define('conditional_value_at_risk', 'r', 'mean of the ⌊(n − 1) × 0.05⌋ + 1 worst returns', conditionalValueAtRisk, 'historical, by count'),
  define('alpha_beta', 'rbfp', '[(mean(r − f − β(b − f)) + 1)^periods − 1, cov(r, b) / var(b)]', alphaBeta, 'alpha is compounded over a year'),
  define('cum_returns_final', 'r', 'Π(1 + r) − 1', (f) => f.totalReturn),
  define('cagr', 'rp', '(Π(1 + r))^(periods / n) − 1', (f) => f.annualReturn, 'annual_return by another name'),
  define('omega_ratio', 'rf', 'Σ max(r − f, 0) / Σ max(f − r, 0)', (f) => {
    const { won, lost } = computeGains(f.returns, f.riskFreePeriod);
    return f.count < 2 ? Number.NaN : ratioOrNaN(won, lost);
  }, 'required return 0'),
  define('downside_risk', 'rp', '√mean(min(r, 0)²) × √periods', (f) => Math.sqrt(lowerPartialMoment(f.returns, 0, 2) * f.periods), 'required return 0'),
  define('stability_of_timeseries', 'r', 'R² of Σ log(1 + r) on 0, 1, 2, …', stability),
  define('excess_sharpe', 'rb', 'mean(r − b) / s(r − b)', excessSharpe, 'not annualised'),
  define('alpha', 'rbfp', '(mean(r − f − β(b − f)) + 1)^periods − 1', (f) => alphaBeta(f)[0]),
  define('beta', 'rb', 'cov(r, b) / var(b)', (f) => alphaBeta(f)[1]),
  define('capture', 'rbp', 'annual_return(r) / annual_return(b)', (f) => f.annualReturn / (f.market?.annualReturn ?? Number.NaN)),
  define('up_capture', 'rbp', 'annual_return(r) / annual_return(b) where b > 0', (f) => captureOf(f, 1)),
  define('down_capture', 'rbp', 'annual_return(r) / annual_return(b) where b < 0', (f) => captureOf(f, -1)),
  define('up_down_capture', 'rbp', 'up_capture / down_capture', (f) => captureOf(f, 1) / captureOf(f, -1)),
  define('up_alpha_beta', 'rbfp', 'alpha_beta where b > 0', (f) => sidedAlphaBeta(f, 1)),
  define('down_alpha_beta', 'rbfp', 'alpha_beta where b < 0', (f) => sidedAlphaBeta(f, -1)),
];
