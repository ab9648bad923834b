import { intent } from '../engine/signals.ts';
import { ichimoku } from '../indicators/extended/trend/ichimoku.ts';
import { barsParam } from './bars-param.ts';
import { defineColumnStrategy } from './column-strategy.ts';
import { closeColumn, indicatorColumn } from './columns.ts';
import { countParam, oneSymbol } from './params.ts';

/** Long above the cloud, out below it. Source: G. Hosoda (1969); M. Patel, Trading with Ichimoku Clouds (2010). */
export const ichimokuCloud = defineColumnStrategy({
  info: {
    name: 'ichimoku-cloud', title: 'Ichimoku cloud', family: 'Trend', symbols: oneSymbol, source: 'G. Hosoda (1969); M. Patel, Trading with Ichimoku Clouds (2010)',
    params: [barsParam('conversion', 'Conversion line', 9), barsParam('base', 'Base line', 26), barsParam('span', 'Span B', 52), countParam('displacement', 'Bars by which the cloud comes late', 26, 0, 1_000)],
    description: 'Buys when flat, the close is above both spans of the cloud drawn at this bar and the conversion line is above the base line; closes when the close is below both spans.',
  },
  columns: (params) => ({
    close: closeColumn, conversion: indicatorColumn(ichimoku, params, 'conversion'), base: indicatorColumn(ichimoku, params, 'base'),
    spanA: indicatorColumn(ichimoku, params, 'spanA'), spanB: indicatorColumn(ichimoku, params, 'spanB'),
  }),
  decide({ close, conversion, base, spanA, spanB }) {
    const price = close.value;
    if (price > Math.max(spanA.value, spanB.value) && conversion.value > base.value) return intent.buyWhenFlat;
    return price < Math.min(spanA.value, spanB.value) ? intent.closeWhenHolding : 0;
  },
});
