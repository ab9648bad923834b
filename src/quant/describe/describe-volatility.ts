import type { BarColumns } from '../../contract/model/bar.ts';
import type { VolatilityOutlook } from '../../contract/model/description.ts';
import { computeIndicator } from '../indicators/index.ts';
import { computeMoments, sampleVarianceOf } from '../stats/index.ts';
import { computeCone } from './volatility-cone.ts';
import { fitModel, type FittedModel } from './volatility-model.ts';
import { sayNumber, sayPercent, sayPeriods } from './words.ts';

type Estimate = VolatilityOutlook['estimates'][number];
export type VolatilityInput = {
  readonly returns: Float64Array;
  /** Bars whose ranges can be used; null: there are only levels. */
  readonly bars: BarColumns | null;
  readonly periodsPerYear: number;
  readonly period: string;
  /** Places among the returns that are drawn. */
  readonly places: readonly number[];
};

const shortWindow = 20;
const longWindow = 60;
/** RiskMetrics' decay for daily returns. */
const decay = 0.94;

/** How far prices move: measured in several ways, modelled, and forecast. */
export function describeVolatility(input: VolatilityInput): VolatilityOutlook {
  const { returns, periodsPerYear, period, places } = input;
  const usual = Math.sqrt(sampleVarianceOf(computeMoments(returns)) * periodsPerYear);
  const fitted = fitModel(returns, periodsPerYear);
  return {
    ...judge(fitted, usual, period, returns.length),
    explanation: {
      formula: 'σ²ₜ = ω + α ε²ₜ₋₁ + β σ²ₜ₋₁; E σ²ₜ₊ₕ = σ̄² + (α + β)ʰ⁻¹ (σ²ₜ₊₁ − σ̄²)',
      convention: 'Maximum likelihood on returns in percent with t errors, or normal ones where the likelihood of those has no maximum; annual: times the root of the periods of a year. The interval holds 90% of 1,000 drawn futures and takes the parameters for known. From 250 returns on.',
      source: 'Bollerslev 1986, 1987',
    },
    estimates: listEstimates(input, usual),
    model: fitted === null ? null : {
      name: fitted.name, coefficients: fitted.coefficients, persistence: fitted.persistence, halfLife: fitted.halfLife, longRun: fitted.longRun,
      path: places.map((place) => fitted.path[place] ?? null),
    },
    forecast: fitted === null ? null : fitted.forecast,
    cone: computeCone(returns, periodsPerYear),
  };
}

function judge(fitted: FittedModel | null, usual: number, period: string, count: number): { verdict: string; sentence: string } {
  if (fitted === null) return { verdict: `${sayPercent(usual, 0)} a year`, sentence: `The deviation of all returns comes to ${sayPercent(usual)} a year. There are too few returns, or too even ones, for a model of how it changes.` };
  const { forecast: { volatility }, halfLife } = fitted;
  const [next = usual] = volatility;
  const later = volatility.at(-1) ?? next;
  const ratio = next / usual;
  const word = ratio > 1.25 ? 'Above its usual' : ratio < 0.8 ? 'Below its usual' : 'As usual';
  const direction = later > next * 1.02 ? 'to rise to' : later < next * 0.98 ? 'to fall to' : 'to stay near';
  // A half-life as long as a good part of the series is not known from it.
  const fading = halfLife === null || halfLife > count / 5 ? 'Shocks fade too slowly to say when.' : `Half of a shock is gone after ${sayPeriods(Math.max(1, Math.round(halfLife)), period)}.`;
  return { verdict: word, sentence: `${sayPercent(next)} a year for the next ${period}, ${sayNumber(ratio)} times the usual ${sayPercent(usual)}; expected ${direction} ${sayPercent(later)} in ${sayPeriods(volatility.length, period)}. ${fading}` };
}

/** Sample deviation of the last returns, about their own mean, a year. */
function lastDeviation(returns: Float64Array, window: number, periodsPerYear: number): number | null {
  if (returns.length < window) return null;
  const last = returns.subarray(returns.length - window);
  return Math.sqrt(sampleVarianceOf(computeMoments(last)) * periodsPerYear);
}

/** Squares, each counting `decay` times as much as the one after it; begun with the mean square. */
function smoothDeviation(returns: Float64Array, periodsPerYear: number): number {
  let variance = returns.reduce((sum, value) => sum + value * value, 0) / returns.length;
  for (let i = 0; i < returns.length; i++) variance = decay * variance + (1 - decay) * returns[i]! * returns[i]!;
  return Math.sqrt(variance * periodsPerYear);
}

function listEstimates({ returns, bars, periodsPerYear }: VolatilityInput, usual: number): Estimate[] {
  const closes = 'Sample deviation of log returns, times the root of the periods of a year.';
  const list: Estimate[] = [
    { id: 'all', title: 'Close to close, all', annual: usual, explanation: { formula: 's √N', convention: closes, source: 'textbook definition' } },
    { id: 'close-60', title: `Close to close, ${longWindow}`, annual: lastDeviation(returns, longWindow, periodsPerYear), explanation: { formula: 's₆₀ √N', convention: closes, source: 'textbook definition' } },
    { id: 'close-20', title: `Close to close, ${shortWindow}`, annual: lastDeviation(returns, shortWindow, periodsPerYear), explanation: { formula: 's₂₀ √N', convention: closes, source: 'textbook definition' } },
    { id: 'ewma', title: `Weighted, λ ${decay}`, annual: smoothDeviation(returns, periodsPerYear), explanation: { formula: 'σ²ₜ = λ σ²ₜ₋₁ + (1 − λ) r²ₜ', convention: 'Begun with the mean square of all returns; no mean is taken off.', source: 'RiskMetrics 1996' } },
  ];
  return bars === null ? list : [...list, ...rangeEstimates.map((one) => estimateFromBars(one, bars, periodsPerYear))];
}

const rangeEstimates = [
  { name: 'parkinson', title: 'High to low', formula: '√(N / (4 n ln 2) Σ ln(H / L)²)', source: 'Parkinson 1980' },
  { name: 'garman_klass', title: 'Garman-Klass', formula: '√(N / n Σ [½ ln(H / L)² − (2 ln 2 − 1) ln(C / O)²])', source: 'Garman and Klass 1980' },
  { name: 'rogers_satchell', title: 'Rogers-Satchell', formula: '√(N / n Σ [ln(H / C) ln(H / O) + ln(L / C) ln(L / O)])', source: 'Rogers and Satchell 1991' },
] as const;

function estimateFromBars({ name, title, formula, source }: (typeof rangeEstimates)[number], bars: BarColumns, periodsPerYear: number): Estimate {
  const count = bars.time.length;
  const tail = (column: Float64Array): Float64Array => column.subarray(Math.max(0, count - shortWindow));
  const last = { time: tail(bars.time), open: tail(bars.open), high: tail(bars.high), low: tail(bars.low), close: tail(bars.close), volume: tail(bars.volume) };
  const { outputs } = computeIndicator(name, last, { timePeriod: shortWindow, barsPerYear: periodsPerYear });
  const value = count < shortWindow ? Number.NaN : (Object.values(outputs)[0]?.at(-1) ?? Number.NaN);
  return { id: name, title: `${title}, ${shortWindow}`, annual: Number.isFinite(value) ? value : null, explanation: { formula, convention: 'Of the last 20 bars; blind to gaps between them.', source } };
}
