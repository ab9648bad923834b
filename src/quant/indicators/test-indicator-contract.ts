import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import type { IndicatorInfo } from '../../contract/model/indicator.ts';
import { computeIndicator } from './compute-indicator.ts';
import type { IndicatorDefinition, IndicatorParams, IndicatorTraits } from './define-indicator.ts';
import { resolveParams } from '../resolve-params.ts';
import { createIndicatorStream } from './indicator-stream.ts';

/** Bars of six hours that wander around a level, from a small generator of our own so that they are the same everywhere. */
export function makeBars(count: number, level = 100): BarColumns {
  let seed = 7;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const bars = { time: new Float64Array(count), open: new Float64Array(count), high: new Float64Array(count), low: new Float64Array(count), close: new Float64Array(count), volume: new Float64Array(count) };
  let close = level;
  for (let i = 0; i < count; i++) {
    const open = close;
    close = open + level * 0.02 * (random() - 0.5);
    bars.time[i] = i * 21_600_000;
    bars.open[i] = open;
    bars.close[i] = close;
    bars.high[i] = Math.max(open, close) + level * 0.005 * random();
    bars.low[i] = Math.min(open, close) - level * 0.005 * random();
    bars.volume[i] = Math.floor(random() * 1_000);
  }
  return bars;
}

const withClose = (bars: BarColumns, change: (close: Float64Array) => void): BarColumns => {
  const close = bars.close.slice();
  change(close);
  return { ...bars, open: close, high: close, low: close, close };
};

/** Parameters a fifth as long as usual, so that short series are enough. */
export const smallParams = ({ params }: IndicatorInfo): IndicatorParams =>
  Object.fromEntries(params.filter(({ isInteger, default: usual }) => isInteger && usual >= 5).map(({ name, min, default: usual }) => [name, Math.max(min, Math.ceil(usual / 5))]));

