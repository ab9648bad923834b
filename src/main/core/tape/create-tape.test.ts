import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { instrumentId, type Instrument } from '../../../contract/model/instrument.ts';
import type { Scenario, TapeStatus } from '../../../contract/model/tape.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { SimMarket, simInstruments } from '../../../quant/sim-market/index.ts';
import { createManualClock } from '../../adapters/clock/index.ts';
import { createTape, type TapeDeps } from './create-tape.ts';
import { chooseBucketMs } from './make-timeline.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const monday = Date.UTC(2026, 0, 5);
const now = epochMs(monday + 15.5 * hourMs + 90_000);
const acme = instrumentId('SIM:ACME');
const filed = { ...(simInstruments()[0] as Instrument), id: instrumentId('FILE:GOOG'), venue: 'FILE' };

function rig(nowMs: number = now) {
  let status: TapeStatus = { nowMs: epochMs(nowMs), speed: 1, isPaused: false, isSimulated: true, minSpeed: 0.25, maxSpeed: 3_600, startedAtMs: now, scenarios: [] };
  const listeners = new Set<() => void>();
  const set = (change: Partial<TapeStatus>): void => {
    status = { ...status, ...change };
    for (const listener of listeners) listener();
  };
  const called: string[] = [];
  const simMarket = new SimMarket(1);
  const instruments = [...simInstruments(), filed];
  const page = ({ time, open, high, low, close, volume }: BarColumns) =>
    ({ time: [...time], open: [...open], high: [...high], low: [...low], close: [...close], volume: [...volume] });
  const clock = createManualClock();
  const tape = createTape({
    clock: { ...clock, after: (_ms, run) => clock.after(0, run) },
    port: {
      status: () => status,
      play: () => set({ isPaused: false }),
      pause: async () => set({ isPaused: true }),
      setSpeed: (speed) => set({ speed }),
      step: async (by) => void called.push(by),
      runScenario(kind, id): Scenario {
        called.push(`${kind} ${id ?? 'all'}`);
        return { scenarioId: 's', kind, instrumentId: id, startMs: now, endMs: now };
      },
      onChange(listener) {
        listeners.add(listener);
        return { dispose: () => void listeners.delete(listener) };
      },
    },
    market: {
      instrument: (id) => instruments.find((one) => one.id === id) ?? null,
      nearest: () => acme,
      session: (instrument, at) => simMarket.session(instrument.id, at),
      history: async (key, { beforeMs, limit }) => ({
        ...key, seq: 0, ...page(simMarket.bars(key.instrumentId, timeframeMs(key.timeframe), Math.min(beforeMs ?? Infinity, status.nowMs), limit)),
      }),
    } satisfies TapeDeps['market'],
  });
  /** Lets the pauses of a long computation pass. */
  const during = async <T>(call: Promise<T>): Promise<T> => {
    let isDone = false;
    const settled = (): void => void (isDone = true);
    call.then(settled, settled);
    for (let i = 0; i < 10_000 && !isDone; i++) {
      await Promise.resolve();
      clock.advance(1);
    }
    return call;
  };
  return { tape, set, called, clock, listeners, during, simMarket };
}

describe('scenarios asked for', () => {
  it.each([
    ['gap', null, 'A gap hits one instrument; name it, for example SIM:ACME.'],
    ['halt', null, 'A halt hits one instrument; name it, for example SIM:ACME.'],
    ['feed-loss', acme, 'A feed loss hits the whole feed; leave the instrument out.'],
    ['crash', filed.id, 'FILE:GOOG is not on the simulated market; choose an instrument whose name begins with SIM:.'],
  ] as const)('%s of %s is refused and changes nothing', (kind, id, message) => {
    const { tape, called } = rig();
    expect(() => tape.runScenario(kind, id)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message }));
    expect(called).toEqual([]);
  });

  it('of an unknown instrument names the nearest one', () => {
    expect(() => rig().tape.runScenario('gap', instrumentId('SIM:ACNE'))).toThrow(expect.objectContaining({ code: 'NOT_FOUND', message: 'There is no instrument SIM:ACNE; did you mean SIM:ACME?' }));
  });

  it('are called where they can be', () => {
    const { tape, called } = rig();
    tape.runScenario('crash', null);
    tape.runScenario('crash', acme);
    tape.runScenario('halt', acme);
    tape.runScenario('feed-loss', null);
    expect(called).toEqual(['crash all', 'crash SIM:ACME', 'halt SIM:ACME', 'feed-loss all']);
  });
});

describe('speed', () => {
  it.each([0, 0.2, 3_601, Number.NaN])('%d is refused', (speed) => {
    const { tape } = rig();
    expect(() => tape.setSpeed(speed)).toThrow(`The speed must be from 0.25 to 3600, not ${speed}.`);
    expect(tape.status().speed).toBe(1);
  });
});

