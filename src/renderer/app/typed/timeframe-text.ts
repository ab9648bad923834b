import type { Timeframe } from '../../../contract/model/timeframe.ts';

/** Bars per unit of what is typed: minutes unless a letter says otherwise. */
const unitMinutes: Readonly<Record<string, number>> = { '': 1, m: 1, h: 60, d: 1_440, w: 10_080 };

/** A typed length of bars as one of those on offer: 5 and 5m are 5m, 60 and 1h are 1h, 1d and 1440 are 1d; null: not on offer. */
export function readTimeframe(text: string, offered: readonly string[]): Timeframe | null {
  const minutes = minutesOf(text);
  return minutes === null ? null : ((offered.find((one) => minutesOf(one) === minutes) as Timeframe | undefined) ?? null);
}

function minutesOf(text: string): number | null {
  const match = /^(\d{0,4})([mhdw]?)$/.exec(text.trim().toLowerCase());
  const [, count = '', unit = ''] = match ?? [];
  // A letter alone is one of it: d is 1d.
  if (match === null || (count === '' && unit === '')) return null;
  return Number(count === '' ? 1 : count) * (unitMinutes[unit] ?? 1);
}
