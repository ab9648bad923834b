import { createRequire } from 'node:module';
import { IndicatorsSync } from '@ixjb94/indicators';
import * as indicatorts from 'indicatorts';
import * as technical from 'technicalindicators';
import * as signals from 'trading-signals';

/** Its entry for imports is a module by another name, which Node refuses; the other one works. */
const fast: unknown = createRequire(import.meta.url)('fast-technical-indicators');

/** The series that every library gets, in the forms that they take. */
export type PeerSeries = {
  readonly close: number[];
  readonly high: number[];
  readonly low: number[];
  readonly candles: readonly { readonly high: number; readonly low: number; readonly close: number }[];
};

/** One indicator of one library: the computation that is timed, and how its result reads as a column that ends at the last bar. */
type PeerComputation = { readonly compute: (series: PeerSeries) => unknown; readonly toColumn: (result: never) => ArrayLike<number> };
export type Peer = { readonly name: string; readonly computations: Readonly<Record<string, PeerComputation>> };

/** Every indicator that is compared, with our parameters and the output whose values are compared. */
export const compared: Readonly<Record<string, { readonly params: Record<string, number>; readonly output: string }>> = {
  sma: { params: { timePeriod: 20 }, output: 'real' }, ema: { params: { timePeriod: 20 }, output: 'real' }, wma: { params: { timePeriod: 20 }, output: 'real' },
  rsi: { params: { timePeriod: 14 }, output: 'real' }, macd: { params: {}, output: 'macd' }, bbands: { params: { timePeriod: 20 }, output: 'upper' },
  atr: { params: { timePeriod: 14 }, output: 'real' }, adx: { params: { timePeriod: 14 }, output: 'real' }, stoch: { params: { fastK: 14 }, output: 'slowk' },
  cci: { params: { timePeriod: 20 }, output: 'real' },
};

const one = (compute: (series: PeerSeries) => unknown): PeerComputation => ({ compute, toColumn: (result) => result });
const of = <T>(compute: (series: PeerSeries) => T, toColumn: (result: T) => ArrayLike<number>): PeerComputation => ({ compute, toColumn: toColumn as PeerComputation['toColumn'] });
const field = <T>(compute: (series: PeerSeries) => T[], read: (row: T) => number | null | undefined): PeerComputation =>
  of(compute, (rows) => rows.map((row) => read(row) ?? Number.NaN));

/** Feeds a stream bar by bar and keeps what it says, as its README shows. */
function feed<In, Out>(indicator: { add(value: In): Out | null }, inputs: readonly In[]): Out[] {
  const results: Out[] = [];
  for (const input of inputs) {
    const result = indicator.add(input);
    if (result !== null) results.push(result);
  }
  return results;
}

const ixjb = new IndicatorsSync();
const rows = <T>(rows: unknown): T[] => rows as T[];

/** fast-technical-indicators has the calls of technicalindicators. */
const technicalCalls = (library: unknown): Peer['computations'] => {
  const calls = library as Record<string, (input: unknown) => unknown>;
  const call = (name: string, input: unknown): unknown => calls[name]!(input);
  return {
    sma: one(({ close }) => call('sma', { period: 20, values: close })),
    ema: one(({ close }) => call('ema', { period: 20, values: close })),
    wma: one(({ close }) => call('wma', { period: 20, values: close })),
    rsi: one(({ close }) => call('rsi', { period: 14, values: close })),
    macd: field(({ close }) => rows<{ MACD?: number }>(call('macd', { values: close, fastPeriod: 12, slowPeriod: 26, signalPeriod: 9, SimpleMAOscillator: false, SimpleMASignal: false })), (row) => row.MACD),
    bbands: field(({ close }) => rows<{ upper: number }>(call('bollingerbands', { period: 20, values: close, stdDev: 2 })), (row) => row.upper),
    atr: one(({ high, low, close }) => call('atr', { period: 14, high, low, close })),
    adx: field(({ high, low, close }) => rows<{ adx: number }>(call('adx', { period: 14, high, low, close })), (row) => row.adx),
    stoch: field(({ high, low, close }) => rows<{ d?: number }>(call('stochastic', { period: 14, signalPeriod: 3, high, low, close })), (row) => row.d),
    cci: one(({ high, low, close }) => call('cci', { period: 20, high, low, close })),
  };
};

export const peers: readonly Peer[] = [
  {
    name: '@ixjb94/indicators',
    computations: {
      sma: one(({ close }) => ixjb.sma(close, 20)), ema: one(({ close }) => ixjb.ema(close, 20)), wma: one(({ close }) => ixjb.wma(close, 20)),
      rsi: one(({ close }) => ixjb.rsi(close, 14)),
      macd: of(({ close }) => ixjb.macd(close, 12, 26, 9), (result) => result[0]!),
      bbands: of(({ close }) => ixjb.bbands(close, 20, 2), (result) => result[2]!),
      atr: one(({ high, low, close }) => ixjb.atr(high, low, close, 14)), adx: one(({ high, low }) => ixjb.adx(high, low, 14)),
      stoch: of(({ high, low, close }) => ixjb.stoch(high, low, close, 14, 3, 3), (result) => result[0]!),
      cci: one(({ high, low, close }) => ixjb.cci(high, low, close, 20)),
    },
  },
  {
    name: 'indicatorts',
    computations: {
      sma: one(({ close }) => indicatorts.sma(close, { period: 20 })), ema: one(({ close }) => indicatorts.ema(close, { period: 20 })),
      rsi: one(({ close }) => indicatorts.rsi(close, { period: 14 })),
      macd: of(({ close }) => indicatorts.macd(close), (result) => result.macdLine),
      bbands: of(({ close }) => indicatorts.bb(close, { period: 20 }), (result) => result.upper),
      atr: of(({ high, low, close }) => indicatorts.atr(high, low, close, { period: 14 }), (result) => result.atrLine),
      stoch: of(({ high, low, close }) => indicatorts.stoch(high, low, close, { kPeriod: 14, dPeriod: 3 }), (result) => result.d),
      cci: one(({ high, low, close }) => indicatorts.cci(high, low, close, { period: 20 })),
    },
  },
  {
    name: 'trading-signals',
    computations: {
      sma: one(({ close }) => feed(new signals.SMA(20), close)), ema: one(({ close }) => feed(new signals.EMA(20), close)),
      wma: one(({ close }) => feed(new signals.WMA(20), close)), rsi: one(({ close }) => feed(new signals.RSI(14), close)),
      macd: field(({ close }) => feed(new signals.MACD(new signals.EMA(12), new signals.EMA(26), new signals.EMA(9)), close), (row) => row.macd),
      bbands: field(({ close }) => feed(new signals.BollingerBands(20, 2), close), (row) => row.upper),
      atr: one(({ candles }) => feed(new signals.ATR(14), candles)), adx: one(({ candles }) => feed(new signals.ADX(14), candles)),
      stoch: field(({ candles }) => feed(new signals.StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }), candles), (row) => row.stochK),
      cci: one(({ candles }) => feed(new signals.CCI(20), candles)),
    },
  },
  { name: 'fast-technical-indicators', computations: technicalCalls(fast) },
  { name: 'technicalindicators', computations: technicalCalls(technical) },
];
