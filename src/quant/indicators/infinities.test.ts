import { describe, expect, it } from 'vitest';
import { computeIndicator } from './compute-indicator.ts';
import { createIndicatorStream } from './indicator-stream.ts';
import { findIndicator, listIndicators } from './registry.ts';
import { makeBars, smallParams } from './test-indicator-contract.ts';

describe('an infinite price is taken for none', () => {
  it.each(listIndicators())('by $name', (info) => {
    const params = smallParams(info);
    for (const input of info.inputs) {
      const [holed, infinite] = [Number.NaN, Number.NEGATIVE_INFINITY].map((value) => {
        const bars = makeBars(120);
        bars[input][20] = value;
        return bars;
      });
      const expected = computeIndicator(info.name, holed!, params);
      expect(computeIndicator(info.name, infinite!, params), input).toEqual(expected);
      expect(infinite![input][20], 'the caller\'s column stays as it was').toBe(Number.NEGATIVE_INFINITY);
      const outputs = Object.values(expected.outputs);
      const stream = createIndicatorStream(findIndicator(info.name), expected.params);
      for (let i = 0; i < 120; i++) {
        const values = stream.add(info.inputs.map((column) => infinite![column][i]!));
        const wanted = outputs.map((output) => output[i]);
        // An assertion costs far more than the comparison; it is for the bar that differs.
        if (!wanted.every((value, k) => Object.is(value, values[k]))) expect(Array.from(values), `bar ${i}`).toEqual(wanted);
      }
    }
  });
});
