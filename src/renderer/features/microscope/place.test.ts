import { describe, expect, it } from 'vitest';
import { placeOfKey } from './place.ts';

const around = { index: 5, count: 10, previousEvent: 2, nextEvent: null };

describe('keys of the microscope', () => {
  it('step by bars, and with Shift by what happened', () => {
    expect(placeOfKey('ArrowRight', false, around)).toBe(6);
    expect(placeOfKey('ArrowLeft', false, around)).toBe(4);
    expect(placeOfKey('ArrowLeft', true, around)).toBe(2);
    expect(placeOfKey('ArrowRight', true, around), 'nothing happens after it').toBeNull();
  });

  it('stay inside the run', () => {
    expect(placeOfKey('PageDown', false, around)).toBe(9);
    expect(placeOfKey('PageUp', false, around)).toBe(0);
    expect(placeOfKey('ArrowRight', false, { ...around, index: 9 })).toBe(9);
    expect([placeOfKey('Home', false, around), placeOfKey('End', false, around), placeOfKey('x', false, around)]).toEqual([0, 9, null]);
  });
});
