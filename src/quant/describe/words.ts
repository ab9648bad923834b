/** Numbers inside sentences, as people read them. */

const minus = '\u2212';

export function sayNumber(value: number, places = 2): string {
  const text = Math.abs(value).toFixed(places).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
  return value < 0 && /[1-9]/.test(text) ? minus + text : text;
}

export const sayPercent = (share: number, places = 1): string => `${sayNumber(share * 100, places)}%`;

/** 2 %, 0.05 %: as many places as it takes to see something. */
export const sayReturn = (share: number): string => sayPercent(share, Math.abs(share) >= 0.01 ? 1 : Math.abs(share) >= 0.001 ? 2 : 3);

/** 1 in 120. */
export const sayOdds = (share: number): string => (share > 0 ? `1 in ${sayNumber(1 / share, 0)}` : 'never');

const nouns: Readonly<Record<string, string>> = { '1s': 'second', '1m': 'minute', '1h': 'hour', '1d': 'day', '1w': 'week' };

/** What a period is called in a sentence, and many of them. */
export const nameOfPeriod = (timeframe: string): string => nouns[timeframe] ?? 'bar';
export const sayPeriods = (count: number, period: string): string => `${sayNumber(count, 0)} ${period}${Math.round(count) === 1 ? '' : 's'}`;

export const sayP = (pValue: number): string => (pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`);
