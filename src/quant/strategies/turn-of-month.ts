import { intent } from '../engine/signals.ts';
import { ofDate, weekdaysLeft, weekdaysPassed } from './calendar.ts';
import { defineColumnStrategy } from './column-strategy.ts';
import { countParam, oneSymbol } from './params.ts';

/** In the market over the turn of the month only. Source: J. J. McConnell, W. Xu, Equity Returns at the Turn of the Month, Financial Analysts Journal 64 (2008). */
export const turnOfMonth = defineColumnStrategy({
  info: {
    name: 'turn-of-month', title: 'Turn of the month', family: 'Seasonality', symbols: oneSymbol, source: 'J. J. McConnell, W. Xu, Equity Returns at the Turn of the Month, Financial Analysts Journal 64 (2008)',
    params: [countParam('before', 'Last weekdays held', 1, 0, 8), countParam('after', 'First weekdays held', 3, 1, 10)],
    description: 'Buys when flat and at most `before` weekdays of the month come after the date of the bar (UTC, Monday to Friday, holidays not known); closes when more come and the date is at least the `after`th weekday of its month.',
  },
  columns: () => ({ left: ['weekdays left', ofDate(weekdaysLeft)], passed: ['weekdays passed', ofDate(weekdaysPassed)] }),
  decide({ left, passed }, { before, after }) {
    if (left.value <= before) return intent.buyWhenFlat;
    return passed.value >= after ? intent.closeWhenHolding : 0;
  },
});
