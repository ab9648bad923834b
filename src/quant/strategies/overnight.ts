import type { StrategyDefinition } from '../engine/strategy.ts';
import { oneSymbol } from './params.ts';

/** Holds through the nights and never by day. Source: M. A. Kelly, S. P. Clark, Returns in Trading versus Non-Trading Hours, Journal of Asset Management 12 (2011). */
export const overnight: StrategyDefinition<never> = {
  info: {
    name: 'overnight', title: 'Overnight', family: 'Seasonality', vectorised: false, params: [], symbols: oneSymbol,
    source: 'M. A. Kelly, S. P. Clark, Returns in Trading versus Non-Trading Hours, Journal of Asset Management 12 (2011)',
    description: 'On each bar cancels what is pending, orders what it holds sold at the next opening price of a day (UTC), and orders a buy at the next closing price of a day.',
  },
  indicators: () => ({}),
  onBar(c) {
    c.cancelAll();
    const { size } = c.position;
    if (size > 0) c.sell({ on: 'open', reduceOnly: true, size: { kind: 'units', units: size } });
    c.buy({ on: 'close' });
  },
};
