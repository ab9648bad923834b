import type { ChangePointReport, RegimeFit, RegimeLabel, RuleRegimes } from '../../contract/model/regime.ts';
import { QuantError } from '../error.ts';
import { findChangePoints } from './change-points.ts';
import { fitHmm, type HmmFit } from './fit-hmm.ts';
import { filterStates, smoothStates } from './infer-states.ts';
import { labelStates } from './label-states.ts';
import { percentLogReturns, type PriceSeries } from './log-returns.ts';
import { findLongRunShares } from './long-run-shares.ts';
import { computeRuleRegimes, ruleWarmup, type RegimeRules } from './rule-regimes.ts';
import type { ChangeKind } from './segment-cost.ts';
import { findPath } from './viterbi.ts';

export type RegimeFitRequest = {
  readonly prices: PriceSeries;
  readonly states: number;
  readonly starts: number;
  readonly seed: number;
  /** Parameters are fitted to the first so many returns only, so that the filtered probabilities after them look ahead in no way; null: to all. */
  readonly fittedReturns: number | null;
};

type Progress = { readonly progress?: (share: number) => void };

/** Takes rows of a flat list apart. */
const toRows = (values: Float64Array, columns: number): number[][] => Array.from({ length: values.length / columns }, (_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns)));

/** Fits a hidden Markov model to the log returns of prices in percent. Errors: those of `fitHmm` and of the returns, RANGE. */
export function fitRegimes({ prices, states, starts, seed, fittedReturns }: RegimeFitRequest, { progress }: Progress = {}): RegimeFit {
  const values = percentLogReturns(prices);
  if (fittedReturns !== null && !(Number.isInteger(fittedReturns) && fittedReturns >= 1 && fittedReturns <= values.length)) {
    throw new QuantError('RANGE', `The parameters can be fitted to the first 1 to ${values.length} returns, not to ${fittedReturns}.`);
  }
  const learnt = values.subarray(0, fittedReturns ?? values.length);
  const fit = fitHmm({ values: learnt, columns: 1 }, { states, starts, seed, ...(progress === undefined ? {} : { progress }) });
  const { model } = fit;
  const all = { values, columns: 1 };
  return {
    states: describeStates(fit), transition: toRows(model.transition, states), logLikelihood: fit.logLikelihood, aic: fit.aic, bic: fit.bic,
    isConverged: fit.isConverged, starts: fit.starts.length, agreeingStarts: fit.agreeing, seed, returns: values.length, fittedReturns: learnt.length,
    time: Array.from(prices.time.subarray(1)), filtered: toRows(filterStates(model, all).probabilities, states),
    smoothed: toRows(smoothStates(model, all).probabilities, states), path: Array.from(findPath(model, all).path),
  };
}

function describeStates({ model: { states, transition, means, covariances }, collapsed }: HmmFit): RegimeFit['states'] {
  const deviations = covariances.map(Math.sqrt);
  const shares = findLongRunShares(transition, states);
  return labelStates(means, deviations).map((label, s) => {
    const stay = transition[s * states + s]!;
    return { mean: means[s]!, sd: deviations[s]!, label, expectedBars: stay < 1 ? 1 / (1 - stay) : null, share: shares?.[s] ?? null, isCollapsed: collapsed.includes(s) };
  });
}

/** Regimes by rules over the closes of prices. Errors: RANGE, NOT_FINITE, NOT_POSITIVE, LENGTHS_DIFFER, NOT_ASCENDING. */
export function judgeRegimes(prices: PriceSeries, rules: RegimeRules): RuleRegimes {
  percentLogReturns(prices);
  const found = computeRuleRegimes(prices.close, rules);
  const known = found.flatMap((one) => (one === null ? [] : [one.regime]));
  const shareOf = (label: RegimeLabel): number => (known.length === 0 ? 0 : known.filter((one) => one === label).length / known.length);
  return {
    rules, bars: found.length, warmup: Math.min(found.length, ruleWarmup(rules)), time: Array.from(prices.time), regime: found.map((one) => one?.regime ?? null),
    trend: found.map((one) => one?.trend ?? null), volatilityRatio: found.map((one) => one?.volatilityRatio ?? null),
    shares: { bull: shareOf('bull'), bear: shareOf('bear'), volatile: shareOf('volatile'), stable: shareOf('stable') },
  };
}

export type ChangePointRequest = { readonly prices: PriceSeries; readonly kind: ChangeKind; readonly penalty: number | null; readonly shortest: number };

/** Change points of the log returns of prices in percent. Errors: those of `findChangePoints` and of the returns. */
export function reportChangePoints({ prices, kind, penalty, shortest }: ChangePointRequest, { progress }: Progress = {}): ChangePointReport {
  const values = percentLogReturns(prices);
  const found = findChangePoints(values, { kind, penalty, shortest, ...(progress === undefined ? {} : { progress }) });
  return {
    kind, penalty: found.penalty, cost: found.cost, returns: values.length,
    segments: found.segments.map(({ from, to, mean, deviation }) => ({ fromMs: prices.time[from + 1]!, toMs: prices.time[to]!, returns: to - from, mean, sd: deviation })),
  };
}
