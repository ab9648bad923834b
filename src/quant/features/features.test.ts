import { describe, expect, it } from 'vitest';
import { computeIndicator } from '../indicators/index.ts';
import { makeBars } from '../indicators/test-indicator-contract.ts';
import { computeFeatures, describeFeature, findFeature, listFeatures, namesOfSet } from './index.ts';
import { barAt, columnsOf, names, plainNames, makeSeries, take } from './test-features.ts';

const bars = makeSeries(420, 1);
const peers = [makeSeries(420, 2), makeSeries(300, 3)];
const values = computeFeatures(bars, names, { peers }).columns;
const of = (name: string): number[] => Array.from(values[name]!);

describe('the default set', () => {
  it('has at least 80 features of every kind, each told in full', () => {
    const infos = listFeatures();
    expect(infos.length).toBeGreaterThanOrEqual(80);
    expect(infos.map((one) => one.name)).toEqual(namesOfSet('default'));
    expect(new Set(infos.map((one) => one.name)).size).toBe(infos.length);
    expect([...new Set(infos.map((one) => one.group))].sort()).toEqual([
      'Calendar', 'Candles', 'Cross-section', 'Levels', 'Mean reversion', 'Microstructure', 'Momentum', 'Regime', 'Returns', 'Session', 'Volatility', 'Volume',
    ]);
    for (const info of infos) {
      expect(info.title + info.description + info.source, info.name).not.toMatch(/\{\d\}/);
      expect(info.description, info.name).toMatch(/^.*\.$/);
      expect(info.inputs.length * info.title.length * info.source.length * info.scalingAdvice.length, info.name).toBeGreaterThan(0);
      expect(info.scaling === 'none', `${info.name}: bounded features need no scaling, others do`).toBe(info.isBounded);
      expect(describeFeature(findFeature(info.name))).toEqual(info);
    }
  });

  it.each(listFeatures().map((info) => [info.name, info] as const))('%s has no value in its warm-up, a number at every bar after it, and keeps its bounds', (name, info) => {
    const column = values[name]!;
    const first = column.findIndex((value) => !Number.isNaN(value));
    expect(first, 'the first value').toBeGreaterThanOrEqual(info.warmup);
    if (!info.isSparse) expect(first).toBe(info.warmup);
    const isRight = (value: number, i: number): boolean => {
      if (Number.isNaN(value)) return i < info.warmup || info.isSparse;
      const isInside = info.bounds === null || (value >= info.bounds[0] && value <= info.bounds[1]);
      return i >= info.warmup && Number.isFinite(value) && !Object.is(value, -0) && isInside;
    };
    expect(Array.from(column, (value, i) => [i, value] as const).filter(([i, value]) => !isRight(value, i))).toEqual([]);
    expect(new Set(column.filter((value) => !Number.isNaN(value))).size, 'it moves').toBeGreaterThan(name === 'regime_volatile' ? 0 : 1);
  });
});

describe('names', () => {
  it('carry their numbers, which may be others than those of the set', () => {
    expect(describeFeature(findFeature('return_7'))).toMatchObject({ title: 'Return over 7 bars', warmup: 7, params: [{ name: 'bars', default: 7 }], outputs: ['return_7'] });
    expect(Array.from(computeFeatures(bars, ['return_7']).columns['return_7']!.slice(7))).toEqual(Array.from(bars.close.slice(7), (close, i) => Math.log(close) - Math.log(bars.close[i]!)));
  });

  it('that are unknown or out of range are refused with what is nearest or allowed', () => {
    expect(() => findFeature('retrun_5')).toThrow('There is no feature retrun_5; did you mean return_5?');
    expect(() => findFeature('return')).toThrow('There is no feature return');
    expect(() => findFeature('streak_5')).toThrow('There is no feature streak_5; did you mean streak?');
    expect(() => findFeature('return_0')).toThrow('return_0: bars is 0; it must be a whole number from 1 to 100000.');
    expect(() => findFeature('volatility_100001')).toThrow('must be a whole number from 2 to 100000.');
    expect(() => findFeature('constructor')).toThrow('There is no feature constructor');
    expect(() => namesOfSet('all')).toThrow('There is no set of features all; there is default.');
  });
});

