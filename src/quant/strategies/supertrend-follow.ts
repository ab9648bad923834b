import { buyIntent, sellIntent } from '../engine/signals.ts';
import { supertrend } from '../indicators/extended/trend/supertrend.ts';
import { barsParam } from './bars-param.ts';
import { defineColumnStrategy } from './column-strategy.ts';
import { indicatorColumn } from './columns.ts';
import { oneSymbol, realParam } from './params.ts';

/** In the market on the side of the Supertrend, turned round when it changes sides. Source: O. Seban, Tout le monde mérite d'être riche (2008). */
export const supertrendFollow = defineColumnStrategy({
  info: {
    name: 'supertrend-follow', title: 'Supertrend', family: 'Trend', symbols: oneSymbol, source: "O. Seban, Tout le monde mérite d'être riche (2008)",
    params: [barsParam('timePeriod', 'Bars of the range', 10), realParam('multiplier', 'Average true ranges to the stop', 3, 0.1, 100)],
    description: 'Buys when the Supertrend turns from down to up and sells when it turns from up to down, each time turning round what is held.',
  },
  columns: (params) => ({ direction: indicatorColumn(supertrend, params, 'direction') }),
  decide({ direction }) {
    const turn = direction.value - direction.at(-1);
    if (turn > 0) return buyIntent;
    return turn < 0 ? sellIntent : 0;
  },
});
