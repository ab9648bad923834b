import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BarColumns, SeriesInfo, SeriesKey } from '../../src/contract/model/bar.ts';
import { instrumentId, type Instrument } from '../../src/contract/model/instrument.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import type { MarketStore } from '../../src/main/adapters/store/index.ts';
import type { AppendOptions, BarRange } from '../../src/main/core/market/ports.ts';

export const minute = 60_000;
export const startMs = Date.UTC(2026, 0, 5);
export const series = (symbol: string, length = '1m'): SeriesKey => ({ instrumentId: instrumentId(`FILE:${symbol}`), timeframe: timeframe(length) });
export const everything: BarRange = { fromMs: null, toMs: null, limit: null };
const add: AppendOptions = { isKept: false, onConflict: 'refuse' };
const replace: AppendOptions = { isKept: false, onConflict: 'replace' };

/** Bars at given minutes after the start; the values follow from the minute, so that equal times mean equal bars. */
export function barsAt(minutes: readonly number[], shift = 0): BarColumns {
  const column = (value: (m: number) => number): Float64Array => Float64Array.from(minutes, value);
  return {
    time: column((m) => startMs + m * minute),
    open: column((m) => 100 + (m % 97) / 100 + shift),
    high: column((m) => 102 + (m % 89) / 100 + shift),
    low: column((m) => 98 + (m % 83) / 100 + shift),
    close: column((m) => 100 + (m % 79) / 3 + shift),
    volume: column((m) => (m * 7_919) % 10_000),
  };
}
export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const plain = (bars: BarColumns): number[][] => [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume].map((column) => [...column]);
/** Compares columns of any length quickly, and value by value only where they differ, to say where. */
const expectSame = (given: Float64Array, wanted: Float64Array): void => {
  const [a, b] = [given, wanted].map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength)) as [Buffer, Buffer];
  if (!a.equals(b)) expect([...given]).toEqual([...wanted]);
};
const minutesOf = (bars: BarColumns): number[] => [...bars.time].map((time) => (time - startMs) / minute);
const times = (from: number | null, to: number | null, limit: number | null = null): BarRange => ({
  fromMs: from === null ? null : epochMs(startMs + from * minute), toMs: to === null ? null : epochMs(startMs + to * minute), limit,
});