describe('features against their definitions', () => {
  const { open, high, low, close, volume } = bars;
  const log = (i: number, back = 1): number => Math.log(close[i]! / close[i - back]!);
  const window = (count: number, i: number, read: (k: number) => number): number[] => Array.from({ length: count }, (_, k) => read(i - count + 1 + k));
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  const deviation = (list: readonly number[]): number => Math.sqrt(mean(list.map((value) => (value - mean(list)) ** 2)));
  const power = (list: readonly number[], k: number): number => mean(list.map((value) => ((value - mean(list)) / deviation(list)) ** k));
  const correlation = (a: readonly number[], b: readonly number[]): number => mean(a.map((value, i) => ((value - mean(a)) / deviation(a)) * ((b[i]! - mean(b)) / deviation(b))));
  const indicator = (name: string, params: Record<string, number>, output: string): Float64Array => computeIndicator(name, bars, params).outputs[output]!;
  const slope = (list: readonly number[]): number => {
    const middle = (list.length - 1) / 2;
    return mean(list.map((value, k) => (k - middle) * value)) / mean(list.map((_, k) => (k - middle) ** 2));
  };

  const definitions: Readonly<Record<string, (i: number) => number>> = {
    return_5: (i) => log(i, 5),
    return_lag_2: (i) => log(i - 2),
    return_acceleration_5: (i) => log(i, 5) - log(i - 5, 5),
    return_skipping_120_20: (i) => Math.log(close[i - 20]! / close[i - 120]!),
    return_gap: (i) => Math.log(open[i]! / close[i - 1]!),
    volatility_20: (i) => deviation(window(20, i, log)),
    volatility_ratio_5_60: (i) => Math.log(deviation(window(5, i, log)) / deviation(window(60, i, log))),
    skewness_60: (i) => power(window(60, i, log), 3),
    kurtosis_60: (i) => power(window(60, i, log), 4) - 3,
    loss_share_20: (i) => mean(window(20, i, (k) => Math.min(0, log(k)) ** 2)) / mean(window(20, i, (k) => log(k) ** 2)),
    parkinson_20: (i) => indicator('parkinson', { timePeriod: 20, barsPerYear: 1 }, 'real')[i]!,
    garman_klass_20: (i) => indicator('garman_klass', { timePeriod: 20, barsPerYear: 1 }, 'real')[i]!,
    rogers_satchell_20: (i) => indicator('rogers_satchell', { timePeriod: 20, barsPerYear: 1 }, 'real')[i]!,
    rsi_14: (i) => indicator('rsi', { timePeriod: 14 }, 'real')[i]! / 50 - 1,
    stochastic_14_3: (i) => indicator('stoch', { fastK: 14, slowK: 3 }, 'slowk')[i]! / 100,
    macd_12_26_9: (i) => indicator('macd', {}, 'macd')[i]! / indicator('atr', { timePeriod: 14 }, 'real')[i]!,
    adx_14: (i) => indicator('adx', { timePeriod: 14 }, 'real')[i]! / 100,
    trend_slope_20: (i) => slope(window(20, i, (k) => Math.log(close[k]!))),
    efficiency_20: (i) => indicator('efficiency_ratio', { timePeriod: 20 }, 'real')[i]!,
    rise_share_20: (i) => mean(window(20, i, (k) => (close[k]! > close[k - 1]! ? 1 : 0))),
    zscore_20: (i) => (close[i]! - mean(window(20, i, (k) => close[k]!))) / deviation(window(20, i, (k) => close[k]!)),
    autocorrelation_50: (i) => correlation(window(50, i, log), window(50, i - 1, log)),
    variance_ratio_60: (i) => Math.log(deviation(window(60, i, (k) => log(k, 5))) ** 2 / (5 * deviation(window(60, i, log)) ** 2)),
    distance_vwap_20: (i) => Math.log(close[i]! / indicator('rolling_vwap', { timePeriod: 20 }, 'real')[i]!),
    volume_zscore_20: (i) => (Math.log1p(volume[i]!) - mean(window(20, i, (k) => Math.log1p(volume[k]!)))) / deviation(window(20, i, (k) => Math.log1p(volume[k]!))),
    chaikin_flow_20: (i) => indicator('cmf', { timePeriod: 20 }, 'real')[i]!,
    signed_volume_20: (i) => mean(window(20, i, (k) => Math.sign(log(k)) * volume[k]!)) / mean(window(20, i, (k) => volume[k]!)),
    volume_return_correlation_20: (i) => correlation(window(20, i, log), window(20, i, (k) => Math.log1p(volume[k]!) - Math.log1p(volume[k - 1]!))),
    roll_spread_20: (i) => {
      const [a, b] = [window(20, i, log), window(20, i - 1, log)];
      return 2 * Math.sqrt(Math.max(0, -mean(a.map((value, k) => (value - mean(a)) * (b[k]! - mean(b))))));
    },
    channel_20: (i) => (close[i]! - Math.min(...window(20, i, (k) => low[k]!))) / (Math.max(...window(20, i, (k) => high[k]!)) - Math.min(...window(20, i, (k) => low[k]!))),
    distance_high_60: (i) => Math.log(close[i]! / Math.max(...window(60, i, (k) => high[k]!))),
    aroon_60: (i) => indicator('aroonosc', { timePeriod: 60 }, 'real')[i]! / 100,
    candle_body: (i) => (close[i]! - open[i]!) / (high[i]! - low[i]!),
    candle_range_14: (i) => (high[i]! - low[i]!) / indicator('atr', { timePeriod: 14 }, 'real')[i - 1]!,
    spread: (i) => (bars.ask![i]! - bars.bid![i]!) / ((bars.ask![i]! + bars.bid![i]!) / 2),
    quote_imbalance: (i) => (bars.bidSize![i]! - bars.askSize![i]!) / (bars.bidSize![i]! + bars.askSize![i]!),
    pause: (i) => Math.log((bars.time[i]! - bars.time[i - 1]!) / 60_000),
    rank_return_20: (i) => mean(peers.filter((peer) => i < peer.time.length).map((peer) => (Math.log(peer.close[i]! / peer.close[i - 20]!) < log(i, 20) ? 1 : 0))),
    lead_1: (i) => log(i) - mean(peers.filter((peer) => i < peer.time.length).map((peer) => Math.log(peer.close[i]! / peer.close[i - 1]!))),
  };

  it.each(Object.entries(definitions))('%s', (name, definition) => {
    for (const i of [200, 201, 255, 299, 350, 419]) {
      const plain = definition(i);
      if (name.startsWith('rank') || name.startsWith('lead') || Number.isNaN(plain)) expect(of(name)[i], `bar ${i}`).toBeCloseTo(plain, 12);
      else expect(Math.abs(of(name)[i]! - plain) <= 1e-9 * Math.max(1e-3, Math.abs(plain)), `bar ${i}: ${of(name)[i]}, by definition ${plain}`).toBe(true);
    }
  });
});

