import fc from 'fast-check';
import { expect, it } from 'vitest';

const isSmall = fc.property(fc.integer({ min: 0, max: 1_000_000 }), (value) => value < 500_000);

it('a property that fails says its seed and where in it, and these repeat the case', () => {
  const { seed, counterexamplePath, counterexample } = fc.check(isSmall);
  expect(seed, 'that of the run').toBe(Number(process.env['TAPEDECK_PROPERTY_SEED'] ?? 1));
  expect(() => fc.assert(isSmall)).toThrow(new RegExp(`seed: ${seed}, path: "${counterexamplePath}"`));
  expect(fc.check(isSmall, { seed, path: String(counterexamplePath), endOnFailure: true }).counterexample).toEqual(counterexample);
});
