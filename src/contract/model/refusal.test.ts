import { describe, expect, it } from 'vitest';
import { describeRefusal } from './refusal.ts';

describe('a refusal in words', () => {
  it('of a halt names the ways out of it', () => {
    expect(describeRefusal({ code: 'TRADING_HALTED', reason: 'test' })).toBe('Trading is halted: test. "tapedeck risk resume", or Resume trading in the palette, lets orders through again.');
  });
});