describe('bad and poor input', () => {
  it('is refused where it is no series', () => {
    const compute = (change: Partial<typeof bars>): unknown => computeFeatures({ ...bars, ...change }, ['return_1']);
    expect(() => compute({ time: bars.time.slice().reverse() })).toThrow(/^The time of bar 2 is \d+, after \d+; sort the bars by time and leave out doubles\.$/);
    expect(() => compute({ time: bars.time.map((time, i) => (i === 7 ? Number.NaN : time)) })).toThrow('The time of bar 8 is NaN');
    expect(() => compute({ time: bars.time.map((time, i) => (i === 7 ? bars.time[6]! : time)) })).toThrow('The time of bar 8 is');
    expect(() => compute({ close: bars.close.slice(1) })).toThrow('The column close has 419 values for 420 bars; give one for each bar.');
    expect(() => compute({ bid: bars.close.slice(2) })).toThrow('The column bid has 418 values');
  });

  it.each([0, 1, 2])('of %i bars is answered with as many values', (count) => {
    const few = computeFeatures(take(bars, count), names).columns;
    for (const column of Object.values(few)) expect(column).toHaveLength(count);
  });

  it('with periods longer than the data has no values', () => {
    const longest = ['return_100000', 'volatility_100000', 'channel_100000', 'zscore_99999', 'averages_50_100000'];
    for (const column of Object.values(computeFeatures(bars, longest).columns)) expect(column.every(Number.isNaN)).toBe(true);
  });

  it('never gives an infinity, whatever a column holds', () => {
    const hostile = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -5, 1e300, 1e-300];
    const spoil = (column: Float64Array, shift: number): Float64Array => column.map((value, i) => (i % 60 === shift ? hostile[(i + shift) % hostile.length]! : value));
    const spoiled = { ...bars, open: spoil(bars.open, 1), high: spoil(bars.high, 7), low: spoil(bars.low, 13), close: spoil(bars.close, 31), volume: spoil(bars.volume, 47) };
    for (const [name, column] of Object.entries(computeFeatures(spoiled, names).columns)) {
      expect(column.every((value) => Number.isNaN(value) || Number.isFinite(value)), name).toBe(true);
    }
  });

  it('with one price missing is right again after it, in features of a window', () => {
    const holed = { ...bars, close: bars.close.map((value, i) => (i === 100 ? Number.NaN : value)) };
    const { columns } = computeFeatures(holed, ['return_5', 'volatility_20', 'zscore_20', 'distance_sma_50', 'channel_20']);
    for (const [name, column] of Object.entries(columns)) {
      expect(column[100], name).toBeNaN();
      expect(column[300]! / values[name]![300]!, name).toBeCloseTo(1, 9);
    }
  });

  it('that does not move, or trades nothing, has null or the middle and no invented number', () => {
    const still = { ...take(makeBars(420), 420), open: new Float64Array(420).fill(5), high: new Float64Array(420).fill(5), low: new Float64Array(420).fill(5), close: new Float64Array(420).fill(5), volume: new Float64Array(420) };
    const { columns } = computeFeatures(still, plainNames);
    for (const name of ['return_20', 'volatility_20', 'rsi_14', 'zscore_20', 'skewness_60', 'autocorrelation_50', 'candle_body', 'trend_slope_20', 'streak']) expect(columns[name]![419], name).toBe(0);
    for (const name of ['channel_20', 'session_place']) expect(columns[name]![419], name).toBe(0.5);
    for (const name of ['volume_ratio_20', 'distance_vwap_20', 'illiquidity_20', 'band_width_20', 'regime_bull']) expect(columns[name]![419], name).toBeNaN();
  });

  it('writes into the caller\'s columns and gives each name one', () => {
    const out = [new Float64Array(420), new Float64Array(420), new Float64Array(420)];
    const { columns } = computeFeatures(bars, ['zscore_20', 'return_1', 'pause'], {}, out);
    expect(Object.values(columns)).toEqual(out);
    expect(Array.from(out[0]!)).toEqual(of('zscore_20'));
    expect(computeFeatures(bars, ['return_1', 'return_1']).columns['return_1']).toEqual(values['return_1']);
    expect(barAt(bars, 3).close).toBe(bars.close[3]);
    expect(columnsOf([barAt(bars, 3)]).close[0]).toBe(bars.close[3]);
  });
});

