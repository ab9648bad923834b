import { define, type MetricDefinition } from '../returns/define-metric.ts';
import { sampleVarianceOf } from '../returns/distribution.ts';
import { compound } from '../returns/falls.ts';
import { annualise, type ReturnFigures } from '../returns/figures.ts';
import { selectBySign } from '../returns/pair.ts';

const beta = (f: ReturnFigures): number => f.pair!.beta;

const trackingError = (f: ReturnFigures): number => Math.sqrt(sampleVarianceOf(f.active!) * f.periods);

/** Mean growth a year where the benchmark rose (1) or fell (−1), over that of the benchmark. */
function capture({ returns, series, periods }: ReturnFigures, sign: 1 | -1): number {
  const { own, other } = selectBySign(returns, series.benchmark!, sign);
  const annual = (values: Float64Array): number => annualise(compound(values).at(-1) ?? Number.NaN, values.length / periods);
  return annual(own) / annual(other);
}

/** Our own metrics against a benchmark. */
export const tapedeckMarketMetrics: readonly MetricDefinition[] = [
  define('benchmarkReturn', 'b', 'Π(1 + b) − 1', (f) => f.market!.totalReturn),
  define('alpha', 'rbfp', '(mean(r − f) − β mean(b − f)) × periods', (f) => (f.mean - f.riskFreePeriod - beta(f) * (f.pair!.other.mean - f.riskFreePeriod)) * f.periods, 'arithmetic, annual', 'Jensen 1968'),
  define('beta', 'rb', 'cov(r, b) / var(b)', beta),
  define('correlation', 'rb', 'cov(r, b) / (σ(r) σ(b))', (f) => f.pair!.correlation),
  define('rSquared', 'rb', 'correlation²', (f) => f.pair!.correlation ** 2),
  define('trackingError', 'rbp', 's(r − b) × √periods', trackingError, 'sample deviation (n − 1)'),
  define('informationRatio', 'rbp', 'mean(r − b) × periods / trackingError', (f) => (f.active!.mean * f.periods) / trackingError(f), 'arithmetic, annual', 'Goodwin 1998'),
  define('treynor', 'rbfp', 'mean(r − f) × periods / β', (f) => ((f.mean - f.riskFreePeriod) * f.periods) / beta(f), 'arithmetic, annual', 'Treynor 1965'),
  define('upCapture', 'rbp', 'annualReturn(r) / annualReturn(b) where b > 0', (f) => capture(f, 1), 'compounded over a year of such periods'),
  define('downCapture', 'rbp', 'annualReturn(r) / annualReturn(b) where b < 0', (f) => capture(f, -1), 'compounded over a year of such periods'),
];
