import { QuantError } from '../error.ts';
import { requireReturns, requireWhole } from './check-returns.ts';
import { fitHar } from './fit-har.ts';
import { fitLikelihood } from './fit-likelihood.ts';
import type { Order, VolatilityFit, VolatilityModelName, VolatilityOptions } from './types.ts';

const mostLags = 10;
const riskMetricsLambda = 0.94;

/**
 * Fits a model of volatility to returns, best given in percent (100 · Δ ln price), with r = μ + ε, ε = σ z:
 *
 * - `garch` σ²ₜ = ω + Σ αᵢ ε²ₜ₋ᵢ + Σ βⱼ σ²ₜ₋ⱼ (T. Bollerslev, Journal of Econometrics 31, 1986)
 * - `gjr` adds Σ γᵢ ε²ₜ₋ᵢ [ε < 0] (L. R. Glosten, R. Jagannathan, D. E. Runkle, Journal of Finance 48, 1993)
 * - `egarch` ln σ²ₜ = ω + Σ αᵢ (|zₜ₋ᵢ| − √(2/π)) + Σ γᵢ zₜ₋ᵢ + Σ βⱼ ln σ²ₜ₋ⱼ (D. B. Nelson, Econometrica 59, 1991)
 * - `ewma` σ²ₜ = (1 − λ) ε²ₜ₋₁ + λ σ²ₜ₋₁ (J. P. Morgan, RiskMetrics, 1996)
 * - `har` regresses a measured variance on its means of the last 1, 5 and 22 periods (F. Corsi, Journal of Financial Econometrics 7, 2009);
 *   its likelihood is that of the regression and is not to be compared with the others'
 *
 * All but har by maximum likelihood with normal errors or Student's of variance 1. ω > 0, α, α + γ, β ≥ 0 and a persistence below 1 are
 * kept to. The log-likelihood, parameters and initialisation are those of Python's arch where nothing else is asked for; fGarch and
 * tseries begin otherwise, which is worth up to a few points of log-likelihood. `converged` is false and `convergence` says why where no
 * maximum was found.
 *
 * Throws TOO_FEW, NOT_FINITE, CONSTANT, RANGE, LENGTHS_DIFFER.
 */
export function fitVolatility(returns: ArrayLike<number>, options: VolatilityOptions): VolatilityFit {
  const { model, distribution = 'normal', mean = 'constant', initialisation = 'backcast', measure } = options;
  const order = orderOf(options);
  const lambda = lambdaOf(options);
  requireReturns(returns, 3 + order.p + order.o + order.q);
  if (measure !== undefined && model !== 'har') throw new QuantError('RANGE', `A measured variance belongs to har; ${model} takes it from the returns.`);
  const values = Float64Array.from(returns);
  const hasMean = mean === 'constant';
  if (model !== 'har') return fitLikelihood(values, { model, order, distribution, hasMean, initialisation, lambda });
  if (distribution !== 'normal') throw new QuantError('RANGE', 'har is a regression and knows no distribution of errors; leave it out.');
  return fitHar(values, measure ?? null, hasMean);
}

const isAsymmetric = (model: VolatilityModelName): boolean => model === 'gjr' || model === 'egarch';

function orderOf({ model, p, o, q }: VolatilityOptions): Order {
  if (model === 'ewma' || model === 'har') {
    if ((p ?? 1) !== 1 || (q ?? 1) !== 1 || (o ?? 0) !== 0) throw new QuantError('RANGE', `${model} has no lags to choose; leave p, o and q out.`);
    return { p: 1, o: 0, q: 1 };
  }
  if (o !== undefined && !isAsymmetric(model)) throw new QuantError('RANGE', `${model} does not tell losses from gains; leave o out or take gjr or egarch.`);
  const order = { p: p ?? 1, o: o ?? (isAsymmetric(model) ? 1 : 0), q: q ?? 1 };
  requireWhole('p', order.p, isAsymmetric(model) ? 0 : 1, mostLags);
  requireWhole('q', order.q, 0, mostLags);
  if (isAsymmetric(model)) requireWhole('o', order.o, 1, mostLags);
  return order;
}

function lambdaOf({ model, lambda }: VolatilityOptions): number | 'estimate' {
  if (lambda === undefined || lambda === 'estimate') return lambda ?? riskMetricsLambda;
  if (model !== 'ewma') throw new QuantError('RANGE', `lambda belongs to ewma; ${model} estimates how much of the variance stays.`);
  if (!(lambda > 0 && lambda < 1)) throw new QuantError('RANGE', `lambda must be above 0 and below 1, such as 0.94, not ${lambda}.`);
  return lambda;
}
