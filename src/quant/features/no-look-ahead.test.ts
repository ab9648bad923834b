import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeFeatures, computeJoins, createFeatureStream, joinAsKnown, type FeatureColumns } from './index.ts';
import { barAt, changed, makeSeries, names, take } from './test-features.ts';

const length = 330;
const bars = makeSeries(length, 1);
const peers = [makeSeries(length, 2), makeSeries(length, 3)];
const whole = computeFeatures(bars, names, { peers }).columns;

/** Peers up to a moment, which have bars of their own after the cut of the instrument. */
const upTo = (columns: FeatureColumns, timeMs: number): FeatureColumns => take(columns, columns.time.filter((time) => time <= timeMs).length);

/** The features whose values before the cut are not those of the whole series, bit for bit. */
const differing = (columns: Readonly<Record<string, Float64Array>>, cut: number): string[] =>
  names.filter((name) => columns[name]!.subarray(0, cut).some((value, i) => !Object.is(value, whole[name]![i])));

describe('no feature sees the future', () => {
  it('cutting the series anywhere never changes an earlier value', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: length }), (cut) => {
      const lastMs = bars.time[cut - 1] ?? Number.NEGATIVE_INFINITY;
      expect(differing(computeFeatures(take(bars, cut), names, { peers: peers.map((peer) => upTo(peer, lastMs)) }).columns, cut)).toEqual([]);
    }), { numRuns: 12 });
  });

  it('what comes after a bar can be anything, in any column and with any instrument', () => {
    const hostile = fc.oneof(fc.double({ min: 0.01, max: 1e4, noNaN: true }), fc.constantFrom(Number.NaN, 0, -1, Number.POSITIVE_INFINITY));
    fc.assert(fc.property(fc.integer({ min: 1, max: length - 1 }), fc.array(hostile, { minLength: 5, maxLength: 5 }), (cut, noise) => {
      const spoil = (columns: FeatureColumns): FeatureColumns =>
        changed(columns, (column, name) => column.map((value, i) => (i < cut ? value : name === 'time' ? value + 60_000 * ((i * 5) % 7) : noise[i % noise.length]!)));
      expect(differing(computeFeatures(spoil(bars), names, { peers: peers.map(spoil) }).columns, cut)).toEqual([]);
    }), { numRuns: 12 });
  });

  it('but each sees what has come', () => {
    const cut = 230;
    const seen = new Set<string>();
    [0.7, 1, 1.4].forEach((factor, k) => {
      const future = makeSeries(length, 8 + k);
      const change = (column: Float64Array, name: string): Float64Array =>
        column.map((value, i) => (i < cut ? value : name === 'time' ? value + (20 * 24 + k) * 3_600_000 : future[name as 'close']![i]! * (/Size|volume/.test(name) ? 1 : factor)));
      const { columns } = computeFeatures(changed(bars, change), names, { peers: peers.map((peer) => changed(peer, (column, name) => (name === 'time' ? change(column, name) : column))) });
      for (const name of names) if (columns[name]!.subarray(cut).some((value, i) => !Object.is(value, whole[name]![cut + i]))) seen.add(name);
    });
    expect(names.filter((name) => !seen.has(name))).toEqual([]);
  });
});

