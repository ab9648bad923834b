import type { StrategyDefinition } from '../engine/strategy.ts';
import { countParam, oneSymbol, realParam, shareParam } from './params.ts';

/** Buys in steps on the way down and sells each part a step higher. Source: the grid trading of retail platforms; no paper claims an edge for it. */
export const grid: StrategyDefinition<never> = {
  info: {
    name: 'grid', title: 'Grid', family: 'Grid', vectorised: false, symbols: oneSymbol, source: 'Usual in retail trading; no paper claims an edge for it',
    params: [shareParam('step', 'Distance of the lines', 0.02), countParam('levels', 'Parts at most', 10, 1, 200), realParam('amount', 'Value of a part', 1_000, 0.01, 1e9)],
    description: 'On each bar cancels what is pending and gives each part without one a take-profit `step` above its entry; flat: buys a part for `amount` at market; holding fewer parts than `levels`: rests a buy limit for `amount` at `step` below the lowest entry.',
  },
  indicators: () => ({}),
  onBar(c, { step, levels, amount }) {
    c.cancelAll();
    const size = { kind: 'notional', notional: amount } as const;
    if (c.isFlat) return c.buy({ size });
    const trades = c.trades;
    for (const trade of trades) trade.takeProfit ??= trade.entryPrice * (1 + step);
    if (trades.length < levels) c.buy({ size, limit: (1 - step) * Math.min(...trades.map((trade) => trade.entryPrice)) });
  },
};