/** What every indicator owes whoever uses it. The parameters given are small, so that short series are enough for values. */
export function testIndicatorContract(definition: IndicatorDefinition, given: IndicatorParams, traits: IndicatorTraits = definition.traits ?? {}): void {
  const { info } = definition;
  const params = resolveParams(info.name, info.params, given);
  const warmup = definition.warmup(params);
  const count = warmup + 60;
  const isSparse = traits.isSparse === true;
  const compute = (bars: BarColumns): Float64Array[] => Object.values(computeIndicator(info.name, bars, params).outputs);
  const inputsAt = (bars: BarColumns, i: number): number[] => info.inputs.map((column) => bars[column][i]!);
  const expectFinite = (bars: BarColumns, from: number): void => {
    for (const values of compute(bars)) {
      const at = values.findIndex((value, i) => i >= from && !Number.isFinite(value) && !(isSparse && Number.isNaN(value)));
      expect(at, `bar ${at} is ${values[at]}`).toBe(-1);
    }
  };
  /** The outputs of a bar are those of the batch, to the last bit. */
  const isSame = (given: Float64Array, batch: readonly Float64Array[], i: number): boolean => {
    for (let k = 0; k < batch.length; k++) if (!Object.is(given[k], batch[k]![i])) return false;
    return true;
  };
  const expectSame = (given: Float64Array, batch: readonly Float64Array[], i: number): void => {
    // An assertion costs far more than the comparison; it is for the bar that differs.
    if (!isSame(given, batch, i)) expect(Array.from(given), `bar ${i}`).toEqual(batch.map((values) => values[i]));
  };

  describe(`${info.name} of ${JSON.stringify(params)} as an indicator`, () => {
    it('has no value during its warm-up and one at every bar after it', () => {
      const outputs = compute(makeBars(count));
      for (let i = 0; i < count; i++) {
        const hasValue = outputs.map((values) => !Number.isNaN(values[i]));
        const isRight = i >= warmup
          ? isSparse || !hasValue.includes(false)
          : traits.beginsApart === true ? hasValue.includes(false) : !hasValue.includes(true);
        if (!isRight) expect.fail(`bar ${i} of warm-up ${warmup}: ${hasValue.join(', ')}`);
      }
      if (!isSparse) for (const values of outputs) expect(values.some(Number.isFinite)).toBe(true);
    });

    it('streams the same bits as the batch, however often the forming bar is replaced', () => {
      const bars = makeBars(count);
      const batch = compute(bars);
      const stream = createIndicatorStream(definition, params);
      for (let i = 0; i < count; i++) {
        stream.add(inputsAt(bars, (i * 7) % count));
        stream.replace(info.inputs.map(() => Number.NaN));
        stream.replace(inputsAt(bars, (i * 11) % count));
        expectSame(stream.replace(inputsAt(bars, i)), batch, i);
      }
    });

    it('goes on from a saved state as if it had never stopped', () => {
      const bars = makeBars(count);
      const batch = compute(bars);
      for (const cut of [0, 1, 5, 30, warmup + 1]) {
        const before = createIndicatorStream(definition, params);
        for (let i = 0; i < cut; i++) before.add(inputsAt(bars, i));
        const after = createIndicatorStream(definition, params, JSON.parse(JSON.stringify(before.save())));
        for (let i = cut; i < count; i++) expectSame(after.add(inputsAt(bars, i)), batch, i);
      }
    });

    it('has no value at a NaN, and is right again a warm-up later, whichever column it was in', () => {
      const inputs = info.inputs.filter((column) => column !== 'time');
      for (const holed of [inputs, ...inputs.map((column) => [column])]) {
        const bars = makeBars(count + 60);
        for (const column of holed) bars[column][20] = Number.NaN;
        if (holed === inputs) for (const values of compute(bars)) expect(values[20]).toBeNaN();
        expectFinite(bars, 21 + warmup);
      }
    });

    it('has finite values on a flat series, without volume, and where prices are 0', () => {
      const flat = withClose(makeBars(count), (close) => close.fill(100));
      expectFinite(flat, warmup);
      expectFinite({ ...flat, volume: new Float64Array(count) }, warmup);
      expectFinite({ ...makeBars(count), volume: new Float64Array(count) }, warmup);
      expectFinite(withClose(makeBars(count), (close) => close.fill(0)), warmup);
    });

    it('keeps its digits at a price level of 1e9', () => {
      const low = withClose(makeBars(warmup + 400), (close) => close.forEach((value, i) => (close[i] = Math.round(value * 64) / 64)));
      const high = withClose(low, (close) => close.forEach((value, i) => (close[i] = traits.isRelative === true ? value * 2 ** 24 : value + 2 ** 30)));
      const plain = compute(low);
      compute(high).forEach((values, k) => {
        if (traits.isRelative === true) expectScaled(values, plain[k]!);
        else expectShifted(values, plain[k]!, info.outputs[k]!.pane === 'price' ? 2 ** 30 : 0);
      });
    });

    it.each([0, 1, 8])('answers %i bars with as many values', (bars) => {
      for (const values of compute(makeBars(bars))) expect(values).toHaveLength(bars);
      for (const values of Object.values(computeIndicator(info.name, makeBars(bars), {}).outputs)) expect(values).toHaveLength(bars);
    });

    it('has no value on fewer bars than the longest period takes', () => {
      const longest = Object.fromEntries(info.params.filter((param) => param.max === 100_000).map((param) => [param.name, param.name === 'minPeriod' ? 99_990 : 99_999]));
      if (Object.keys(longest).length === 0) return;
      const isEmpty = Object.values(computeIndicator(info.name, makeBars(100), longest).outputs).map((values) => values.every(Number.isNaN));
      expect(traits.beginsApart === true ? isEmpty.includes(true) : !isEmpty.includes(false)).toBe(true);
    });

    it('writes into the caller\'s columns', () => {
      const out = info.outputs.map(() => new Float64Array(30));
      const { outputs } = computeIndicator(info.name, makeBars(30), params, undefined, out);
      expect(Object.values(outputs)).toEqual(out);
      Object.values(outputs).forEach((values, k) => expect(values).toBe(out[k]));
    });

    it('refuses a parameter out of its range, with the range', () => {
      for (const param of info.params) {
        const beyond = param.max + 1 > param.max ? param.max + 1 : param.max * 2;
        expect(() => computeIndicator(info.name, makeBars(8), { ...params, [param.name]: beyond })).toThrow(`${info.name}: ${param.name} is ${beyond}; it must be`);
      }
    });

    it('tells what people need to know of it', () => {
      expect(info.warmup).toBe(definition.warmup(resolveParams(info.name, info.params, {})));
      expect(info.description).toMatch(/^[A-Z0-9].*\.$/);
      expect(info.title.length * info.source.length * info.group.length).toBeGreaterThan(0);
      expect(new Set(info.outputs.map((output) => output.name)).size).toBe(info.outputs.length);
    });
  });
}

function expectShifted(values: Float64Array, plain: Float64Array, shift: number): void {
  const at = values.findIndex((value, i) => (Number.isNaN(plain[i]) ? !Number.isNaN(value) : !(Math.abs(value - shift - plain[i]!) < 1e-5)));
  expect(at, `bar ${at}: ${values[at]! - shift}, not ${plain[at]}`).toBe(-1);
}

/** A relative value stays when all prices are multiplied, or is multiplied as they are. */
function expectScaled(values: Float64Array, plain: Float64Array): void {
  const isNear = (a: number, b: number): boolean => (Number.isNaN(b) ? Number.isNaN(a) : Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)));
  const isScaledBy = (factor: number): boolean => values.every((value, i) => isNear(value / factor, plain[i]!));
  expect(isScaledBy(1) || isScaledBy(2 ** 24), 'it stays or is multiplied').toBe(true);
}