describe('a stream of features', () => {
  it('has the bits of the batch, however often a bar and its peers are replaced', () => {
    const stream = createFeatureStream(names, { peers: peers.length });
    const faults: string[] = [];
    for (let i = 0; i < length; i++) {
      peers.forEach((peer, k) => {
        stream.addPeer(k, { ...barAt(peer, i), close: 1 });
        stream.replacePeer(k, barAt(peer, i));
      });
      stream.add({ ...barAt(bars, i), close: Number.NaN, high: 1 });
      stream.replace({ ...barAt(bars, i), volume: -1, open: 7 });
      const values = stream.replace(barAt(bars, i));
      names.forEach((name, k) => Object.is(values[k], whole[name]![i]) || faults.push(`${name} at bar ${i}: ${values[k]} instead of ${whole[name]![i]}`));
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it('has the bits of the batch across missing prices', () => {
    const holed = changed(bars, (column, name) => (name === 'time' ? column : column.map((value, i) => ((i + name.length * 11) % 67 === 60 ? Number.NaN : value))));
    const batch = computeFeatures(holed, names).columns;
    const stream = createFeatureStream(names);
    const faults = new Set<string>();
    for (let i = 0; i < length; i++) {
      const values = stream.add(barAt(holed, i));
      names.forEach((name, k) => Object.is(values[k], batch[name]![i]) || faults.add(`${name} at bar ${i}`));
    }
    expect([...faults].slice(0, 5)).toEqual([]);
  });

  it('goes on from a saved state as if it had never stopped', () => {
    for (const cut of [0, 1, 250]) {
      const before = createFeatureStream(names, { peers: peers.length });
      for (let i = 0; i < cut; i++) {
        peers.forEach((peer, k) => before.addPeer(k, barAt(peer, i)));
        before.add(barAt(bars, i));
      }
      const after = createFeatureStream(names, { peers: peers.length, state: JSON.parse(JSON.stringify(before.save())) });
      const faults = new Set<string>();
      for (let i = cut; i < Math.min(length, cut + 40); i++) {
        peers.forEach((peer, k) => after.addPeer(k, barAt(peer, i)));
        const values = after.add(barAt(bars, i));
        names.forEach((name, k) => Object.is(values[k], whole[name]![i]) || faults.add(`${name} at bar ${i}`));
      }
      expect([...faults].slice(0, 5), `cut at ${cut}`).toEqual([]);
    }
  });

  it('refuses a bar that is not later, and an unknown peer, and changes nothing', () => {
    const stream = createFeatureStream(['return_1']);
    stream.add(barAt(bars, 0));
    stream.add(barAt(bars, 1));
    expect(() => stream.add(barAt(bars, 1))).toThrow('give each bar once, in order of time');
    expect(() => stream.replace(barAt(bars, 0))).toThrow('give each bar once, in order of time');
    expect(() => stream.add({ ...barAt(bars, 2), time: Number.NaN })).toThrow('The time of the bar is NaN');
    expect(() => stream.addPeer(0, barAt(bars, 0))).toThrow('There is no peer 0; the stream was made for 0.');
    expect(stream.add(barAt(bars, 2))[0]).toBe(whole['return_1']![2]);
  });
});

describe('a series from elsewhere', () => {
  const entry = fc.record({ time: fc.integer({ min: 0, max: 20 }), knownAt: fc.integer({ min: 0, max: 40 }), value: fc.integer({ min: -9, max: 9 }) });
  const series = (entries: readonly { time: number; knownAt: number; value: number }[]) => ({ time: entries.map((one) => one.time), knownAtMs: entries.map((one) => one.knownAt), value: entries.map((one) => one.value) });

  it('is joined as it was known: the latest time known of, as revised until then', () => {
    fc.assert(fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
      const moments = Float64Array.from({ length: 45 }, (_, i) => i);
      const joined = joinAsKnown(moments, series(entries));
      moments.forEach((moment) => {
        const known = entries.filter((one) => one.knownAt <= moment);
        const about = Math.max(...known.map((one) => one.time));
        const revised = known.filter((one) => one.time === about).sort((a, b) => a.knownAt - b.knownAt).at(-1);
        expect([joined.value[moment], joined.time[moment], joined.age[moment]]).toEqual(revised === undefined ? [Number.NaN, Number.NaN, Number.NaN] : [revised.value, about, moment - revised.knownAt]);
      });
    }), { numRuns: 30 });
  });

  it('does not change an earlier value when later entries and moments are cut off or revised', () => {
    fc.assert(fc.property(fc.array(entry, { maxLength: 20 }), fc.integer({ min: 0, max: 45 }), (entries, cut) => {
      const moments = Float64Array.from({ length: 45 }, (_, i) => i);
      const all = joinAsKnown(moments, series(entries)).value.subarray(0, cut);
      const known = joinAsKnown(moments.subarray(0, cut), series(entries.filter((one) => one.knownAt < cut))).value;
      const revised = joinAsKnown(moments, series(entries.map((one) => (one.knownAt < cut ? one : { ...one, value: 99, time: one.time + 5 })))).value.subarray(0, cut);
      expect(Array.from(known)).toEqual(Array.from(all));
      expect(Array.from(revised)).toEqual(Array.from(all));
    }), { numRuns: 50 });
  });

  it('beside bars sees no entry that became known after their end, wherever bars and entries are cut', () => {
    fc.assert(fc.property(fc.array(entry, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (entries, cut) => {
      const starts = Float64Array.from({ length: 40 }, (_, i) => i);
      const join = (count: number, known: typeof entries) => computeJoins(starts.subarray(0, count), 1, [{ name: 'a', series: series(known) }]).map(({ values }) => Array.from(values.subarray(0, cut)));
      const whole = join(40, entries);
      expect(join(cut, entries)).toEqual(whole);
      expect(join(40, entries.filter((one) => one.knownAt <= cut))).toEqual(whole);
      expect(join(40, entries.map((one) => (one.knownAt <= cut ? one : { ...one, value: 99 })))).toEqual(whole);
    }), { numRuns: 50 });
    const [value, age] = computeJoins(Float64Array.of(0, 86_400_000), 86_400_000, [{ name: 'a', series: series([{ time: 0, knownAt: 86_400_000, value: 3 }]) }]);
    expect([value, age]).toEqual([{ name: 'join.a', values: Float64Array.of(3, 3) }, { name: 'join.a.age_days', values: Float64Array.of(0, 1) }]);
    expect(() => computeJoins(Float64Array.of(0), 1, [{ name: 'a', series: series([]) }, { name: 'a', series: series([]) }])).toThrow('Two joined series are called a');
  });

  it('that is none is refused', () => {
    const moments = Float64Array.of(1, 2);
    expect(() => joinAsKnown(moments, { time: [1], knownAtMs: [], value: [1] })).toThrow('The series has 1 times, 0 moments and 1 values; give one of each for an entry.');
    expect(() => joinAsKnown(moments, { time: [1], knownAtMs: [Number.NaN], value: [1] })).toThrow('Entry 1 of the series has no time');
    expect(() => joinAsKnown(moments, { time: [1], knownAtMs: [1], value: [Number.POSITIVE_INFINITY] })).toThrow('Entry 1 of the series is infinite');
    expect(() => joinAsKnown(Float64Array.of(2, 1), { time: [], knownAtMs: [], value: [] })).toThrow('Moment 2 is 1, after 2; sort the moments.');
    expect(Array.from(joinAsKnown(moments, { time: [0, 1], knownAtMs: [1, 2], value: [5, Number.NaN] }).value)).toEqual([5, Number.NaN]);
  });
});
