import type { Param } from '../../contract/model/param.ts';
import type { StrategyDefinition } from '../engine/strategy.ts';
import { dayOf, monthOf, weekOf } from './calendar.ts';
import { oneSymbol, realParam } from './params.ts';

const periods = [{ title: 'Day', numberOf: dayOf }, { title: 'Week, from Monday on', numberOf: weekOf }, { title: 'Month', numberOf: monthOf }] as const;
const everyParam: Param = { name: 'every', title: 'Every', default: 2, min: 0, max: 2, isInteger: true, choices: periods.map(({ title }, value) => ({ value, title })) };

/** Buys for the same amount in each period. Source: B. Graham, The Intelligent Investor (1949); M. Statman, A Behavioral Framework for Dollar-Cost Averaging (1995). */
export const dca: StrategyDefinition<'period'> = {
  info: {
    name: 'dca', title: 'Fixed amount each period', family: 'DCA', vectorised: false, symbols: oneSymbol, source: 'B. Graham, The Intelligent Investor (1949)',
    params: [everyParam, realParam('amount', 'Amount', 500, 0.01, 1e9)],
    description: 'On the close of the first bar of each day, week or month (UTC), the first bar of the run included, buys for `amount` at market where so much cash is free; never sells.',
  },
  indicators: ({ every }) => ({ period: ({ time }) => time.map(periods[every].numberOf) }),
  onBar(c, { amount }) {
    if (c.ind.period.value === c.ind.period.at(-1)) return;
    if (c.equity - c.position.size * c.bar().close >= amount) c.buy({ size: { kind: 'notional', notional: amount } });
  },
};
