import type { Timeframe } from '../../contract/model/timeframe.ts';

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Nominal length of a bar in milliseconds. */
export const lengthOf = (timeframe: Timeframe): number => Number.parseInt(timeframe, 10) * (unitMs[timeframe.at(-1) ?? ''] ?? 0);
