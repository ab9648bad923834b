import { describe, expect, it } from 'vitest';
import type { Bar, SeriesKey } from '../../../contract/model/bar.ts';
import type { IndicatorInput, IndicatorPoint } from '../../../contract/model/indicator.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { createManualClock } from '../../adapters/clock/index.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import { silentLog } from '../kernel/index.ts';
import { createMarket } from '../market/index.ts';
import { acme, createTestFeed, tradeTick, volt } from '../market/test-feed.ts';
import { createAnalysis } from './create-analysis.ts';

const key = { instrumentId: acme, timeframe: timeframe('1m') };
const minuteMs = 60_000;
const startMs = Date.UTC(2026, 0, 5, 15, 0);
const onVolt: readonly IndicatorInput[] = ['close', { instrumentId: volt, column: 'close' }];
const request = { name: 'relative_strength', params: { timePeriod: 3 }, columns: onVolt };
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const barsBefore = (id: string, endMs: number, count: number, stepMs = minuteMs): Bar[] =>
  Array.from({ length: count }, (_, k) => {
    const price = (id === acme ? 100 : 50) + ((k * 7) % 5);
    return { time: endMs - (count - k) * stepMs, open: price, high: price + 1, low: price - 1, close: price + 0.5, volume: 10 } as Bar;
  });

/** A market of two instruments; their history is what the test has put there. */
async function open(history: Map<string, Bar[]> = new Map([[acme, barsBefore(acme, startMs, 40)], [volt, barsBefore(volt, startMs, 40)]])) {
  const pacer = createManualClock();
  const { feed, send, passTime } = createTestFeed({ history: ({ instrumentId: id }: SeriesKey) => history.get(id) ?? [] });
  const market = await createMarket({ feeds: [feed], bars: createMemoryBarStore(), instruments: { list: () => Promise.resolve([]), save: () => Promise.resolve() }, clock: pacer, pacer, log: silentLog });
  const analysis = createAnalysis({ market, pacer });
  const controller = new AbortController();
  const told: IndicatorPoint[] = [];
  const reading = (async () => {
    for await (const batch of analysis.watchIndicator(key, request, controller.signal)) told.push(...batch);
  })();
  await settle();
  const trade = async (id: typeof acme, ms: number, price: number): Promise<void> => {
    send(tradeTick(price, { instrumentId: id, timeMs: startMs + ms }));
    pacer.advance(1_000);
    await settle();
  };
  const pass = async (ms: number): Promise<void> => {
    passTime(startMs + ms);
    pacer.advance(1_000);
    await settle();
  };
  return { analysis, market, told, trade, pass, stop: () => (controller.abort(), reading), newest: () => told.at(-1) };
}
const ratioOf = (point: IndicatorPoint | undefined): number | null | undefined => point?.outputs['ratio'];

describe('an indicator that reads another instrument', () => {
  it('follows both as they form: each change of the other changes the forming bar, and adds none', async () => {
    const { told, trade, newest, stop } = await open();
    await trade(acme, 1_000, 120);
    expect([newest()?.time, newest()?.isForming, ratioOf(newest())], 'the other has no bar yet: its last close').toEqual([startMs, true, 120 / 53.5]);
    await trade(volt, 2_000, 60);
    expect([newest()?.time, newest()?.isForming, ratioOf(newest())]).toEqual([startMs, true, 2]);
    await trade(volt, 3_000, 40);
    expect(ratioOf(newest())).toBe(3);
    expect(new Set(told.map((point) => point.time)), 'the last finished bar, and the forming one').toEqual(new Set([startMs - minuteMs, startMs]));
    await stop();
  });

  it('settles a bar when both have, with what the other was in the end, as a computation over the finished bars has it', async () => {
    const history = new Map([[acme, barsBefore(acme, startMs, 40)], [volt, barsBefore(volt, startMs, 40)]]);
    const { analysis, told, trade, pass, stop } = await open(history);
    await trade(volt, 1_000, 50);
    await trade(acme, 2_000, 120);
    // The first bar of one is finished by its next trade; the other's goes on for a moment.
    await trade(acme, minuteMs + 1, 130);
    expect(told.filter((point) => point.time === startMs && !point.isForming), 'the other may still change').toEqual([]);
    await trade(volt, minuteMs - 1, 60);
    await pass(minuteMs);
    expect(told.filter((point) => point.time === startMs && !point.isForming).map(ratioOf)).toEqual([2]);
    await trade(volt, minuteMs + 2, 65);
    await pass(2 * minuteMs);
    history.get(acme)?.push({ time: startMs, open: 120, high: 120, low: 120, close: 120, volume: 3 } as Bar, { time: startMs + minuteMs, open: 130, high: 130, low: 130, close: 130, volume: 3 } as Bar);
    history.get(volt)?.push({ time: startMs, open: 50, high: 60, low: 50, close: 60, volume: 6 } as Bar, { time: startMs + minuteMs, open: 65, high: 65, low: 65, close: 65, volume: 3 } as Bar);
    const batch = await analysis.computeSeriesIndicator(key, request, { beforeMs: null, limit: 2 });
    const settled = [0, minuteMs].map((ms) => told.findLast((point) => point.time === startMs + ms && !point.isForming)?.outputs);
    expect(settled).toEqual([0, 1].map((i) => Object.fromEntries(Object.entries(batch.outputs).map(([name, values]) => [name, values[i]]))));
    await stop();
  });

  it('reads as far back as its own bars go, however many more the other has in that time', async () => {
    const { analysis, stop } = await open(new Map([[acme, barsBefore(acme, startMs, 40, 60 * minuteMs)], [volt, barsBefore(volt, startMs, 3_000)]]));
    const { outputs } = await analysis.computeSeriesIndicator(key, request, { beforeMs: null, limit: 40 });
    expect(outputs['ratio']?.every((value) => value !== null)).toBe(true);
    await stop();
  });

  it('lets go of both series with the last who watches, and refuses an instrument that there is not in one sentence', async () => {
    const { analysis, market, stop } = await open();
    expect(market.load.barBuilders).toBe(2);
    await stop();
    expect([analysis.liveIndicators, market.load]).toEqual([0, { watchers: 0, barBuilders: 0 }]);
    const unknown = { ...request, columns: ['close', { instrumentId: instrumentId('SIM:NOPE'), column: 'close' }] as const };
    expect(() => analysis.watchIndicator(key, unknown, new AbortController().signal)).toThrow(/^There is no instrument SIM:NOPE/);
    await expect(analysis.computeSeriesIndicator(key, unknown, { beforeMs: null, limit: 5 })).rejects.toThrow(/^There is no instrument SIM:NOPE/);
  });
});
