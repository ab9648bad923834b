import type { RunExposure } from '../../../contract/model/run-analysis.ts';
import { sayPercent } from '../../describe/words.ts';
import { pickBars } from '../pick-bars.ts';
import type { Holdings } from './follow-holdings.ts';

const explanation = {
  formula: 'Σ |units × close| / equity at the close of each bar; the curve: Σ units × close / equity',
  convention: 'Positions are net of each symbol, in another currency at the rate of its last fill; more than 100% is borrowed money.',
  source: 'textbook definition',
};

/** How much of the equity was at work. */
export function describeExposure(time: ArrayLike<number>, equity: ArrayLike<number>, { long, short }: Holdings, points: number): RunExposure {
  const count = time.length;
  const net = new Float64Array(count);
  let [sum, most, longBars, shortBars, flatBars] = [0, 0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const gross = equity[i]! > 0 ? (long[i]! - short[i]!) / equity[i]! : 0;
    net[i] = equity[i]! > 0 ? (long[i]! + short[i]!) / equity[i]! : 0;
    sum += gross;
    most = Math.max(most, gross);
    if (long[i]! > 0) longBars += 1;
    if (short[i]! < 0) shortBars += 1;
    if (gross === 0) flatBars += 1;
  }
  const bars = pickBars(count, points, [{ values: net, keeps: 'both' }]);
  const shares = { long: longBars / count, short: shortBars / count, flat: flatBars / count, mean: sum / count, most };
  return {
    verdict: `${sayPercent(shares.mean, 0)} at work on average`,
    sentence: sayShares(shares), explanation, ...shares,
    curve: { time: Array.from(bars, (bar) => time[bar]!), net: Array.from(bars, (bar) => net[bar]!) },
  };
}

function sayShares({ long, short, flat, most }: Pick<RunExposure, 'long' | 'short' | 'flat' | 'most'>): string {
  if (flat === 1) return 'Nothing was held at the close of any bar.';
  const sides = [long > 0 ? `long on ${sayPercent(long, 0)}` : '', short > 0 ? `short on ${sayPercent(short, 0)}` : ''].filter((side) => side !== '').join(', ');
  return `It was ${sides} of the bars and held nothing on ${sayPercent(flat, 0)}; at most ${sayPercent(most, 0)} of the equity was at work.`;
}
