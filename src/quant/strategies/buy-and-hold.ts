import { intent } from '../engine/signals.ts';
import type { StrategyDefinition } from '../engine/strategy.ts';

/** Buys whenever nothing is held and nothing is pending. */
export const buyAndHold: StrategyDefinition<never> = {
  info: {
    name: 'buy-and-hold', title: 'Buy and hold', family: 'Buy and hold', params: [], vectorised: true,
    description: 'Buys whenever nothing is held and nothing is pending, and keeps it: what every other strategy has to beat.',
  },
  indicators: () => ({}),
  onBar(c) {
    if (c.isFlat && c.isIdle) c.buy();
  },
  signals({ bars }, _, out) {
    for (let i = 0; i < bars.close.length; i++) out.add(i, intent.buyWhenFlat);
  },
};
