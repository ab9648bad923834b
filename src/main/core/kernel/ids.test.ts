import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clientOrderIdSchema } from '../../../contract/model/order.ts';
import { createCountingIds, createRandomIds } from './ids.ts';

describe('ids', () => {
  it('counting ids are the same every time and go on from where they are told', () => {
    const ids = createCountingIds();
    expect([ids.next('ord'), ids.next('c'), createCountingIds(36).next('ord')]).toEqual(['ord-000001', 'c-000002', 'ord-000010']);
  });

  it('random ids come from the given bytes alone', () => {
    expect(createRandomIds((count) => Uint8Array.from({ length: count }, (_, i) => i * 40)).next('ord')).toBe('ord-08gr08gr08gr');
  });

  it('a hundred thousand random ids are all different and fit a client order id', () => {
    const ids = createRandomIds((count) => randomBytes(count));
    const made = Array.from({ length: 100_000 }, () => ids.next('c'));
    expect(new Set(made).size).toBe(made.length);
    expect(clientOrderIdSchema.safeParse(made[0]).success).toBe(true);
  });
});
