import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shareOut } from './share-out.ts';

it('a total is shared out in whole numbers, none below the least, none lost', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }), fc.nat(1e9), fc.nat(10), (weights, spare, least) => {
      const shares = Float64Array.from(weights);
      shareOut(shares, least * weights.length + spare, least);
      expect(shares.every((share) => Number.isInteger(share) && share >= least)).toBe(true);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(least * weights.length + spare);
    }),
  );
});
it('each part gets what its weight asks for, up to rounding', () => {
  const shares = Float64Array.of(1, 2, 7);
  shareOut(shares, 1_003, 1);
  expect(Array.from(shares)).toEqual([101, 201, 701]);
});
