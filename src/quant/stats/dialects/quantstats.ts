import { computeMoments, firstAutocorrelation, longestRun, lowerPartialMoment, sampleExcessKurtosisOf, sampleSkewnessOf, sampleVarianceOf } from '../returns/distribution.ts';
import { define, type MetricDefinition } from '../returns/define-metric.ts';
import type { ReturnFigures } from '../returns/figures.ts';
import { computeGains } from '../returns/gains.ts';
import { normalCdf, normalQuantile } from '../returns/normal.ts';
import { quantileOfSorted } from '../returns/quantile.ts';

const tail = 0.05;

/** Its rate a period: compounded, not divided. */
const rateOf = ({ riskFree, periods }: ReturnFigures): number => (1 + riskFree) ** (1 / periods) - 1;

const ratio = (above: number, below: number): number => (below === 0 ? Number.NaN : above / below);
const total = ({ mean, count }: ReturnFigures): number => mean * count;

const sharpeOf = (f: ReturnFigures): number => ratio(f.mean - rateOf(f), f.deviation);
const sortinoOf = (f: ReturnFigures): number => ratio(f.mean - rateOf(f), Math.sqrt(lowerPartialMoment(f.returns, rateOf(f), 2)));

/** √(1 + 2 Σ (n − k)/n × |ρ₁|^k): how much autocorrelation flatters a deviation. */
function autocorrelationPenalty({ returns, count }: ReturnFigures): number {
  const size = Math.abs(firstAutocorrelation(returns));
  if (Number.isNaN(size)) return 1;
  let [sum, power] = [0, 1];
  for (let k = 1; k < count; k++) {
    power *= size;
    if (power < 1e-18) break;
    sum += ((count - k) / count) * power;
  }
  return Math.sqrt(1 + 2 * sum);
}

const normalValueAtRisk = (mean: number, deviation: number): number => mean + deviation * normalQuantile(tail);

/** Mean of the values below the normal value at risk; that itself where none is. */
function conditionalValueAtRisk(values: Float64Array, mean: number, deviation: number): number {
  const limit = normalValueAtRisk(mean, deviation);
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!(values[i]! < limit)) continue;
    sum += values[i]!;
    count += 1;
  }
  return count === 0 ? limit : sum / count;
}

/** √(Σ depth² / (n − 1)). */
function ulcer({ depths, count }: ReturnFigures): number {
  let squares = 0;
  for (let i = 0; i < count; i++) squares += depths[i]! * depths[i]!;
  return Math.sqrt(squares / (count - 1));
}

function serenity(f: ReturnFigures): number {
  const depth = computeMoments(f.depths);
  const pitfall = -conditionalValueAtRisk(f.depths, depth.mean, Math.sqrt(sampleVarianceOf(depth))) / f.deviation;
  return ratio(total(f) - f.riskFree, ulcer(f) * pitfall);
}

/** Share of periods with a return, rounded up to a whole percent. */
const exposure = ({ gains, count }: ReturnFigures): number => Math.ceil(((gains.ups + gains.downs) / count) * 100) / 100;

const winRate = ({ gains: { ups, downs } }: ReturnFigures): number => (ups + downs === 0 ? 0 : ups / (ups + downs));
const averageWin = ({ gains }: ReturnFigures): number => gains.won / gains.ups;
const averageLoss = ({ gains }: ReturnFigures): number => -gains.lost / gains.downs;
const payoff = (f: ReturnFigures): number => averageWin(f) / -averageLoss(f);
const profitFactor = ({ gains }: ReturnFigures): number => ratio(gains.won, gains.lost);
const tailRatio = ({ sorted }: ReturnFigures): number => Math.abs(ratio(quantileOfSorted(sorted, 0.95), quantileOfSorted(sorted, tail)));

function kelly(f: ReturnFigures): number {
  const [odds, wins] = [payoff(f), winRate(f)];
  return ratio(odds * wins - (1 - wins), odds);
}

function profitRatio({ gains: { ups, downs, zeros, won, lost } }: ReturnFigures): number {
  const wins = ups + zeros;
  return wins === 0 ? 0 : ratio(won / wins / wins, lost / downs / downs);
}

