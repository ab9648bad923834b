import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar, LiveBar } from '../../src/contract/model/bar.ts';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import type { TradeTick } from '../../src/contract/model/tick.ts';
import { timeframe, timeframeMs } from '../../src/contract/model/timeframe.ts';
import { epochMs } from '../../src/contract/model/units.ts';
import { createManualClock, createSimulatedClock } from '../../src/main/adapters/clock/index.ts';
import { createSimFeed } from '../../src/main/adapters/sim/sim-feed.ts';
import { createMemoryBarStore } from '../../src/main/adapters/store/index.ts';
import { silentLog } from '../../src/main/core/kernel/index.ts';
import { createMarket, type OpenBars } from '../../src/main/core/market/index.ts';
import { createBarBuilder, periodStart } from '../../src/quant/bars/index.ts';
import { SimMarket } from '../../src/quant/sim-market/index.ts';

const seed = 5;
const minuteMs = 60_000;
/** A Monday, an hour before the exchange opens: equities begin and coins go on. */
const originMs = Date.UTC(2026, 0, 5, 13, 30);
/** What was traded, whoever asks: the market is a pure function. */
const reference = new SimMarket(seed);

/** A market that starts at one moment and is watched from another on, beat by beat. */
async function openMarket(startMs: number, speed = 1) {
  const clock = createManualClock(startMs);
  const createTime = () => createSimulatedClock({ base: clock, startAt: epochMs(startMs), speed, isPaused: true });
  const [time, pace] = [createTime(), createTime()];
  const feed = createSimFeed({ simMarket: reference, clock: time, pace, pacer: clock, log: silentLog });
  const noInstruments = { list: () => Promise.resolve([]), save: () => Promise.resolve() };
  const market = await createMarket({ feeds: [feed], bars: createMemoryBarStore(), instruments: noInstruments, clock: time, pacer: clock, log: silentLog });
  feed.start();
  return { clock, market, dispose: () => (feed.dispose(), market.dispose()) };
}

const pricesOf = ({ time, open, high, low, close, volume }: Omit<Bar, 'time'> & { time: number }): Bar => ({ time: epochMs(time), open, high, low, close, volume });
const symbols = fc.constantFrom('SIM:ACME', 'SIM:ORBUSD', 'SIM:PIPUSD', 'SIM:TAPE').map(instrumentId);
const frames = fc.constantFrom('20s', '1m', '7m', '15m', '1h', '1d', '1w').map(timeframe);

describe('bars watched live', () => {
  it('from any moment on are those made of all trades, and those of history once they are finished', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(symbols, frames, fc.integer({ min: 0, max: 3 * 3_600_000 }), fc.integer({ min: 0, max: 5 * minuteMs }), fc.integer({ min: 1, max: 90_000 }), async (id, frame, offsetMs, waitMs, stepMs) => {
        const lengthMs = timeframeMs(frame);
        const startMs = originMs + offsetMs;
        const { clock, market, dispose } = await openMarket(startMs);
        clock.advance(waitMs);
        const seen = new Map<number, LiveBar>();
        const bars = market.openBars({ instrumentId: id, timeframe: frame }, (bar) => seen.set(bar.time, bar));
        await bars.ready;
        if (bars.forming !== null) seen.set(bars.forming.time, bars.forming);
        for (let k = 0; k < 8; k++) clock.advance(stepMs);
        // The feed tells in beats of 50 ms: what lies behind the last one nobody knows.
        const beatAt = (ms: number): number => ms - ((ms - startMs) % 50);
        const untilMs = beatAt(clock.now());
        const builder = createBarBuilder(lengthMs);
        const firstMs = periodStart(beatAt(startMs + waitMs) - 1, lengthMs);
        const expected = reference.ticks(id, firstMs, untilMs).filter((tick): tick is TradeTick => tick.kind === 'trade')
          .flatMap(({ timeMs, price, size }) => builder.add(timeMs, price, size).finished ?? []);
        if (builder.forming !== null) expected.push(builder.forming);
        // Sums of sizes in floats end in rounding; the live bars are rid of it.
        const rounded = (bar: Bar): Bar => ({ ...bar, volume: Math.round(bar.volume * 1e6) / 1e6 });
        expect([...seen.values()].map(pricesOf).map(rounded)).toEqual(expected.map(pricesOf).map(rounded));

        const finished = [...seen.values()].filter((bar) => !bar.isForming);
        expect(finished.map((bar) => bar.time), 'finished is what ended').toEqual(expected.filter((bar) => bar.time + lengthMs <= untilMs).map((bar) => bar.time));
        if (finished.length > 0 && lengthMs >= minuteMs) {
          const { time, open, high, low, close, volume } = reference.bars(id, lengthMs, untilMs, finished.length);
          expect(finished.map(pricesOf)).toEqual(finished.map((_, i) => ({ time: time[i], open: open[i], high: high[i], low: low[i], close: close[i], volume: volume[i] })));
        }
        bars.dispose();
        expect(market.load).toEqual({ watchers: 0, barBuilders: 0 });
        dispose();
      }),
      // Each looks at up to a quarter of an hour of a market; at length where new cases are looked for.
      { numRuns: process.env['TAPEDECK_PROPERTY_SEED'] === undefined ? 10 : 25 },
    );
  });

  it('miss nothing and count nothing twice when the watching begins between two ticks of one beat', async () => {
    const id = instrumentId('SIM:ORBUSD');
    const frame = timeframe('1m');
    const startMs = originMs + 30_000;
    for (let after = 3; after <= 24; after += 1) {
      // A beat is two seconds then, and some trades.
      const { clock, market, dispose } = await openMarket(startMs, 40);
      let ticks = 0;
      const finished: LiveBar[] = [];
      const opened = Promise.withResolvers<void>();
      const bars: OpenBars[] = [];
      const ear = market.onTick((tick) => {
        if (tick.instrumentId !== id) return;
        ticks += 1;
        if (ticks !== after) return;
        const live = market.openBars({ instrumentId: id, timeframe: frame }, (bar) => void (bar.isForming || finished.push(bar)));
        bars.push(live);
        void live.ready.then(opened.resolve);
      });
      while (ticks < after) clock.advance(50);
      await opened.promise;
      clock.advance(2_000);
      const { time, open, high, low, close, volume } = reference.bars(id, minuteMs, originMs + minuteMs, 1);
      expect(finished[0], `opened at tick ${after}`).toEqual({ isForming: false, time: time[0], open: open[0], high: high[0], low: low[0], close: close[0], volume: volume[0] });
      for (const one of [...bars, ear]) one.dispose();
      dispose();
    }
  });
});