/** What every store of bars and instruments does. `open` gives an empty one. */
export function testBarStoreContract(name: string, open: () => MarketStore | Promise<MarketStore>): void {
  describe(`${name} as a bar store`, () => {
    let store: MarketStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.dispose());

    const acme = series('ACME');
    const info = async (key: SeriesKey): Promise<SeriesInfo | undefined> =>
      (await store.series()).find((each) => each.instrumentId === key.instrumentId && each.timeframe === key.timeframe);

    it('has no series at first and no bars of an unknown one', async () => {
      expect(await store.series()).toEqual([]);
      expect((await store.read(acme, everything)).time.length).toBe(0);
      expect(await store.append(acme, barsAt([]), add)).toEqual({ added: 0, replaced: 0, unchanged: 0, rolledUpReplaced: 0, seq: 0 });
      expect(await store.series()).toEqual([]);
    });

    it('hands out columns for a job on memory that threads share, with the hash of their bytes', async () => {
      await store.append(acme, barsAt(range(0, 40)), add);
      const found = await store.readWithFingerprint(acme, times(10, 30));
      expect(plain(found.bars)).toEqual(plain(barsAt(range(10, 30))));
      expect(Object.values(found.bars).every((column) => column.buffer instanceof SharedArrayBuffer)).toBe(true);
      const hash = createHash('sha256');
      for (const column of plain(barsAt(range(10, 30)))) hash.update(Float64Array.from(column));
      expect(found.fingerprint).toBe(hash.digest('hex'));
    });

    it('gives back what was stored, of each series its own', async () => {
      await store.append(acme, barsAt([0, 1, 5]), add);
      await store.append(series('BETA'), barsAt([2], 50), add);
      await store.append(series('ACME', '1w'), barsAt([7], 9), add);
      expect(plain(await store.read(acme, everything))).toEqual(plain(barsAt([0, 1, 5])));
      expect(plain(await store.read(series('BETA'), everything))).toEqual(plain(barsAt([2], 50)));
      expect(plain(await store.read(series('ACME', '1w'), everything))).toEqual(plain(barsAt([7], 9)));
    });

    it('reads from a moment on, before another, and the last ones of a range', async () => {
      await store.append(acme, barsAt(range(10, 20)), add);
      for (const [asked, given] of [
        [times(12, 15), [12, 13, 14]], [times(null, 12), [10, 11]], [times(18, null), [18, 19]], [times(null, null, 3), [17, 18, 19]],
        [times(12, 15, 2), [13, 14]], [times(12, 15, 9), [12, 13, 14]], [times(15, 15), []], [times(16, 12), []], [times(50, 60), []],
        [times(0, 5), []], [times(null, null, 0), []],
      ] as const) {
        expect(minutesOf(await store.read(acme, asked)), JSON.stringify(asked)).toEqual(given);
      }
    });

    it('adds nothing when the same bars come again', async () => {
      const first = await store.append(acme, barsAt(range(0, 50)), add);
      expect(first).toMatchObject({ added: 50, replaced: 0, unchanged: 0 });
      expect(await store.append(acme, barsAt(range(0, 50)), add)).toEqual({ added: 0, replaced: 0, unchanged: 50, rolledUpReplaced: 0, seq: first.seq });
      expect(await store.append(acme, barsAt(range(40, 60)), add)).toMatchObject({ added: 10, replaced: 0, unchanged: 10 });
      expect(plain(await store.read(acme, everything))).toEqual(plain(barsAt(range(0, 60))));
    });

    it('replaces or refuses a bar that is stored with other values, as asked', async () => {
      const first = await store.append(acme, barsAt(range(0, 10)), add);
      const other = barsAt([8, 9, 10], 1);
      await expect(store.append(acme, other, add)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('2026-01-05T00:08:00.000Z') });
      expect(plain(await store.read(acme, everything)), 'a refusal stores nothing').toEqual(plain(barsAt(range(0, 10))));
      expect((await info(acme))?.seq).toBe(first.seq);

      expect(await store.append(acme, other, replace)).toMatchObject({ added: 1, replaced: 2, unchanged: 0 });
      expect(minutesOf(await store.read(acme, everything))).toEqual(range(0, 11));
      expect(plain(await store.read(acme, times(8, null)))).toEqual(plain(other));
    });

    it('counts a series up with every change, and on after it was removed', async () => {
      const seqs = [];
      for (const bars of [barsAt([0]), barsAt([1]), barsAt([1], 1), barsAt([-5])]) seqs.push((await store.append(acme, bars, replace)).seq);
      await store.remove(acme);
      seqs.push((await store.append(acme, barsAt([0]), add)).seq);
      expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
      expect((await info(acme))?.seq).toBe(seqs.at(-1));
    });

    it('refuses bars that are out of order, repeated, uneven or not numbers, and stores none of them', async () => {
      const good = barsAt([0, 1, 2]);
      const bad: readonly [string, BarColumns][] = [
        ['out of order', barsAt([0, 2, 1])],
        ['repeated', barsAt([0, 1, 1])],
        ['half a millisecond', { ...good, time: Float64Array.of(0, 0.5, 1) }],
        ['uneven', { ...good, close: good.close.subarray(1) }],
        ['no number', { ...good, high: Float64Array.of(1, Number.NaN, 1) }],
        ['without end', { ...good, volume: Float64Array.of(1, Infinity, 1) }],
      ];
      for (const [reason, bars] of bad) await expect(store.append(acme, bars, add), reason).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      expect(await store.series()).toEqual([]);
    });

    it('tells what is stored', async () => {
      const { seq } = await store.append(acme, barsAt([3, 4, 7]), { isKept: true, onConflict: 'refuse' });
      expect(await info(acme)).toEqual({ ...acme, bars: 3, fromMs: startMs + 3 * minute, toMs: startMs + 7 * minute, isKept: true, isRolledUp: false, seq });
      await store.append(acme, barsAt([1, 9]), add);
      expect(await info(acme), 'kept once is kept').toMatchObject({ bars: 5, fromMs: startMs + minute, toMs: startMs + 9 * minute, isKept: true });
    });

    it('keeps what it was given when the caller changes its columns afterwards, and the other way round', async () => {
      const bars = barsAt([0, 1]);
      await store.append(acme, bars, add);
      bars.close.fill(0);
      (await store.read(acme, everything)).open.fill(0);
      expect(plain(await store.read(acme, everything))).toEqual(plain(barsAt([0, 1])));
    });

    it('keeps what was rolled up once the series itself is kept, also when no bar changes', async () => {
      await store.append(acme, barsAt(range(0, 15)), add);
      await store.append(acme, barsAt(range(0, 15)), { isKept: true, onConflict: 'refuse' });
      expect(await info(series('ACME', '5m'))).toMatchObject({ isRolledUp: true, isKept: true });
    });

    it('rolls minutes up to longer bars as these are complete, and again when a minute is corrected', async () => {
      await store.append(acme, barsAt(range(0, 14)), add);
      const five = series('ACME', '5m');
      expect(minutesOf(await store.read(five, everything)), 'the bar from 10 to 15 is still forming').toEqual([0, 5]);
      expect(await info(five)).toMatchObject({ bars: 2, isRolledUp: true, isKept: false });
      expect((await store.read(series('ACME', '15m'), everything)).time.length).toBe(0);

      await store.append(acme, barsAt([14]), add);
      expect(minutesOf(await store.read(five, everything))).toEqual([0, 5, 10]);
      expect(minutesOf(await store.read(series('ACME', '15m'), everything))).toEqual([0]);
      const minutes = barsAt(range(5, 10));
      expect(plain(await store.read(five, times(5, 10)))).toEqual([
        [startMs + 5 * minute], [minutes.open[0]], [Math.max(...minutes.high)], [Math.min(...minutes.low)], [minutes.close[4]],
        [minutes.volume.reduce((a, b) => a + b)],
      ]);

      const before = (await info(five))?.seq ?? Infinity;
      await store.append(acme, barsAt([9], 500), replace);
      expect((await store.read(five, times(5, 10))).close[0]).toBe(barsAt([9], 500).close[0]);
      expect((await info(five))?.seq).toBeGreaterThan(before);
    });

    it('completes the longer bar before a gap when the first bar after it comes', async () => {
      await store.append(acme, barsAt(range(0, 58)), add);
      expect(minutesOf(await store.read(series('ACME', '5m'), times(50, null)))).toEqual([50]);
      expect((await info(series('ACME', '1h')))).toBeUndefined();
      await store.append(acme, barsAt([1_000]), add);
      expect(minutesOf(await store.read(series('ACME', '5m'), times(50, null)))).toEqual([50, 55]);
      expect((await store.read(series('ACME', '1h'), everything)).close[0]).toBe(barsAt([57]).close[0]);
    });

    it('prefers a series of one\'s own to one that is rolled up', async () => {
      const hours = series('ACME', '1h');
      const own = barsAt([0, 60], 7);
      await store.append(acme, barsAt(range(0, 180)), add);
      expect(await store.append(hours, own, add)).toMatchObject({ added: 2, replaced: 0 });
      expect(await info(hours)).toMatchObject({ isRolledUp: false, bars: 2 });
      await store.append(acme, barsAt(range(180, 400)), add);
      expect(plain(await store.read(hours, everything))).toEqual(plain(own));
    });

    it('counts the rolled-up bars that give way to bars of one\'s own, and rolls them up again when those are removed', async () => {
      const five = series('ACME', '5m');
      await store.append(acme, barsAt(range(0, 60)), { isKept: true, onConflict: 'refuse' });
      const rolledUp = plain(await store.read(five, everything));
      expect(await store.append(five, barsAt([0, 5, 10], 7), add)).toMatchObject({ added: 3, replaced: 0, unchanged: 0, rolledUpReplaced: 12 });
      expect(await store.append(five, barsAt([0, 5, 15], 7), add), 'only the first time').toMatchObject({ added: 1, unchanged: 2, rolledUpReplaced: 0 });
      const own = await info(five);
      const others = (await store.series()).filter((each) => each.timeframe !== '5m');
      await store.remove(five);
      expect(plain(await store.read(five, everything))).toEqual(rolledUp);
      expect(await info(five)).toMatchObject({ bars: 12, isRolledUp: true, isKept: true });
      expect((await info(five))?.seq).toBeGreaterThan(own?.seq ?? Infinity);
      expect((await store.series()).filter((each) => each.timeframe !== '5m'), 'the others are as they were').toEqual(others);
      await store.append(acme, barsAt(range(60, 65)), add);
      expect(await info(five), 'and go on growing').toMatchObject({ bars: 13 });
    });

    it('rolls up from the shortest bars that are left when those it was rolled up from are removed', async () => {
      const [five, hour] = [series('ACME', '5m'), series('ACME', '1h')];
      await store.append(acme, barsAt(range(0, 120)), add);
      await store.append(five, barsAt(range(0, 48).map((i) => i * 5), 7), add);
      await store.append(series('ACME', '15m'), barsAt(range(0, 16).map((i) => i * 15), 3), add);
      expect(await info(hour)).toMatchObject({ bars: 2 });
      await store.remove(acme);
      expect(minutesOf(await store.read(hour, everything))).toEqual([0, 60, 120, 180]);
      expect((await store.read(hour, times(0, 60))).close[0]).toBe(barsAt([55], 7).close[0]);
      expect((await store.series()).filter((each) => !each.isRolledUp).map((each) => each.timeframe)).toEqual(['15m', '5m']);
      await store.remove(five);
      expect((await store.read(hour, times(0, 60))).close[0]).toBe(barsAt([45], 3).close[0]);
    });

    it('removes a series with what was rolled up from it and nothing else', async () => {
      await store.append(acme, barsAt(range(0, 120)), { isKept: true, onConflict: 'refuse' });
      await store.append(series('ACME', '1w'), barsAt([0]), add);
      await store.append(series('BETA'), barsAt([0]), add);
      await store.remove(acme);
      await store.remove(series('NONE'));
      expect((await store.series()).map((each) => `${each.instrumentId} ${each.timeframe}`)).toEqual(['FILE:ACME 1w', 'FILE:BETA 1m']);
      expect((await store.read(acme, everything)).time.length).toBe(0);
    });

    it('lets go of what is older than a series\' retention, but never of what is kept', async () => {
      const beta = series('BETA');
      await store.append(acme, barsAt(range(0, 1_000)), add);
      await store.append(beta, barsAt(range(0, 1_000)), { isKept: true, onConflict: 'refuse' });
      await store.append(series('GAMMA'), barsAt(range(0, 10)), add);
      for (const key of [acme, beta]) await store.setRetention(key, 100 * minute);
      const { seq } = (await info(acme)) as SeriesInfo;
      expect(await store.applyRetention(epochMs(startMs + 1_000 * minute))).toBe(900);
      expect(await info(acme)).toMatchObject({ bars: 100, fromMs: startMs + 900 * minute });
      expect((await info(acme))?.seq).toBeGreaterThan(seq);
      expect(minutesOf(await store.read(acme, everything))).toEqual(range(900, 1_000));
      expect(await info(beta)).toMatchObject({ bars: 1_000 });
      expect(await info(series('GAMMA')), 'no retention: for ever').toMatchObject({ bars: 10 });
      expect(minutesOf(await store.read(series('ACME', '1h'), everything)), 'what was rolled up stays').toEqual(range(0, 16).map((hour) => hour * 60));
      await expect(store.setRetention(series('NONE'), 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('does not spoil a rolled-up bar whose minutes are partly gone', async () => {
      await store.append(acme, barsAt(range(0, 200)), add);
      const hour = plain(await store.read(series('ACME', '1h'), times(60, 120)));
      await store.setRetention(acme, 100 * minute);
      await store.applyRetention(epochMs(startMs + 190 * minute));
      await store.append(acme, barsAt([110], 1_000), replace);
      expect(plain(await store.read(series('ACME', '1h'), times(60, 120)))).toEqual(hour);
    });

    it('answers the same after compaction', async () => {
      for (let i = 0; i < 12; i++) await store.append(acme, barsAt(range(i * 1_000, i * 1_000 + 1_000)), add);
      await store.append(acme, barsAt(range(-3_000, -2_000)), add);
      await store.append(acme, barsAt(range(-5_000, -4_000)), add);
      const before = plain(await store.read(acme, everything));
      const described = await store.series();
      await store.compact();
      await store.compact();
      expect(plain(await store.read(acme, everything))).toEqual(before);
      expect(await store.series()).toEqual(described);
      expect(before[0]?.length).toBe(14_000);
    });

    it('holds many bars, and takes late, early and corrected ones anywhere in them', async () => {
      const even = range(0, 30_000).map((m) => m * 2);
      await store.append(acme, barsAt(even), add);
      expect(await store.append(acme, barsAt(even), add)).toMatchObject({ added: 0, unchanged: 30_000 });
      const odd = [-3, 1, 15_001, 33_333, 59_001, 60_001, 70_001];
      await store.append(acme, barsAt(odd), add);
      expect(await store.append(acme, barsAt([20_000, 20_001, 59_998], 3), replace)).toMatchObject({ added: 1, replaced: 2 });
      const expected = [...new Set([...even, ...odd, 20_001])].toSorted((a, b) => a - b);
      const read = await store.read(acme, everything);
      expect(minutesOf(read)).toEqual(expected);
      expect(read.open[expected.indexOf(20_000)]).toBe(barsAt([20_000], 3).open[0]);
      expect(minutesOf(await store.read(acme, times(20_000, 20_004)))).toEqual([20_000, 20_001, 20_002]);
      expect(minutesOf(await store.read(acme, times(null, 33_334, 3)))).toEqual([33_330, 33_332, 33_333]);
      expect(await info(acme)).toMatchObject({ bars: expected.length, fromMs: startMs - 3 * minute, toMs: startMs + 70_001 * minute });
    });

    it('equals a plain map of bars after any sequence of appends, compactions and removals', async () => {
      const step = fc.oneof(
        { weight: 6, arbitrary: fc.record({ kind: fc.constant('append' as const), from: fc.integer({ min: -20_000, max: 20_000 }), count: fc.integer({ min: 1, max: 9_000 }), stride: fc.integer({ min: 1, max: 3 }), shift: fc.integer({ min: 0, max: 1 }) }) },
        { weight: 2, arbitrary: fc.constant({ kind: 'compact' as const }) },
        { weight: 1, arbitrary: fc.constant({ kind: 'remove' as const }) },
      );
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), fc.integer({ min: -20_000, max: 40_000 }), fc.integer({ min: 1, max: 9_000 }), async (steps, cut, limit) => {
          const key = series(`R${round++}`);
          const model = new Map<number, number>();
          for (const each of steps) {
            if (each.kind === 'compact') await store.compact();
            else if (each.kind === 'remove') {
              await store.remove(key);
              model.clear();
            } else {
              const minutes = Array.from({ length: each.count }, (_, i) => each.from + i * each.stride);
              await store.append(key, barsAt(minutes, each.shift), replace);
              for (const m of minutes) model.set(m, each.shift);
            }
          }
          const expected = [...model.keys()].toSorted((a, b) => a - b);
          const read = await store.read(key, everything);
          expectSame(read.time, barsAt(expected).time);
          const [plainBars, shiftedBars] = [barsAt(expected, 0), barsAt(expected, 1)];
          expectSame(read.open, Float64Array.from(expected, (m, i) => (model.get(m) === 1 ? shiftedBars : plainBars).open[i] ?? Number.NaN));
          expectSame((await store.read(key, times(null, cut, limit))).time, barsAt(expected.filter((m) => m < cut).slice(-limit)).time);
          expectSame((await store.read(key, times(cut, null))).time, barsAt(expected.filter((m) => m >= cut)).time);
        }),
        { numRuns: 15 },
      );
    });

    it('remembers instruments, each once', async () => {
      const goog = instrument('FILE:GOOG');
      await store.save(instrument('FILE:KO'));
      await store.save(instrument('FILE:GOOG', 'old name'));
      await store.save(goog);
      expect(await store.list()).toEqual([goog, instrument('FILE:KO')]);
    });
  });
}

const instrument = (id: string, name = id): Instrument => ({
  id: instrumentId(id), symbol: id.split(':')[1], venue: 'FILE', name, assetClass: 'equity', sector: null, currency: 'USD',
  tickSize: decimalText('0.01'), lotSize: decimalText('1'), minQuantity: decimalText('1'), isTradable: false, calendar: 'always',
});
