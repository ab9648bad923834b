import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../adapters/clock/index.ts';
import { ExpiringSecrets } from './expiring-secrets.ts';
import { createSecret, isSameSecret } from './secret.ts';

describe('secrets', () => {
  it('carry 256 bits in characters that fit into an address', () => {
    expect(createSecret(randomBytes)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(createSecret(randomBytes)).not.toBe(createSecret(randomBytes));
  });

  it('are equal only when they are the same, of whatever length', () => {
    expect(isSameSecret('abc', 'abc')).toBe(true);
    for (const other of ['', 'ab', 'abd', 'abcd', 'ABC']) expect(isSameSecret(other, 'abc')).toBe(false);
  });
});

const open = (capacity = 3): { clock: ReturnType<typeof createManualClock>; codes: ExpiringSecrets } => {
  const clock = createManualClock();
  return { clock, codes: new ExpiringSecrets({ clock, randomBytes, lifetimeMs: 1_000, capacity }) };
};

describe('expiring secrets', () => {
  it('are redeemed once', () => {
    const { codes } = open();
    const code = codes.issue();
    expect([codes.redeem(code), codes.redeem(code), codes.redeem('another')]).toEqual([true, false, false]);
    expect(codes.size).toBe(0);
  });

  it('end after their lifetime, also when the wall time is set back', () => {
    const { clock, codes } = open();
    const code = codes.issue();
    clock.advance(999);
    expect(codes.getRemainingMs(code)).toBe(1);
    clock.jumpTo(0 as ReturnType<typeof clock.now>);
    clock.advance(1);
    expect([codes.getRemainingMs(code), codes.redeem(code), codes.size]).toEqual([null, false, 0]);
  });

  it('are limited in number: the oldest makes room', () => {
    const { codes } = open(2);
    const [first, second, third] = [codes.issue(), codes.issue(), codes.issue()];
    expect([first, second, third].map((code) => codes.redeem(code))).toEqual([false, true, true]);
  });
});
