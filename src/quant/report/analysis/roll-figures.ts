import type { RollingFigures } from '../../../contract/model/run-analysis.ts';
import { sayNumber, sayPercent } from '../../describe/words.ts';
import { rollingReturn, rollingSharpe, rollingVolatility } from '../../stats/index.ts';
import { pickBars } from '../pick-bars.ts';
import type { PeriodCurve } from './period-curve.ts';

const explanation = {
  formula: 'over each window of w returns: Π(1 + r) − 1; s × √periods; mean(r) / s × √periods',
  convention: 'Each window is computed anew and belongs to its last period; sample deviation (n − 1); risk-free rate 0.',
  source: 'Sharpe, The Sharpe ratio, 1994',
};

/** Figures over a window that moves through the run; null where there are fewer returns than the window. */
export function rollFigures({ time, returns, periodsPerYear, period }: PeriodCurve, window: number, points: number): RollingFigures | null {
  if (returns.length < window) return null;
  const whole = (values: Float64Array): Float64Array => values.subarray(window - 1);
  const growth = whole(rollingReturn(returns, window));
  const volatility = whole(rollingVolatility(returns, window, periodsPerYear));
  const sharpe = whole(rollingSharpe(returns, window, periodsPerYear));
  const places = pickBars(growth.length, points, [{ values: growth, keeps: 'both' }, { values: volatility, keeps: 'both' }, { values: sharpe, keeps: 'both' }]);
  const at = (values: Float64Array): number[] => Array.from(places, (place) => values[place]!);
  const won = growth.reduce((count, value) => count + (value > 0 ? 1 : 0), 0) / growth.length;
  const [least, most] = [growth.reduce((low, value) => Math.min(low, value)), growth.reduce((high, value) => Math.max(high, value))];
  return {
    verdict: `${sayPercent(won, 0)} of the stretches gained`,
    sentence: `Over any ${sayNumber(window, 0)} ${period}s it made between ${sayPercent(least)} and ${sayPercent(most)}; the last of them made ${sayPercent(growth.at(-1)!)}.`,
    explanation, window,
    time: at(time.subarray(window - 1)), growth: at(growth), volatility: at(volatility),
    sharpe: at(sharpe).map((value) => (Number.isFinite(value) ? value : null)),
  };
}
