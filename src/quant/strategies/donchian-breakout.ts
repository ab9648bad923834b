import type { StrategyDefinition } from '../engine/strategy.ts';
import { computeRollingMax, computeRollingMin } from '../indicators/rolling-extremes.ts';
import { barsParam } from './bars-param.ts';

/** Rests a buy stop at the highest high while flat, renewed on every bar; closes at or below the lowest low as it stood a bar ago. */
export const donchianBreakout: StrategyDefinition<'high' | 'low'> = {
  info: {
    name: 'donchian-breakout', title: 'Donchian breakout', family: 'Breakout', vectorised: false,
    params: [barsParam('entry', 'Entry channel', 20), barsParam('exit', 'Exit channel', 10)],
    description: 'On each bar cancels what is pending; flat: a buy stop at the highest high of the entry channel, this bar included; holding and close ≤ the lowest low of the exit channel as it stood a bar ago: closes.',
  },
  indicators: ({ entry, exit }) => ({
    high: (bars) => computeRollingMax(bars.high, entry),
    low: (bars) => computeRollingMin(bars.low, exit),
  }),
  onBar(c) {
    c.cancelAll();
    if (c.isFlat) c.buy({ stop: c.ind.high.value });
    else if (c.bar().close <= c.ind.low.at(-1)) c.close();
  },
};
