import { describe, expect, it } from 'vitest';
import type { Bar, BarColumns } from '../../../contract/model/bar.ts';
import type { IndicatorInput, IndicatorPoint } from '../../../contract/model/indicator.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { createBarBuilder, periodStart } from '../../../quant/bars/index.ts';
import { SimMarket } from '../../../quant/sim-market/index.ts';
import { createManualClock } from '../../adapters/clock/index.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import { silentLog } from '../kernel/index.ts';
import { createMarket } from '../market/index.ts';
import { createTestFeed } from '../market/test-feed.ts';
import { createAnalysis } from './create-analysis.ts';

const acme = instrumentId('SIM:ORBUSD');
const key = { instrumentId: acme, timeframe: timeframe('1m') };
const minuteMs = 60_000;
const startMs = Date.UTC(2026, 0, 5, 15, 7);
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A market whose trades, history and forming bars are those of the simulated exchange, told second by second. */
async function open() {
  const pacer = createManualClock();
  const simMarket = new SimMarket(1);
  let nowMs = startMs;
  const { feed, send, passTime } = createTestFeed({
    history: (_key, { beforeMs, limit }) => toBars(simMarket.bars(acme, minuteMs, Math.min(beforeMs ?? nowMs, nowMs), limit)),
    async forming() {
      const builder = createBarBuilder(minuteMs);
      for (const tick of simMarket.ticks(acme, periodStart(nowMs, minuteMs), nowMs)) if (tick.kind === 'trade') builder.add(tick.timeMs, tick.price, tick.size);
      return builder.forming as Bar | null;
    },
  });
  const noInstruments = { list: () => Promise.resolve([]), save: () => Promise.resolve() };
  const market = await createMarket({ feeds: [feed], bars: createMemoryBarStore(), instruments: noInstruments, clock: pacer, pacer, log: silentLog });
  const analysis = createAnalysis({ market, pacer });
  /** Reads a watched indicator in the background: the newest of each time, as a window would keep it. */
  const watch = (name: string, params: Record<string, number>, columns: readonly IndicatorInput[] | null = null) => {
    const controller = new AbortController();
    const points = new Map<number, IndicatorPoint>();
    const stream = analysis.watchIndicator(key, { name, params, columns }, controller.signal);
    const reading = (async () => {
      for await (const batch of stream) for (const point of batch) points.set(point.time, point);
    })();
    return { points, stop: () => (controller.abort(), reading) };
  };
  /** Passes time second by second, and lets the readers read. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 1_000) {
      await settle();
      const ticks = simMarket.ticks(acme, nowMs, nowMs + 1_000);
      nowMs += 1_000;
      send(...ticks);
      passTime(nowMs);
      pacer.advance(1_000);
    }
    await settle();
  };
  return { market, analysis, watch, pass };
}

const toBars = ({ time, open: first, high, low, close, volume }: BarColumns): Bar[] =>
  Array.from(time, (at, i) => ({ time: at, open: first[i], high: high[i], low: low[i], close: close[i], volume: volume[i] }) as Bar);
const toColumns = (bars: readonly Bar[]): BarColumns => ({
  time: Float64Array.from(bars, (bar) => bar.time), open: Float64Array.from(bars, (bar) => bar.open), high: Float64Array.from(bars, (bar) => bar.high),
  low: Float64Array.from(bars, (bar) => bar.low), close: Float64Array.from(bars, (bar) => bar.close), volume: Float64Array.from(bars, (bar) => bar.volume),
});

describe('a watched indicator', () => {
  const onRsi = [{ name: 'rsi', params: { timePeriod: 14 } }] as const;
  it.each([
    ['sma', { timePeriod: 20 }, null], ['ema', { timePeriod: 9 }, null], ['rsi', { timePeriod: 14 }, null], ['bbands', { timePeriod: 20 }, null], ['atr', { timePeriod: 14 }, null],
    ['ema', { timePeriod: 9 }, onRsi],
  ] as const)(
    '%s %j %j has at every bar what the computation over the finished bars has, bit for bit',
    async (name, params, columns) => {
      const { analysis, watch, pass } = await open();
      await pass(23_000);
      const request = { name, params, columns };
      const { points, stop } = watch(name, params, columns);
      await settle();
      const atFirst = await analysis.computeSeriesIndicator(key, request, { beforeMs: null, limit: 1_000 });
      expect(points.get(atFirst.time.at(-1) as number)?.outputs, 'the last finished bar is in the snapshot').toEqual(
        Object.fromEntries(Object.entries(atFirst.outputs).map(([output, values]) => [output, values.at(-1)])));
      await pass(5 * 60_000);
      // The same first bar as at the beginning, five bars further.
      const later = await analysis.computeSeriesIndicator(key, request, { beforeMs: null, limit: 1_005 });
      for (let i = 1_000; i < 1_005; i++) {
        const time = later.time[i] as number;
        expect(points.get(time), `bar ${i}`).toEqual({ time, isForming: false, outputs: Object.fromEntries(Object.entries(later.outputs).map(([output, values]) => [output, values[i]])) });
      }
      await stop();
    });

  it('has for the forming bar the value that it would have if it ended now', async () => {
    const { analysis, market, watch, pass } = await open();
    await pass(11_000);
    const { points, stop } = watch('ema', { timePeriod: 9 });
    await pass(17_000);
    const controller = new AbortController();
    const forming = (await market.watchBars(key, controller.signal).next()).value?.[0];
    if (forming === undefined) throw new Error('no bar forms');
    const past = toBars(await market.history(key, { beforeMs: forming.time, limit: 6_000 }) as unknown as BarColumns);
    const { outputs } = analysis.computeIndicator(toColumns([...past, forming]), { name: 'ema', params: { timePeriod: 9 }, columns: null });
    expect(points.get(forming.time)).toEqual({ time: forming.time, isForming: true, outputs: { real: outputs['real']?.at(-1) } });
    controller.abort();
    await stop();
  });

  it('is computed once for all who watch it, in whatever order they name its parameters, and let go of with the last', async () => {
    const { analysis, market, watch } = await open();
    const [one, same, other] = [watch('bbands', { timePeriod: 20, nbDevUp: 2 }), watch('bbands', { nbDevUp: 2, timePeriod: 20 }), watch('bbands', { timePeriod: 21 })];
    await settle();
    expect([analysis.liveIndicators, market.load.barBuilders]).toEqual([2, 1]);
    await one.stop();
    expect(analysis.liveIndicators).toBe(2);
    await Promise.all([same.stop(), other.stop()]);
    expect([analysis.liveIndicators, market.load]).toEqual([0, { watchers: 0, barBuilders: 0 }]);
  });

  it('on another indicator is one computation for all who watch it, and holds one builder of bars', async () => {
    const { analysis, market, watch } = await open();
    const ema = (params: Record<string, number>) => watch('ema', { timePeriod: 9 }, [{ name: 'rsi', params, output: 'real' }]);
    const [one, same, other] = [ema({ timePeriod: 14 }), ema({}), ema({ timePeriod: 15 })];
    await settle();
    expect([analysis.liveIndicators, market.load.barBuilders]).toEqual([2, 1]);
    await Promise.all([one.stop(), same.stop(), other.stop()]);
    expect([analysis.liveIndicators, market.load]).toEqual([0, { watchers: 0, barBuilders: 0 }]);
  });

  it.each([
    [{ name: 'ema', params: {}, columns: [{ name: 'macd', params: {}, output: 'histogram' }] }, 'INVALID_INPUT', 'macd has no output histogram'],
    [{ name: 'smaa', params: {}, columns: null }, 'INVALID_INPUT', 'There is no indicator smaa; did you mean sma?'],
    [{ name: 'sma', params: { timePeriod: 0 }, columns: null }, 'INVALID_INPUT', /timePeriod is 0/],
    [{ name: 'sma', params: {}, columns: ['open', 'close'] as const }, 'INVALID_INPUT', /takes 1 input column, not 2/],
  ])('is refused at once where the request is wrong: %j', async (request, code, message) => {
    const { analysis } = await open();
    expect(() => analysis.watchIndicator(key, request, new AbortController().signal)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
    expect(() => analysis.watchIndicator({ ...key, instrumentId: instrumentId('SIM:NOPE') }, { name: 'sma', params: {}, columns: null }, new AbortController().signal)).toThrow(/There is no instrument SIM:NOPE/);
  });
});
