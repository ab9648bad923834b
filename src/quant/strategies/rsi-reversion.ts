import type { Param } from '../../contract/model/param.ts';
import { intent } from '../engine/signals.ts';
import type { StrategyDefinition } from '../engine/strategy.ts';
import { computeRsi } from '../indicators/momentum/rsi.ts';
import { barsParam } from './bars-param.ts';

const levelParam = (name: string, title: string, byDefault: number): Param => ({ name, title, default: byDefault, min: 0, max: 100, isInteger: false });

/** Buys when flat and the relative strength index is below `low`; closes when it is above `high`. */
export const rsiReversion: StrategyDefinition<'rsi'> = {
  info: {
    name: 'rsi-reversion', title: 'RSI reversion', family: 'Mean reversion', vectorised: true,
    params: [barsParam('period', 'RSI period', 14, 2), levelParam('low', 'Buy below', 30), levelParam('high', 'Close above', 70)],
    description: 'Buys when flat and the relative strength index is below `low`, closes when it is above `high`.',
  },
  indicators: ({ period }) => ({ rsi: (bars) => computeRsi(bars.close, period) }),
  onBar(c, p) {
    const rsi = c.ind.rsi.value;
    if (c.isFlat) {
      if (rsi < p.low) c.buy();
    } else if (rsi > p.high) c.close();
  },
  signals(columns, { period, low, high }, out) {
    const rsi = columns.column(`rsi close ${period}`, (bars) => computeRsi(bars.close, period));
    for (let i = 0; i < rsi.length; i++) {
      const bits = (rsi[i] < low ? intent.buyWhenFlat : 0) | (rsi[i] > high ? intent.closeWhenHolding : 0);
      if (bits !== 0) out.add(i, bits);
    }
  },
};
