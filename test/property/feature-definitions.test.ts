import { expect, it } from 'vitest';
import { computeFeatures, type FeatureColumns } from '../../src/quant/features/index.ts';
import { makeSeries } from '../../src/quant/features/test-features.ts';

/**
 * Features against what their page says of them, written out from its words over the bars alone: no indicator and no kernel of ours. Late
 * bars, by which time nothing is left of how an exponential average begins.
 */
const bars = makeSeries(420, 1);
const peers = [makeSeries(420, 2), makeSeries(410, 3), makeSeries(405, 4)];
const at = [400, 404, 407, 411, 419];

const range = (count: number, i: number): number[] => Array.from({ length: count }, (_, k) => i - count + 1 + k);
const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
const mean = (list: readonly number[]): number => sum(list) / list.length;
/** Of the population: divided by n. */
function deviation(list: readonly number[]): number {
  const middle = mean(list);
  return Math.sqrt(mean(list.map((value) => (value - middle) ** 2)));
}

/** Figures of one instrument by the bar. */
function read({ open, high, low, close, volume, bid, ask, bidSize, askSize, time }: FeatureColumns) {
  const value = (column: Float64Array | undefined, i: number): number => column?.[i] ?? Number.NaN;
  const [o, h, l, c, v, b, a, bs, as] = [open, high, low, close, volume, bid, ask, bidSize, askSize].map((column) => (i: number): number => value(column, i)) as [
    (i: number) => number, (i: number) => number, (i: number) => number, (i: number) => number, (i: number) => number, (i: number) => number, (i: number) => number, (i: number) => number, (i: number) => number,
  ];
  const r = (i: number): number => Math.log(c(i) / c(i - 1));
  const volatility = (count: number, i: number): number => deviation(range(count, i).map(r));
  const average = (of: (i: number) => number, count: number, i: number): number => mean(range(count, i).map(of));
  /** Exponential average whose weights fall by 1 − share a bar, over all there is. */
  const exponential = (of: (i: number) => number, share: number, from: number, i: number): number => {
    let level = of(from);
    for (let k = from + 1; k <= i; k++) level += share * (of(k) - level);
    return level;
  };
  const trueRange = (i: number): number => Math.max(h(i), c(i - 1)) - Math.min(l(i), c(i - 1));
  const atr = (i: number): number => exponential(trueRange, 1 / 14, 1, i);
  const ema = (count: number, i: number): number => exponential(c, 2 / (count + 1), 0, i);
  const macd = (i: number): number => ema(12, i) - ema(26, i);
  const typical = (i: number): number => (h(i) + l(i) + c(i)) / 3;
  const mid = (i: number): number => (a(i) + b(i)) / 2;
  const spread = (i: number): number => (a(i) - b(i)) / mid(i);
  const zscore = (of: (i: number) => number, count: number, i: number): number => (of(i) - average(of, count, i)) / deviation(range(count, i).map(of));
  const day = (i: number): number => Math.floor(value(time, i) / 86_400_000);
  const session = (i: number): number[] => range(Math.min(9, i + 1), i).filter((k) => day(k) === day(i));
  const before = (i: number): number[] => session(Math.min(...session(i)) - 1);
  const meanVolatility = (i: number): number => average((k) => volatility(20, k), 200, i);
  const trend = (i: number): number => {
    const [short, long] = [average(c, 50, i), average(c, 200, i)];
    return c(i) > long && short > long ? 1 : c(i) < long && short < long ? -1 : 0;
  };
  const regime = (i: number): string => (volatility(20, i) > 1.5 * meanVolatility(i) ? 'volatile' : ({ 1: 'bull', [-1]: 'bear', 0: 'stable' }[trend(i)] ?? ''));
  return { o, h, l, c, v, b, a, bs, as, r, volatility, average, exponential, atr, ema, macd, typical, mid, spread, zscore, session, before, meanVolatility, trend, regime };
}

const own = read(bars);
const { o, h, l, c, v, b, a, bs, as, r, volatility, average, atr, ema, mid, spread, zscore, session, before } = own;
const rankOf = (figure: (of: ReturnType<typeof read>, i: number) => number) => (i: number): number =>
  mean(peers.filter((peer) => i < peer.time.length).map((peer) => (figure(read(peer), i) < figure(own, i) ? 1 : 0)));
