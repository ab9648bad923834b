import { intent } from '../engine/signals.ts';
import { keltner } from '../indicators/extended/channels/keltner.ts';
import { barsParam } from './bars-param.ts';
import { defineColumnStrategy } from './column-strategy.ts';
import { closeColumn, indicatorColumn } from './columns.ts';
import { oneSymbol, realParam } from './params.ts';

/** Long once the close leaves the Keltner channel upward. Source: C. Keltner, How to Make Money in Commodities (1960), with ranges as L. B. Raschke takes them. */
export const keltnerBreakout = defineColumnStrategy({
  info: {
    name: 'keltner-breakout', title: 'Keltner channel breakout', family: 'Breakout', symbols: oneSymbol, source: 'C. Keltner, How to Make Money in Commodities (1960); L. B. Raschke',
    params: [barsParam('timePeriod', 'Bars of the channel', 20, 2), realParam('multiplier', 'Average true ranges to the band', 2, 0, 100)],
    description: 'Buys when flat and the close is above the upper Keltner band, closes when the close is below the middle line.',
  },
  columns: (params) => ({ close: closeColumn, upper: indicatorColumn(keltner, params, 'upper'), middle: indicatorColumn(keltner, params, 'middle') }),
  decide({ close, upper, middle }) {
    if (close.value > upper.value) return intent.buyWhenFlat;
    return close.value < middle.value ? intent.closeWhenHolding : 0;
  },
});
