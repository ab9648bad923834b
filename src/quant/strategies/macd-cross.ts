import { intent } from '../engine/signals.ts';
import { macd } from '../indicators/momentum/macd.ts';
import { barsParam } from './bars-param.ts';
import { defineColumnStrategy } from './column-strategy.ts';
import { indicatorColumn } from './columns.ts';
import { oneSymbol } from './params.ts';

/** Follows the MACD across its signal line. Source: G. Appel, The Moving Average Convergence-Divergence Method (1979). */
export const macdCross = defineColumnStrategy({
  info: {
    name: 'macd-cross', title: 'MACD crossing its signal', family: 'Trend', symbols: oneSymbol, source: 'G. Appel, The Moving Average Convergence-Divergence Method (1979)',
    params: [barsParam('fastPeriod', 'Fast bars', 12, 2), barsParam('slowPeriod', 'Slow bars', 26, 2), barsParam('signalPeriod', 'Signal bars', 9)],
    description: 'Buys when flat and the MACD crosses above its signal line, closes when it crosses below.',
  },
  columns: (params) => ({ macd: indicatorColumn(macd, params, 'macd'), signal: indicatorColumn(macd, params, 'signal') }),
  decide({ macd: line, signal }) {
    if (line.at(-1) < signal.at(-1) && line.value > signal.value) return intent.buyWhenFlat;
    return line.at(-1) > signal.at(-1) && line.value < signal.value ? intent.closeWhenHolding : 0;
  },
});
