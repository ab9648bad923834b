import type { StrategyDefinition } from '../engine/strategy.ts';
import { computeRollingMax, computeRollingMin } from '../indicators/rolling-extremes.ts';
import { barsParam } from './bars-param.ts';
import { atrColumn } from './columns.ts';
import { countParam, oneSymbol, realParam, shareParam } from './params.ts';

/** The turtles' first system, long side: breakouts sized by risk, added to as they go well. Source: C. Faith, The Original Turtle Trading Rules (2003). */
export const turtle: StrategyDefinition<'high' | 'low' | 'range'> = {
  info: {
    name: 'turtle', title: 'Turtle', family: 'Breakout', vectorised: false, symbols: oneSymbol, source: 'C. Faith, The Original Turtle Trading Rules (2003)',
    params: [
      barsParam('entry', 'Entry channel', 20), barsParam('exit', 'Exit channel', 10), barsParam('period', 'Bars of the range', 20), countParam('units', 'Units at most', 4, 1, 20),
      shareParam('risk', 'Share of equity at risk in a unit', 0.01, 0.0001, 1), realParam('stops', 'Average true ranges to the stop', 2, 0.1, 20), realParam('step', 'Average true ranges between units', 0.5, 0.01, 20),
      realParam('most', 'Times equity in all units at most', 1, 0.01, 100),
    ],
    description: 'With N the average true range, on each bar cancels what is pending; flat: a buy stop at the highest high of the entry channel, this bar included; holding and close ≤ the lowest low of the exit channel as it stood a bar ago: closes; '
      + 'else raises the stop-loss of each unit to that of the newest one and, below the most units, rests a buy stop `step` N above the newest entry. Each buy has a stop-loss `stops` N below its price and is for so much that `risk` of equity is lost from that price to there, but for `most`/`units` of equity at most.',
  },
  indicators: ({ entry, exit, period }) => ({
    high: (bars) => computeRollingMax(bars.high, entry), low: (bars) => computeRollingMin(bars.low, exit), range: atrColumn(period)[1],
  }),
  onBar(c, { units, risk, stops, step, most }) {
    c.cancelAll();
    const range = c.ind.range.value;
    const rest = (stop: number): void => {
      const stopLoss = stop - stops * range;
      if (stopLoss > 0 && stopLoss < stop) c.buy({ stop, stopLoss, size: { kind: 'equity', multiple: Math.min((risk * stop) / (stop - stopLoss), most / units) } });
    };
    if (c.isFlat) return rest(c.ind.high.value);
    if (c.bar().close <= c.ind.low.at(-1)) return c.close();
    const trades = c.trades;
    const newest = trades[trades.length - 1];
    const raised = newest.stopLoss ?? 0;
    for (const trade of trades) if ((trade.stopLoss ?? 0) < raised) trade.stopLoss = raised;
    if (trades.length < units) rest(newest.entryPrice + step * range);
  },
};
