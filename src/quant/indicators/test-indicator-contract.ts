import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import type { IndicatorInfo } from '../../contract/model/indicator.ts';
import { computeIndicator } from './compute-indicator.ts';
import type { IndicatorDefinition, IndicatorParams } from './define-indicator.ts';
import { resolveParams } from '../resolve-params.ts';
import { createIndicatorStream } from './indicator-stream.ts';

/** Bars that wander around a level, from a small generator of our own so that they are the same everywhere. */
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
    bars.time[i] = i * 60_000;
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

/** What every indicator owes whoever uses it. The parameters given are small, so that eight bars are enough for values. */
export function testIndicatorContract(definition: IndicatorDefinition, given: IndicatorParams): void {
  const { info, traits = {} } = definition;
  const params = resolveParams(info.name, info.params, given);
  const compute = (bars: BarColumns): Float64Array[] => Object.values(computeIndicator(info.name, bars, params).outputs);
  const inputsAt = (bars: BarColumns, i: number): number[] => info.inputs.map((column) => bars[column][i]!);

  describe(`${info.name} as an indicator`, () => {
    it('has no value during its warm-up and one at every bar after it', () => {
      const bars = makeBars(60);
      const warmup = definition.warmup(params);
      const outputs = compute(bars);
      for (let i = 0; i < 60; i++) {
        const hasValue = outputs.map((values) => !Number.isNaN(values[i]));
        const note = `bar ${i} of warm-up ${warmup}`;
        if (i < warmup) expect(traits.beginsApart === true ? hasValue.includes(false) : !hasValue.includes(true), note).toBe(true);
        else if (traits.isSparse !== true) expect(hasValue, note).not.toContain(false);
      }
    });

    it('streams the same bits as the batch, however often the forming bar is replaced', () => {
      const bars = makeBars(60);
      const batch = compute(bars);
      const stream = createIndicatorStream(definition, params);
      for (let i = 0; i < 60; i++) {
        stream.add(inputsAt(bars, (i * 7) % 60));
        stream.replace(inputsAt(bars, (i * 11) % 60));
        expect(Array.from(stream.replace(inputsAt(bars, i)))).toEqual(batch.map((values) => values[i]));
      }
    });

    it('goes on from a saved state as if it had never stopped', () => {
      const bars = makeBars(60);
      const batch = compute(bars);
      for (const cut of [0, 1, 5, 30]) {
        const before = createIndicatorStream(definition, params);
        for (let i = 0; i < cut; i++) before.add(inputsAt(bars, i));
        const after = createIndicatorStream(definition, params, JSON.parse(JSON.stringify(before.save())));
        for (let i = cut; i < 60; i++) expect(Array.from(after.add(inputsAt(bars, i)))).toEqual(batch.map((values) => values[i]));
      }
    });

    it('is right again some bars after a NaN', () => {
      const bars = withClose(makeBars(200), (close) => {
        close[20] = Number.NaN;
      });
      for (const values of compute(bars)) {
        expect(values[20]).toBeNaN();
        const hasRecovered = traits.isSparse === true ? values.subarray(100).some(Number.isFinite) : values.subarray(100).every(Number.isFinite);
        expect(hasRecovered, 'it has recovered').toBe(true);
      }
    });

    it('has finite values on a flat series', () => {
      const flat = withClose(makeBars(60), (close) => close.fill(100));
      const isGood = (value: number): boolean => Number.isFinite(value) || (traits.isSparse === true && Number.isNaN(value));
      for (const values of compute(flat)) expect(values.subarray(definition.warmup(params)).every(isGood)).toBe(true);
    });

    it('keeps its digits at a price level of 1e9', () => {
      const low = withClose(makeBars(400), (close) => close.forEach((value, i) => (close[i] = Math.round(value * 64) / 64)));
      const isRelative = traits.isRelative === true;
      const high = withClose(low, (close) => close.forEach((value, i) => (close[i] = isRelative ? value * 2 ** 24 : value + 2 ** 30)));
      const plain = compute(low);
      compute(high).forEach((values, k) => {
        const isPrice = info.outputs[k]!.pane === 'price';
        const [shift, factor] = [isPrice && !isRelative ? 2 ** 30 : 0, isPrice && isRelative ? 2 ** 24 : 1];
        for (let i = definition.warmup(params); i < 400; i++) {
          const expected = plain[k]![i]!;
          if (traits.isSparse === true && Number.isNaN(expected)) expect(values[i]).toBeNaN();
          else expect(Math.abs((values[i]! - shift) / factor - expected), `bar ${i}`).toBeLessThan(1e-5);
        }
      });
    });

    it.each([0, 1, 8])('answers %i bars with as many values', (count) => {
      for (const values of compute(makeBars(count))) expect(values).toHaveLength(count);
    });

    it('writes into the caller\'s columns', () => {
      const out = info.outputs.map(() => new Float64Array(30));
      const { outputs } = computeIndicator(info.name, makeBars(30), params, undefined, out);
      expect(Object.values(outputs)).toEqual(out);
      Object.values(outputs).forEach((values, k) => expect(values).toBe(out[k]));
    });

    it('refuses a parameter out of its range, with the range', () => {
      for (const param of info.params) {
        const tooLarge = 2 * Math.max(1, param.max);
        expect(() => computeIndicator(info.name, makeBars(8), { ...params, [param.name]: tooLarge })).toThrow(
          `${info.name}: ${param.name} is ${tooLarge}; it must be`,
        );
      }
    });
  });
}
