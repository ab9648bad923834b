import { intent } from '../engine/signals.ts';
import { barsParam } from './bars-param.ts';
import { defineColumnStrategy } from './column-strategy.ts';
import { closeColumn, rsiColumn, smaColumn } from './columns.ts';
import { oneSymbol, realParam } from './params.ts';

/** Buys short setbacks in a long rise. Source: L. Connors, C. Alvarez, Short Term Trading Strategies That Work (2008), chapter 9. */
export const connorsRsi2 = defineColumnStrategy({
  info: {
    name: 'connors-rsi2', title: "Connors' RSI(2)", family: 'Mean reversion', symbols: oneSymbol, source: 'L. Connors, C. Alvarez, Short Term Trading Strategies That Work (2008)',
    params: [barsParam('period', 'RSI period', 2, 2), realParam('low', 'Buy below', 10, 0, 100), barsParam('trend', 'Long average', 200), barsParam('exit', 'Short average', 5)],
    description: 'Buys when flat, the close is above its long average and the relative strength index is below the level; closes when the close is above its short average.',
  },
  columns: ({ period, trend, exit }) => ({ close: closeColumn, rsi: rsiColumn(period), trend: smaColumn(trend), exit: smaColumn(exit) }),
  decide({ close, rsi, trend, exit }, { low }) {
    const buys = close.value > trend.value && rsi.value < low ? intent.buyWhenFlat : 0;
    return buys | (close.value > exit.value ? intent.closeWhenHolding : 0);
  },
});
