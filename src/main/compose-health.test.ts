import { describe, expect, it } from 'vitest';
import { tradingHealth } from './compose-health.ts';
import type { Trading } from './core/trading/index.ts';

const say = (openOrders: number): string =>
  tradingHealth({ health: () => ({ state: 'open', openOrders, unknownOrders: 0, reason: null }) } as unknown as Trading).health().detail;

describe('the health of trading', () => {
  it('counts in words that fit the number', () => {
    expect([0, 1, 2].map((count) => say(count).split(',')[0])).toEqual(['0 open orders', '1 open order', '2 open orders']);
  });
});
