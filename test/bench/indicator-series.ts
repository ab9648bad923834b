import type { BarColumns } from '../../src/contract/model/bar.ts';
import type { PeerSeries } from './indicator-peers.ts';

/** Bars whose prices wander like prices do, each opening where the one before closed; the same at every run. */
export function makeSeries(bars: number): BarColumns {
  const close = new Float64Array(bars);
  let [price, state] = [100, 7];
  for (let i = 0; i < bars; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    price *= 1 + (state / 4_294_967_296 - 0.5) * 0.01;
    close[i] = price;
  }
  const open = Float64Array.from(close, (value, i) => close[i - 1] ?? value);
  const high = Float64Array.from(close, (value, i) => Math.max(value, open[i] ?? value) * 1.001);
  const low = Float64Array.from(close, (value, i) => Math.min(value, open[i] ?? value) * 0.999);
  return { time: Float64Array.from(close, (_, i) => i * 60_000), open, high, low, close, volume: Float64Array.from(close, (_, i) => 100 + (i % 900)) };
}

/** The same bars as other libraries take them. */
export const toPeerSeries = ({ high, low, close }: BarColumns): PeerSeries => ({
  close: Array.from(close), high: Array.from(high), low: Array.from(low),
  candles: Array.from(close, (value, i) => ({ high: high[i]!, low: low[i]!, close: value })),
});