/** Corwin and Schultz 2012, equations 14 and 18, from two bars. */
function corwinSchultz(i: number): number {
  const beta = Math.log(h(i) / l(i)) ** 2 + Math.log(h(i - 1) / l(i - 1)) ** 2;
  const gamma = Math.log(Math.max(h(i), h(i - 1)) / Math.min(l(i), l(i - 1))) ** 2;
  const alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / (3 - 2 * Math.sqrt(2)) - Math.sqrt(gamma / (3 - 2 * Math.sqrt(2)));
  return Math.max(0, (2 * (Math.exp(alpha) - 1)) / (1 + Math.exp(alpha)));
}
/** Date of a bar's start, in UTC, which the clock is where none is given. */
const startMs = (i: number): number => bars.time[i] ?? Number.NaN;
const date = (i: number): Date => new Date(startMs(i));
const turn = (share: number): number => 2 * Math.PI * share;
const yearStart = (i: number): number => Date.UTC(date(i).getUTCFullYear(), 0);
const daysOf = (fromMs: number, toMs: number): number => Math.round((toMs - fromMs) / 86_400_000);
const ageOf = (of: (i: number) => number, sign: 1 | -1) => (i: number): number => {
  const window = range(61, i);
  const most = Math.max(...window.map((k) => sign * of(k)));
  return (i - (window.findLast((k) => sign * of(k) === most) ?? Number.NaN)) / 60;
};
const priceShare = (part: number, i: number): number => part / (h(i) - l(i));
const isRegime = (name: string) => (i: number): number => (own.regime(i) === name ? 1 : 0);

