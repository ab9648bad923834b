import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../../../../contract/model/bar.ts';
import { allocateBars, columnNames } from '../columns.ts';
import { decodeBars, encodeBars } from './bar-codec.ts';

/** Doubles as they are met: any bits but NaN, prices in cents or ticks, whole numbers, and the awkward ones by name. */
const oddDouble = fc.constantFrom(
  0, -0, 5e-324, -5e-324, Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE, Number.EPSILON, 0.1 + 0.2, 1 / 3, 1e21, 1e-9,
  Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 53, 2 ** 60, 4_294_967_295, 4_294_967_296, 65_535, 65_536, 255, 256, Infinity, -Infinity,
);
const anyDouble = fc.oneof(fc.double({ noNaN: true }), oddDouble);
const cents = fc.integer({ min: -1_000_000, max: 100_000_000 }).map((n) => n / 100);
const satoshis = fc.integer({ min: 0, max: 2_000_000_000 }).map((n) => n / 1e8);
const quarters = fc.integer({ min: 0, max: 1_000 }).map((n) => n / 4);
const column = (count: number): fc.Arbitrary<Float64Array> =>
  fc
    .oneof(...[anyDouble, cents, satoshis, quarters, fc.integer(), fc.constant(7.25), fc.oneof(cents, anyDouble)].map((value) =>
      fc.array(value, { minLength: count, maxLength: count })))
    .map((values) => Float64Array.from(values));
const bars: fc.Arbitrary<BarColumns> = fc
  .integer({ min: 1, max: 40 })
  .chain((count) => fc.record({ time: column(count), open: column(count), high: column(count), low: column(count), close: column(count), volume: column(count) }));

const bits = (values: Float64Array): bigint[] => [...new BigUint64Array(Float64Array.from(values).buffer)];
const decoded = (block: Uint8Array, count: number): BarColumns => {
  const target = allocateBars(count);
  expect(decodeBars(block, target, 0)).toBe(count);
  return target;
};

describe('the bar codec', () => {
  it('gives every double back bit for bit', () => {
    fc.assert(
      fc.property(bars, (given) => {
        const back = decoded(encodeBars(given), given.time.length);
        for (const name of columnNames) expect(bits(back[name]), name).toEqual(bits(given[name]));
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads a block that lies anywhere in a larger buffer, into any position', () => {
    fc.assert(
      fc.property(bars, fc.integer({ min: 1, max: 9 }), (given, shift) => {
        const block = encodeBars(given);
        const moved = new Uint8Array(block.length + shift);
        moved.set(block, shift);
        const target = allocateBars(given.time.length + 2);
        decodeBars(moved.subarray(shift), target, 1);
        for (const name of columnNames) expect(bits(target[name].subarray(1, -1)), name).toEqual(bits(given[name]));
      }),
      { numRuns: 100 },
    );
  });

  it('stores ordinary minute bars in at most a third of their size', () => {
    const count = 4_096;
    const given = allocateBars(count);
    let price = 10_000;
    for (let i = 0; i < count; i++) {
      // A trading day of 390 minutes, then the night.
      given.time[i] = 1_700_000_000_000 + Math.floor(i / 390) * 86_400_000 + (i % 390) * 60_000;
      price += ((i * 7_919) % 21) - 10;
      given.open[i] = price / 100;
      given.high[i] = (price + (i % 13)) / 100;
      given.low[i] = (price - (i % 11)) / 100;
      given.close[i] = (price + (i % 5) - 2) / 100;
      given.volume[i] = (i * 104_729) % 60_000;
    }
    expect(encodeBars(given).length).toBeLessThan((count * 48) / 3);
  });

  it('refuses a block of a format it does not know', () => {
    const block = encodeBars(allocateBars(1));
    block[0] = 9;
    expect(() => decodeBars(block, allocateBars(1), 0)).toThrow(/format 9.*update Tapedeck/);
  });
});
