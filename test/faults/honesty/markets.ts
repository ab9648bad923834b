import type { BarColumns } from '../../../src/contract/model/bar.ts';
import { normal, streamKey, uniform } from '../../../src/quant/random/index.ts';

/** Eight years of days. */
export const days = 2_016;
const dayMs = 86_400_000;
const startMs = Date.UTC(2015, 0, 5);
const dailyDeviation = 0.01;

/** What is held over the next day, decided on the closes so far; 1 or 0. */
export type Rule = () => (closes: Float64Array, i: number) => number;

/** Long from the cross of the fast average above the slow one until it crosses below, as `sma-cross-long` does. */
export const crossRule = (fast: number, slow: number): Rule => () => {
  let [held, sumFast, sumSlow, before] = [0, 0, 0, Number.NaN];
  return (closes, i) => {
    sumFast += closes[i] - (i >= fast ? closes[i - fast] : 0);
    sumSlow += closes[i] - (i >= slow ? closes[i - slow] : 0);
    if (i < slow - 1) return 0;
    const now = sumFast / fast - sumSlow / slow;
    if (before < 0 && now > 0) held = 1;
    else if (before > 0 && now < 0) held = 0;
    before = now;
    return held;
  };
};

/** Long from a strength index (Wilder) below one level until it is above another, as `rsi-reversion` does. */
export const strengthRule = (period: number, low: number, high: number): Rule => () => {
  let [held, gain, loss] = [0, 0, 0];
  return (closes, i) => {
    if (i === 0) return 0;
    const change = closes[i] - closes[i - 1];
    const [up, down] = [Math.max(change, 0), Math.max(-change, 0)];
    // A plain mean to begin with, then smoothed as Wilder does.
    gain += (i <= period ? up : up - gain) / period;
    loss += (i <= period ? down : down - loss) / period;
    if (i < period) return 0;
    const strength = gain + loss === 0 ? 50 : (100 * gain) / (gain + loss);
    if (held === 0 && strength < low) held = 1;
    else if (held === 1 && strength > high) held = 0;
    return held;
  };
};

export type MarketOptions = {
  readonly seed: number;
  /** What every day earns, whatever is held. */
  readonly drift?: number;
  /** What a day earns more while the rule holds; 0: nothing can be earned. */
  readonly edge?: number;
  readonly rule?: Rule;
  /** Volatility comes in clusters, and returns have fat tails. */
  readonly isWild?: boolean;
};

/** A random walk on weekdays that opens where it closed; what is planted in it is earned by a rule that knows only the past. */
export function makeMarket({ seed, drift = 0, edge = 0, rule, isWild = false }: MarketOptions): BarColumns {
  const key = streamKey(seed, 77);
  const column = (): Float64Array => new Float64Array(days);
  const bars = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: new Float64Array(days).fill(1e6) };
  const decide = rule?.() ?? (() => 0);
  let [price, held, logVolatility] = [100, 0, 0];
  for (let i = 0, at = startMs; i < days; i++, at += dayMs) {
    if (new Date(at).getUTCDay() === 6) at += 2 * dayMs;
    if (isWild) logVolatility = 0.97 * logVolatility + 0.15 * normal(key, i, 5);
    const shock = isWild ? normal(key, i, 1) / Math.sqrt(Math.max(0.2, 0.6 + 0.8 * uniform(key, i, 6))) : normal(key, i, 1);
    bars.time[i] = at;
    bars.open[i] = price;
    price *= Math.exp(dailyDeviation * Math.exp(logVolatility) * shock + drift + edge * held);
    bars.close[i] = price;
    bars.high[i] = Math.max(bars.open[i] ?? 0, price) * (1 + 0.003 * uniform(key, i, 3));
    bars.low[i] = Math.min(bars.open[i] ?? 0, price) * (1 - 0.003 * uniform(key, i, 4));
    held = decide(bars.close, i);
  }
  return bars;
}
