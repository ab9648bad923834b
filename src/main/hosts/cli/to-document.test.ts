import { expect, it } from 'vitest';
import { toDocument } from './to-document.ts';

it('an answer of the contract is printed with moments in ISO 8601, everything else as it is', () => {
  expect(toDocument([{ createdAtMs: 0, toMs: null, quantity: '5', equity: 1.5, nested: { timeMs: 86_400_000 }, time: [0], close: [0], params: { items: 3 } }])).toEqual([
    { createdAt: '1970-01-01T00:00:00.000Z', to: null, quantity: '5', equity: 1.5, nested: { time: '1970-01-02T00:00:00.000Z' }, time: ['1970-01-01T00:00:00.000Z'], close: [0], params: { items: 3 } },
  ]);
});
