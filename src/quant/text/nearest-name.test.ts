import { describe, expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';
import { nearestName } from './nearest-name.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0], ['sma', '', 3], ['sma', 'sma', 0], ['smaa', 'sma', 1], ['msa', 'sma', 1], ['kitten', 'sitting', 3],
  ])('between %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a), 'it is symmetric').toBe(distance);
  });
});

describe('nearestName', () => {
  it('finds a name with a typing error, whatever the case', () => {
    expect(nearestName('Sma-Crss', ['sma-cross', 'buy-and-hold'])).toBe('sma-cross');
  });
  it('offers nothing when nothing is near', () => {
    expect(nearestName('zebra', ['sma-cross', 'buy-and-hold'])).toBeNull();
  });
});