const definitions: Readonly<Record<string, (i: number) => number>> = {
  return_inside: (i) => Math.log(c(i) / o(i)),
  return_size: (i) => Math.abs(r(i)),
  volatility_ewma_32: (i) => Math.sqrt(own.exponential((k) => r(k) ** 2, 2 / 33, 1, i)),
  volatility_change_20: (i) => Math.log(volatility(20, i) / volatility(20, i - 20)),
  volatility_of_volatility_20: (i) => deviation(range(20, i).map((k) => volatility(20, k))) / mean(range(20, i).map((k) => volatility(20, k))),
  volatility_place_250: (i) => {
    const list = range(250, i).map((k) => volatility(20, k));
    return (volatility(20, i) - Math.min(...list)) / (Math.max(...list) - Math.min(...list));
  },
  atr_share_14: (i) => atr(i) / c(i),
  macd_histogram_12_26_9: (i) => (own.macd(i) - own.exponential(own.macd, 0.2, 0, i)) / atr(i),
  cci_20: (i) => {
    const list = range(20, i).map(own.typical);
    return (own.typical(i) - mean(list)) / (0.015 * mean(list.map((value) => Math.abs(value - mean(list))))) / 100;
  },
  streak: (i) => {
    let length = 0;
    while (Math.sign(r(i - length)) === Math.sign(r(i)) && r(i) !== 0) length += 1;
    return Math.sign(r(i)) * length;
  },
  distance_sma_20: (i) => Math.log(c(i) / average(c, 20, i)),
  distance_sma_50: (i) => Math.log(c(i) / average(c, 50, i)),
  distance_sma_200: (i) => Math.log(c(i) / average(c, 200, i)),
  distance_ema_12: (i) => Math.log(c(i) / ema(12, i)),
  distance_ema_26: (i) => Math.log(c(i) / ema(26, i)),
  averages_20_50: (i) => Math.log(average(c, 20, i) / average(c, 50, i)),
  averages_50_200: (i) => Math.log(average(c, 50, i) / average(c, 200, i)),
  band_width_20: (i) => Math.log(deviation(range(20, i).map(c)) / average(c, 20, i)),
  return_over_volatility: (i) => r(i) / volatility(20, i - 1),
  volume_ratio_20: (i) => Math.log(v(i) / average(v, 20, i)),
  volume_trend_5_20: (i) => Math.log(average(v, 5, i) / average(v, 20, i)),
  volume_trend_20_120: (i) => Math.log(average(v, 20, i) / average(v, 120, i)),
  dollar_volume_20: (i) => Math.log(1 + average((k) => c(k) * v(k), 20, i)),
  volume_change: (i) => Math.log(1 + v(i)) - Math.log(1 + v(i - 1)),
  illiquidity_20: (i) => average((k) => Math.log(1 + (1e9 * Math.abs(r(k))) / (c(k) * v(k))), 20, i),
  high_low_spread_20: (i) => average(corwinSchultz, 20, i),
  spread_zscore_20: (i) => zscore(spread, 20, i),
  spread_to_volatility_20: (i) => spread(i) / volatility(20, i),
  quote_imbalance_mean_10: (i) => average((k) => (bs(k) - as(k)) / (bs(k) + as(k)), 10, i),
  micro_price: (i) => Math.log((a(i) * bs(i) + b(i) * as(i)) / (bs(i) + as(i)) / mid(i)),
  close_in_spread: (i) => (c(i) - mid(i)) / ((a(i) - b(i)) / 2),
  mid_return: (i) => Math.log(mid(i) / mid(i - 1)),
  distance_low_20: (i) => Math.log(c(i) / Math.min(...range(20, i).map(l))),
  distance_low_60: (i) => Math.log(c(i) / Math.min(...range(60, i).map(l))),
  distance_low_250: (i) => Math.log(c(i) / Math.min(...range(250, i).map(l))),
  high_age_60: ageOf(h, 1),
  low_age_60: ageOf(l, -1),
  session_place: (i) => (c(i) - Math.min(...session(i).map(l))) / (Math.max(...session(i).map(h)) - Math.min(...session(i).map(l))),
  session_range: (i) => Math.log(Math.max(...session(i).map(h)) / Math.min(...session(i).map(l))),
  session_vwap: (i) => Math.log((c(i) * sum(session(i).map(v))) / sum(session(i).map((k) => own.typical(k) * v(k)))),
  session_low_before: (i) => Math.log(c(i) / Math.min(...before(i).map(l))),
  candle_body_mean_5: (i) => average((k) => priceShare(c(k) - o(k), k), 5, i),
  candle_upper_shadow: (i) => priceShare(h(i) - Math.max(o(i), c(i)), i),
  candle_lower_shadow: (i) => priceShare(Math.min(o(i), c(i)) - l(i), i),
  candle_close: (i) => 2 * priceShare(c(i) - l(i), i) - 1,
  candle_gap_14: (i) => (o(i) - c(i - 1)) / atr(i - 1),
  candle_overlap: (i) => Math.max(0, Math.min(h(i), h(i - 1)) - Math.max(l(i), l(i - 1))) / (h(i - 1) - l(i - 1)),
  regime_trend: own.trend,
  regime_excess: (i) => Math.log(volatility(20, i) / own.meanVolatility(i)),
  regime_bull: isRegime('bull'),
  regime_bear: isRegime('bear'),
  regime_volatile: isRegime('volatile'),
  regime_stable: isRegime('stable'),
  regime_age: (i) => {
    let since = 0;
    while (i - since > 219 && own.regime(i - since - 1) === own.regime(i)) since += 1;
    return Math.log(1 + since);
  },
  time_of_day_cos: (i) => Math.cos(turn(date(i).getUTCHours() / 24)),
  weekday_sin: (i) => Math.sin(turn(((date(i).getUTCDay() + 6) % 7) / 7)),
  month_day_cos: (i) => Math.cos(turn((date(i).getUTCDate() - 1) / daysOf(Date.UTC(date(i).getUTCFullYear(), date(i).getUTCMonth()), Date.UTC(date(i).getUTCFullYear(), date(i).getUTCMonth() + 1)))),
  year_day_cos: (i) => Math.cos(turn(Math.floor((startMs(i) - yearStart(i)) / 86_400_000) / daysOf(yearStart(i), Date.UTC(date(i).getUTCFullYear() + 1, 0)))),
  rank_volatility_20: rankOf((of, i) => of.volatility(20, i)),
  rank_zscore_20: rankOf((of, i) => of.zscore(of.c, 20, i)),
  rank_volume_ratio_20: rankOf((of, i) => Math.log(of.v(i) / of.average(of.v, 20, i))),
};

const { columns } = computeFeatures(bars, Object.keys(definitions), { peers });

it.each(Object.entries(definitions))('%s is what its page says', (name, definition) => {
  for (const i of at) {
    const [value, wanted] = [columns[name]?.[i] ?? Number.NaN, definition(i)];
    // The same arithmetic in another order, and less than 1e-11 of how an average began.
    expect(Math.abs(value - wanted), `bar ${i}: ${value}, by definition ${wanted}`).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, Math.abs(wanted)));
  }
});

