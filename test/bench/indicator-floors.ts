import type { BarColumns } from '../../src/contract/model/bar.ts';

/** An indicator as somebody writes it down who wants nothing but its speed. */
export type Floor = (bars: BarColumns, out: readonly Float64Array[]) => void;

const weightOf = (period: number): number => 2 / (period + 1);

function bareSma({ close }: BarColumns, [out]: readonly Float64Array[]): void {
  computeBareSma(close, out!);
}

/**
 * The plainest sliding mean there is: a running sum in a typed array, without a thought for digits or gaps. A thousand bars at a time, because
 * V8 makes code of one quality of it then, however long the series is and whoever calls it.
 */
export function computeBareSma(values: Float64Array, out: Float64Array): void {
  let sum = values[0]!;
  for (let i = 1; i < 20; i++) sum += values[i]!;
  for (let from = 20; from < values.length; from += 1_000) sum = slide(values, sum, from, Math.min(from + 1_000, values.length), out);
}

function slide(values: Float64Array, before: number, from: number, to: number, out: Float64Array): number {
  let sum = before;
  for (let i = from | 0, end = to | 0; i < end; i = (i + 1) | 0) {
    sum += values[i]! - values[(i - 20) | 0]!;
    out[i] = sum / 20;
  }
  return sum;
}

function bareEma({ close }: BarColumns, [columns]: readonly Float64Array[]): void {
  const out = columns!;
  const weight = weightOf(20);
  let mean = close[0]!;
  for (let i = 1; i < close.length; i++) {
    mean += (close[i]! - mean) * weight;
    out[i] = mean;
  }
}

function bareWma({ close }: BarColumns, [columns]: readonly Float64Array[]): void {
  const out = columns!;
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < 20; i++) {
    sum += close[i]!;
    weighted += close[i]! * (i + 1);
  }
  for (let i = 20; i < close.length; i++) {
    weighted += 20 * close[i]! - sum;
    sum += close[i]! - close[i - 20]!;
    out[i] = weighted / 210;
  }
}

function bareRsi({ close }: BarColumns, [columns]: readonly Float64Array[]): void {
  const out = columns!;
  let gains = 0;
  let losses = 0;
  for (let i = 1; i < close.length; i++) {
    const change = close[i]! - close[i - 1]!;
    gains += ((change > 0 ? change : 0) - gains) / 14;
    losses += ((change < 0 ? -change : 0) - losses) / 14;
    out[i] = (100 * gains) / (gains + losses);
  }
}

function bareMacd({ close }: BarColumns, [first, second, third]: readonly Float64Array[]): void {
  const macds = first!;
  const signals = second!;
  const hists = third!;
  const [fastWeight, slowWeight, signalWeight] = [weightOf(12), weightOf(26), weightOf(9)];
  let fast = close[0]!;
  let slow = fast;
  let signal = 0.5 - 0.5;
  for (let i = 1; i < close.length; i++) {
    fast += (close[i]! - fast) * fastWeight;
    slow += (close[i]! - slow) * slowWeight;
    signal += (fast - slow - signal) * signalWeight;
    macds[i] = fast - slow;
    signals[i] = signal;
    hists[i] = fast - slow - signal;
  }
}

function bareBbands({ close }: BarColumns, [first, second, third]: readonly Float64Array[]): void {
  const upper = first!;
  const middle = second!;
  const lower = third!;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < 20; i++) {
    sum += close[i]!;
    squares += close[i]! * close[i]!;
  }
  for (let i = 20; i < close.length; i++) {
    const value = close[i]!;
    const left = close[i - 20]!;
    sum += value - left;
    squares += value * value - left * left;
    const mean = sum / 20;
    const band = 2 * Math.sqrt(Math.abs(squares / 20 - mean * mean));
    upper[i] = mean + band;
    middle[i] = mean;
    lower[i] = mean - band;
  }
}

const rangeOf = (high: number, low: number, before: number): number => Math.max(high - low, Math.abs(high - before), Math.abs(low - before));

function bareAtr({ high, low, close }: BarColumns, [columns]: readonly Float64Array[]): void {
  const out = columns!;
  let mean = high[0]! - low[0]!;
  for (let i = 1; i < close.length; i++) {
    mean += (rangeOf(high[i]!, low[i]!, close[i - 1]!) - mean) / 14;
    out[i] = mean;
  }
}

function bareAdx({ high, low, close }: BarColumns, [columns]: readonly Float64Array[]): void {
  const out = columns!;
  let plus = 0.5 - 0.5;
  let minus = plus;
  let range = plus;
  let mean = plus;
  for (let i = 1; i < close.length; i++) {
    const up = high[i]! - high[i - 1]!;
    const down = low[i - 1]! - low[i]!;
    plus += (up > down && up > 0 ? up : 0) - plus / 14;
    minus += (down > up && down > 0 ? down : 0) - minus / 14;
    range += rangeOf(high[i]!, low[i]!, close[i - 1]!) - range / 14;
    const [above, below] = [plus / range, minus / range];
    mean += ((100 * Math.abs(above - below)) / (above + below + 1e-300) - mean) / 14;
    out[i] = mean;
  }
}

/** Highest and lowest by looking at all bars of the window. */
function bareStoch({ high, low, close }: BarColumns, [first, second]: readonly Float64Array[]): void {
  const slowK = first!;
  const slowD = second!;
  const places = new Float64Array(3);
  const means = new Float64Array(3);
  for (let i = 13; i < close.length; i++) {
    let highest = high[i]!;
    let lowest = low[i]!;
    for (let k = i - 13; k < i; k++) {
      if (high[k]! > highest) highest = high[k]!;
      if (low[k]! < lowest) lowest = low[k]!;
    }
    places[i % 3] = (100 * (close[i]! - lowest)) / (highest - lowest);
    const mean = (places[0]! + places[1]! + places[2]!) / 3;
    means[i % 3] = mean;
    slowK[i] = mean;
    slowD[i] = (means[0]! + means[1]! + means[2]!) / 3;
  }
}

function bareCci({ high, low, close }: BarColumns, [columns, second]: readonly Float64Array[]): void {
  const out = columns!;
  const prices = second!;
  let sum = 0.5 - 0.5;
  for (let i = 0; i < close.length; i++) {
    const price = (high[i]! + low[i]! + close[i]!) / 3;
    prices[i] = price;
    sum += price;
    if (i < 20) continue;
    sum -= prices[i - 20]!;
    const mean = sum / 20;
    let distances = 0;
    for (let k = i - 19; k <= i; k++) distances += Math.abs(prices[k]! - mean);
    out[i] = (price - mean) / (0.00075 * distances);
  }
}

/** Each compared indicator as a straight loop over typed arrays: no gaps, no digits kept, no value that is not there yet. */
export const floors: Readonly<Record<string, Floor>> = {
  sma: bareSma, ema: bareEma, wma: bareWma, rsi: bareRsi, macd: bareMacd, bbands: bareBbands, atr: bareAtr, adx: bareAdx, stoch: bareStoch, cci: bareCci,
};
