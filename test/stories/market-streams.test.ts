import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LiveBar } from '../../src/contract/model/bar.ts';
import type { IndicatorPoint } from '../../src/contract/model/indicator.ts';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import type { Ticker } from '../../src/contract/model/ticker.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import { composeWorkstation, type Workstation } from '../../src/main/compose.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const acme = instrumentId('SIM:ACME');
const minutes = { instrumentId: acme, timeframe: timeframe('1m') };

const open = (name: string): Promise<Workstation> => composeWorkstation({ host: 'node', dataDir: join(folder(), name), seed: 7 });

/** Reads a stream in the background, item by item, until it is stopped. */
function read<T>(watch: (signal: AbortSignal) => AsyncGenerator<T, void, void>, take: (item: T) => void): () => Promise<void> {
  const controller = new AbortController();
  const reading = (async () => {
    for await (const item of watch(controller.signal)) take(item);
  })();
  return () => (controller.abort(), reading);
}

describe('a watchlist of every instrument', () => {
  it('has the figures of the session from the first item on, equal to those of its bars', async () => {
    const workstation = await open('watchlist');
    const { market, tape } = workstation.core;
    await tape.pause();
    const ids = market.instruments().map((one) => one.id);
    const tickers = await market.tickers(ids);
    const unknown = tickers.flatMap((one) => Object.entries(one).flatMap(([name, value]) => (value === null && name !== 'opensAtMs' ? `${name} of ${one.instrumentId}` : [])));
    expect(unknown).toEqual([]);
    const lines = await market.sparklines(ids, 40);
    for (const [i, id] of ids.entries()) {
      const ticker = tickers[i] as Ticker;
      const [past, today] = [await market.history({ instrumentId: id, timeframe: timeframe('1d') }, { beforeMs: null, limit: 1 }), await market.history({ instrumentId: id, timeframe: timeframe('1m') }, { beforeMs: null, limit: 1_000 })];
      const first = today.time.findIndex((time) => time >= Math.floor(ticker.timeMs / 86_400_000) * 86_400_000);
      expect([ticker.previousClose, ticker.open], id).toEqual([past.close[0], today.open[first]]);
      expect(ticker.high, id).toBeGreaterThanOrEqual(Math.max(...today.high.slice(first)));
      expect(ticker.low, id).toBeLessThanOrEqual(Math.min(...today.low.slice(first)));
      expect(ticker.volume, id).toBeGreaterThanOrEqual(today.volume.slice(first).reduce((sum, volume) => sum + volume, 0) - 1e-6);
      expect(lines[i]).toMatchObject({ instrumentId: id, previousClose: ticker.previousClose });
      expect(lines[i]?.close.at(-1), id).toBe(today.close.at(-1));
      expect(lines[i]?.close.length).toBeLessThanOrEqual(40);
    }
    await workstation.dispose();
  });
});

describe('a chart with an indicator', () => {
  it('shows, after an hour that was leapt over, the bars of history and the values computed over them', async () => {
    const workstation = await open('chart');
    const { market, analysis, tape } = workstation.core;
    await tape.pause();
    const request = { name: 'rsi', params: {}, columns: null };
    const bars = new Map<number, LiveBar>();
    const points = new Map<number, IndicatorPoint>();
    const stops = [
      read((signal) => market.watchBars(minutes, signal), (batch) => batch.forEach((bar) => bars.set(bar.time, bar))),
      read((signal) => analysis.watchIndicator(minutes, request, signal), (batch) => batch.forEach((point) => points.set(point.time, point))),
    ];
    await expect.poll(() => points.size).toBeGreaterThan(0);
    await tape.step('hour');
    const page = await market.history(minutes, { beforeMs: null, limit: 60 });
    const values = await analysis.computeSeriesIndicator(minutes, request, { beforeMs: null, limit: 1_060 });
    await expect.poll(() => bars.get(page.time.at(-1) as number)?.isForming).toBe(false);
    await expect.poll(() => points.get(page.time.at(-1) as number)?.isForming).toBe(false);
    page.time.forEach((time, i) => {
      expect(bars.get(time)).toEqual({ time, open: page.open[i], high: page.high[i], low: page.low[i], close: page.close[i], volume: page.volume[i], isForming: false });
      expect(points.get(time)?.outputs['real']).toBeCloseTo(values.outputs['real']?.[1_000 + i] as number, 9);
    });
    await Promise.all(stops.map((stop) => stop()));
    expect([market.load, analysis.liveIndicators]).toEqual([{ watchers: 0, barBuilders: 0 }, 0]);
    await workstation.dispose();
  });
});

describe('a halt', () => {
  it('is seen in the watchlist and empties the book, and its end fills it again', async () => {
    const workstation = await open('halted');
    const { market, tape } = workstation.core;
    await tape.pause();
    const states: string[] = [];
    let offers = -1;
    const stops = [
      read((signal) => market.watchTickers([acme], signal), (batch) => states.push(...batch.map((one) => one.session))),
      read((signal) => market.watchDepth(acme, signal), (book) => (offers = book.bids.length + book.asks.length)),
    ];
    await expect.poll(() => offers).toBe(20);
    const halt = tape.runScenario('halt', acme).scenarios.at(-1);
    await tape.step('second');
    await expect.poll(() => [states.at(-1), offers]).toEqual(['halted', 0]);
    while (tape.status().nowMs < (halt?.endMs ?? 0)) await tape.step('minute');
    await tape.step('minute');
    await expect.poll(() => [states.at(-1), offers]).toEqual(['open', 20]);
    await Promise.all(stops.map((stop) => stop()));
    await workstation.dispose();
  });
});