describe('calendar and session', () => {
  const hour = 3_600_000;
  const at = (iso: string): number => Date.parse(iso);
  const hourly = (fromIso: string, count: number) => {
    const made = makeBars(count);
    return { ...made, time: made.time.map((_, i) => at(fromIso) + i * hour) };
  };

  it('turns with the time of day, the week, the month and the year', () => {
    const { columns } = computeFeatures(hourly('2024-02-29T06:00:00Z', 2), ['time_of_day_sin', 'weekday_cos', 'month_day_sin', 'year_day_sin', 'month_end']);
    expect(columns['time_of_day_sin']![0]).toBeCloseTo(1, 12);
    expect(columns['weekday_cos']![0]).toBeCloseTo(Math.cos((2 * Math.PI * 3) / 7), 12);
    expect(columns['month_day_sin']![0]).toBeCloseTo(Math.sin((2 * Math.PI * 28) / 29), 12);
    expect(columns['year_day_sin']![0]).toBeCloseTo(Math.sin((2 * Math.PI * 59) / 366), 12);
    expect(columns['month_end']![0]).toBe(0);
  });

  it('goes by the clock of the zone, on both sides of a change to summer time', () => {
    const clock = { zone: 'America/New_York', fromMs: Float64Array.of(Number.NEGATIVE_INFINITY, at('2024-03-10T07:00:00Z')), offsetMs: Float64Array.of(-5 * hour, -4 * hour) };
    const two = hourly('2024-03-10T05:00:00Z', 30);
    const { columns } = computeFeatures(two, ['time_of_day_sin', 'session_age'], { clock });
    expect(columns['time_of_day_sin']![0]).toBeCloseTo(0, 12);
    expect(columns['time_of_day_sin']![2]).toBeCloseTo(Math.sin((2 * Math.PI * 3) / 24), 12);
    expect(columns['session_age']![22]).toBeCloseTo(Math.log(24), 12);
    expect(columns['session_age']![23]).toBeCloseTo(Math.log(2), 12);
  });

  it('knows the session so far and the one before', () => {
    const two = hourly('2024-01-02T00:00:00Z', 30);
    const { columns } = computeFeatures(two, ['session_return', 'session_gap', 'session_high_before', 'session_before', 'pivot']);
    const day = two.high.slice(0, 24);
    expect(columns['session_return']![5]).toBeCloseTo(Math.log(two.close[5]! / two.open[0]!), 12);
    expect(columns['session_gap']![23]).toBeNaN();
    expect(columns['session_gap']![26]).toBeCloseTo(Math.log(two.open[24]! / two.close[23]!), 12);
    expect(columns['session_high_before']![26]).toBeCloseTo(Math.log(two.close[26]! / Math.max(...day)), 12);
    expect(columns['session_before']![26]).toBeCloseTo(Math.log(two.close[23]! / two.open[0]!), 12);
    expect(columns['pivot']![26]).toBeCloseTo(Math.log((3 * two.close[26]!) / (Math.max(...day) + Math.min(...two.low.slice(0, 24)) + two.close[23]!)), 12);
  });
});