/** Its own standard error of the Sharpe ratio: with the sample's corrected moments and the excess kurtosis lessened by 3 once more. */
function probabilisticSharpe(f: ReturnFigures): number {
  const base = sharpeOf(f);
  const [skew, excess] = [sampleSkewnessOf(f.moments), sampleExcessKurtosisOf(f.moments)];
  const error = Math.sqrt((1 + 0.5 * base ** 2 - skew * base + ((excess - 3) / 4) * base ** 2) / (f.count - 1));
  return normalCdf((base - f.riskFree) / error);
}

function greeks(f: ReturnFigures): { beta: number; alpha: number } {
  const { pair } = f;
  return pair === null ? { beta: Number.NaN, alpha: Number.NaN } : { beta: pair.beta, alpha: pair.alpha * f.periods };
}

function informationRatio({ active }: ReturnFigures): number {
  return active !== null && active.second > 0 ? active.mean / Math.sqrt(sampleVarianceOf(active)) : 0;
}


/** quantstats.stats 0.0.81 with its default arguments, the risk-free rate where a function takes one. */
export const quantstatsMetrics: readonly MetricDefinition[] = [
  define('sharpe', 'rfp', 'mean(r − f) / s × √periods', (f) => sharpeOf(f) * Math.sqrt(f.periods), 'f = (1 + annual)^(1 / periods) − 1'),
  define('sortino', 'rfp', 'mean(r − f) / √mean(min(r − f, 0)²) × √periods', (f) => sortinoOf(f) * Math.sqrt(f.periods), 'mean squared loss over all returns (Red Rock Capital)'),
  define('calmar', 'rp', 'cagr / |max_drawdown|', (f) => ratio(f.annualReturn, Math.abs(f.maxDrawdown))),
  define('max_drawdown', 'r', 'min(W / max(1, W so far) − 1)', (f) => f.maxDrawdown, 'the start counts as a peak'),
  define('volatility', 'rp', 's × √periods', (f) => f.deviation * Math.sqrt(f.periods), 'sample deviation'),
  define('cagr', 'rp', '(Π(1 + r))^(periods / n) − 1', (f) => f.annualReturn, 'years are n / periods, not calendar years'),
  define('value_at_risk', 'r', 'mean + s × z(5 %)', (f) => normalValueAtRisk(f.mean, f.deviation), 'normal distribution, 95 %, a return'),
  define('conditional_value_at_risk', 'r', 'mean of the returns below value_at_risk', (f) => conditionalValueAtRisk(f.returns, f.mean, f.deviation), 'the limit is normal, the mean historical'),
  define('omega', 'rfp', 'Σ max(r − f, 0) / Σ max(f − r, 0)', (f) => {
    const { won, lost } = computeGains(f.returns, rateOf(f));
    return f.count < 2 ? Number.NaN : ratio(won, lost);
  }),
  define('tail_ratio', 'r', '|q95 / q5|', tailRatio),
  define('greeks', 'rbp', '{β = cov(r, b) / var(b), α = (mean(r) − β mean(b)) × periods}', greeks, 'alpha is added up over a year, not compounded'),
  define('information_ratio', 'rb', 'mean(r − b) / s(r − b)', informationRatio, 'not annualised'),
  define('comp', 'r', 'Π(1 + r) − 1', (f) => f.totalReturn),
  define('exposure', 'r', '⌈100 × returns that are not 0 / n⌉ / 100', exposure, 'rounded up to a whole percent'),
  define('smart_sharpe', 'rfp', 'sharpe / autocorr_penalty', (f) => (sharpeOf(f) / autocorrelationPenalty(f)) * Math.sqrt(f.periods)),
  define('smart_sortino', 'rfp', 'sortino / autocorr_penalty', (f) => (sortinoOf(f) / autocorrelationPenalty(f)) * Math.sqrt(f.periods)),
  define('adjusted_sortino', 'rfp', 'sortino / √2', (f) => sortinoOf(f) * Math.sqrt(f.periods / 2), 'Schwager: comparable with Sharpe'),
  define('autocorr_penalty', 'r', '√(1 + 2 Σ (n − k)/n × |ρ₁|^k)', autocorrelationPenalty),
  define('probabilistic_sharpe_ratio', 'rfp', 'Φ((SR − f) / √((1 + SR²/2 − skew SR + (kurt − 3)/4 SR²) / (n − 1)))', probabilisticSharpe, 'kurt is already an excess there; for the published formula see probabilisticSharpe of tapedeck'),
  define('r_squared', 'rb', 'correlation²', (f) => (f.pair?.correlation ?? Number.NaN) ** 2),
  define('treynor_ratio', 'rbf', '(comp − annual f) / β', (f) => ratio(f.totalReturn - f.riskFree, f.pair?.beta ?? Number.NaN), 'total, not annual, return'),
  define('skew', 'r', 'G1', (f) => sampleSkewnessOf(f.moments), 'corrected for the sample\'s size, as pandas'),
  define('kurtosis', 'r', 'G2', (f) => sampleExcessKurtosisOf(f.moments), 'excess, corrected for the sample\'s size, as pandas'),
  define('rar', 'rp', 'cagr / exposure', (f) => f.annualReturn / exposure(f)),
  define('risk_return_ratio', 'r', 'mean / s', (f) => ratio(f.mean, f.deviation)),
  define('expected_return', 'r', '(Π(1 + r))^(1 / n) − 1', (f) => f.growth ** (1 / f.count) - 1, 'geometric mean'),
  define('avg_return', 'r', 'mean of returns that are not 0', (f) => total(f) / (f.gains.ups + f.gains.downs)),
  define('avg_win', 'r', 'mean of r > 0', averageWin),
  define('avg_loss', 'r', 'mean of r < 0', averageLoss),
  define('best', 'r', 'max(r)', (f) => f.moments.max),
  define('worst', 'r', 'min(r)', (f) => f.moments.min),
  define('win_rate', 'r', 'r > 0 / r ≠ 0', winRate),
  define('payoff_ratio', 'r', 'avg_win / |avg_loss|', payoff),
  define('win_loss_ratio', 'r', 'avg_win / |avg_loss|', payoff, 'payoff_ratio by another name'),
  define('profit_ratio', 'r', '(mean(r ≥ 0) / count) / (|mean(r < 0)| / count)', profitRatio),
  define('profit_factor', 'r', 'Σ gains / Σ losses', profitFactor),
  define('kelly_criterion', 'r', '(payoff × win_rate − (1 − win_rate)) / payoff', kelly),
  define('risk_of_ruin', 'r', '((1 − win_rate) / (1 + win_rate))^n', (f) => ((1 - winRate(f)) / (1 + winRate(f))) ** f.count),
  define('consecutive_wins', 'r', 'longest run of r > 0', (f) => longestRun(f.returns, 1)),
  define('consecutive_losses', 'r', 'longest run of r < 0', (f) => longestRun(f.returns, -1)),
  define('gain_to_pain_ratio', 'r', 'Σ r / Σ losses', (f) => ratio(total(f), f.gains.lost)),
  define('common_sense_ratio', 'r', 'profit_factor × tail_ratio', (f) => profitFactor(f) * tailRatio(f)),
  define('cpc_index', 'r', 'profit_factor × win_rate × win_loss_ratio', (f) => profitFactor(f) * winRate(f) * payoff(f)),
  define('outlier_win_ratio', 'r', 'q99 / mean(r ≥ 0)', (f) => ratio(quantileOfSorted(f.sorted, 0.99), f.gains.won / (f.gains.ups + f.gains.zeros))),
  define('outlier_loss_ratio', 'r', 'q1 / mean(r < 0)', (f) => ratio(quantileOfSorted(f.sorted, 0.01), averageLoss(f))),
  define('recovery_factor', 'rf', '|Σ r − annual f| / |max_drawdown|', (f) => ratio(Math.abs(total(f) - f.riskFree), Math.abs(f.maxDrawdown)), 'sum, not compound, of the returns'),
  define('ulcer_index', 'r', '√(Σ depth² / (n − 1))', ulcer),
  define('ulcer_performance_index', 'rf', '(comp − annual f) / ulcer_index', (f) => ratio(f.totalReturn - f.riskFree, ulcer(f)), 'total, not annual, return'),
  define('serenity_index', 'rf', '(Σ r − annual f) / (ulcer_index × −cvar(depths) / s)', serenity, 'KeyQuant; cvar as conditional_value_at_risk'),
];
