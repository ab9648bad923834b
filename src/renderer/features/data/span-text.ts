import { dash, formatIsoDate, formatMinute } from '../../ui/format.ts';

const moment = (ms: number, isDaily: boolean): string => (isDaily ? formatIsoDate(ms) : `${formatIsoDate(ms)} ${formatMinute(ms)}`);

/** The start of a bar in UTC, without a clock where bars are of a day or longer. */
export const momentText = (ms: number | null, timeframe: string | null): string => (ms === null ? dash : moment(ms, timeframe !== null && /[dw]$/.test(timeframe)));