describe('watching the tape', () => {
  it('gives the status at once, after a change, and as time passes; nothing is left when the reader goes', async () => {
    const { tape, set, clock, listeners } = rig();
    const controller = new AbortController();
    const stream = tape.watch(controller.signal);
    expect((await stream.next()).value).toMatchObject({ speed: 1, nowMs: now });
    set({ speed: 60 });
    expect((await stream.next()).value).toMatchObject({ speed: 60 });
    const next = stream.next();
    clock.advance(10);
    set({ nowMs: epochMs(now + 500) });
    clock.advance(10);
    expect((await next).value).toMatchObject({ nowMs: now + 500 });
    const last = stream.next();
    controller.abort();
    expect((await last).done).toBe(true);
    expect([listeners.size, clock.pendingCount]).toEqual([0, 0]);
  });
});

describe('the timeline', () => {
  it('has the shortest buckets of which so many suffice', () => {
    expect(chooseBucketMs(monday, monday + hourMs, 60)).toBe(minuteMs);
    expect(chooseBucketMs(monday, monday + hourMs, 59)).toBe(2 * minuteMs);
    expect(chooseBucketMs(monday + 1, monday + hourMs + 1, 60), 'one more is touched').toBe(2 * minuteMs);
    expect(chooseBucketMs(monday, monday + 3_650 * dayMs, 2_000)).toBe(2 * dayMs);
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), fc.integer({ min: 1, max: 20 * 365 * dayMs }), fc.integer({ min: 16, max: 2_000 }), (fromMs, lengthMs, buckets) => {
        const bucketMs = chooseBucketMs(fromMs, fromMs + lengthMs, buckets);
        const count = Math.ceil((fromMs + lengthMs) / bucketMs) - Math.floor(fromMs / bucketMs);
        expect(count).toBeGreaterThan(0);
        expect(count).toBeLessThanOrEqual(buckets);
      }),
    );
  });

  it.each([['SIM:ACME', 4 * hourMs, 240], ['SIM:ORBUSD', 3 * dayMs, 100], ['SIM:ACME', 40 * dayMs, 1_000], ['SIM:ORBUSD', 120 * dayMs, 100]] as const)(
    'of %s over %d ms in %d buckets is the sum of the minutes that are over, and nothing later', async (symbol, lengthMs, buckets) => {
      const id = instrumentId(symbol);
      const { tape, during, simMarket } = rig();
      const toMs = epochMs(now + lengthMs / 4);
      const line = await during(tape.timeline({ instrumentId: id, fromMs: epochMs(now - lengthMs), toMs, buckets }));
      expect(line.volume.length).toBe((line.toMs - line.fromMs) / line.bucketMs);
      expect(line.volume.length).toBeLessThanOrEqual(buckets);
      expect(line.fromMs <= now - lengthMs && line.toMs >= toMs).toBe(true);
      const minutes = simMarket.bars(id, minuteMs, now, Math.ceil(lengthMs / minuteMs) + 3_000);
      const [volume, close] = [line.volume.map(() => 0), line.close.map((): number | null => null)];
      minutes.time.forEach((time, i) => {
        const bucket = Math.floor((time - line.fromMs) / line.bucketMs);
        if (bucket < 0) return;
        volume[bucket] = (volume[bucket] as number) + (minutes.volume[i] as number);
        close[bucket] = minutes.close[i] as number;
      });
      expect(line.close).toEqual(close);
      line.volume.forEach((sum, i) => expect(sum).toBeCloseTo(volume[i] as number, 4));
      expect(close.slice(Math.floor((now - line.fromMs) / line.bucketMs) + 1).every((price) => price === null), 'the future is empty').toBe(true);
    },
  );

  it('tells the sessions, cut at the ends of the stretch', async () => {
    const { tape, during } = rig();
    const sessionsOf = async (symbol: string, fromMs: number, toMs: number) =>
      (await during(tape.timeline({ instrumentId: instrumentId(symbol), fromMs: epochMs(fromMs), toMs: epochMs(toMs), buckets: 100 }))).sessions.map(({ openMs, closeMs }) => [(openMs - monday) / hourMs, (closeMs - monday) / hourMs]);
    expect(await sessionsOf('SIM:ACME', monday - 3 * dayMs, monday + 40 * hourMs)).toEqual([[-57.5, -51], [14.5, 21], [38.5, 40]]);
    expect(await sessionsOf('SIM:ORBUSD', monday, monday + dayMs)).toEqual([[0, 24]]);
    expect(await sessionsOf('SIM:AVLUSD', monday - 3 * dayMs, monday + dayMs)).toEqual([[-72, -48], [0, 24]]);
  });

  it('of an empty, an endless or an unknown stretch is refused', () => {
    const { tape } = rig();
    const ask = (id: string, fromMs: number, toMs: number) => () => tape.timeline({ instrumentId: instrumentId(id), fromMs: epochMs(fromMs), toMs: epochMs(toMs), buckets: 100 });
    expect(ask('SIM:ACME', now, now)).toThrow('toMs must be later than fromMs.');
    expect(ask('SIM:ACME', 0, now)).toThrow('at most 20 years');
    expect(ask('SIM:NOPE', now - dayMs, now)).toThrow('There is no instrument SIM:NOPE');
  });
});
