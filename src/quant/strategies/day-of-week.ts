import type { Param } from '../../contract/model/param.ts';
import { intent } from '../engine/signals.ts';
import { ofDate, weekdayOf } from './calendar.ts';
import { defineColumnStrategy } from './column-strategy.ts';
import { oneSymbol } from './params.ts';

const choices = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].map((title, value) => ({ value, title }));
const weekdayParam = (name: string, title: string, byDefault: number): Param => ({ name, title, default: byDefault, min: 0, max: 6, isInteger: true, choices });

/** Holds from one day of the week to another. Source: K. R. French, Stock Returns and the Weekend Effect, Journal of Financial Economics 8 (1980). */
export const dayOfWeek = defineColumnStrategy({
  info: {
    name: 'day-of-week', title: 'Day of the week', family: 'Seasonality', symbols: oneSymbol, source: 'K. R. French, Stock Returns and the Weekend Effect, Journal of Financial Economics 8 (1980)',
    params: [weekdayParam('buyOn', 'Buy after', 1), weekdayParam('closeOn', 'Close after', 5)],
    description: 'Buys when flat on the close of a bar that begins on the first weekday, closes on the close of a bar that begins on the second (UTC).',
  },
  columns: () => ({ weekday: ['weekday', ofDate(weekdayOf)] }),
  decide: ({ weekday }, { buyOn, closeOn }) => (weekday.value === buyOn ? intent.buyWhenFlat : 0) | (weekday.value === closeOn ? intent.closeWhenHolding : 0),
});
