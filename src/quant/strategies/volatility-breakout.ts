import type { StrategyDefinition } from '../engine/strategy.ts';
import { oneSymbol, realParam } from './params.ts';

/** Buys strength beyond a share of the last range and takes what it has at the next open. Source: L. Williams, Long-Term Secrets to Short-Term Trading (1999), chapter 4. */
export const volatilityBreakout: StrategyDefinition<never> = {
  info: {
    name: 'volatility-breakout', title: 'Volatility breakout', family: 'Breakout', vectorised: false, symbols: oneSymbol, source: 'L. Williams, Long-Term Secrets to Short-Term Trading (1999)',
    params: [realParam('share', 'Share of the last range', 0.6, 0.01, 10)],
    description: 'On each bar cancels what is pending; flat: a buy stop at the close plus `share` of the high less the low of this bar, for the next bar only; holding: closes at the next open.',
  },
  indicators: () => ({}),
  onBar(c, { share }) {
    c.cancelAll();
    if (!c.isFlat) return c.close();
    const { close, high, low } = c.bar();
    c.buy({ stop: close + share * (high - low) });
  },
};
