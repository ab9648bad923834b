import { QuantError } from '../error.ts';

/** Where in a strategy that somebody wrote something went wrong; what is not known is left out. */
export type FaultPlace = {
  readonly file: string;
  /** Line of the file, from 1. */
  readonly line?: number;
  /** Number of the bar, from 0, and when it began. */
  readonly bar?: number;
  readonly timeMs?: number;
};

/** A strategy that somebody wrote cannot be read or run. The message is one sentence that begins with the place. */
export class StrategyFault extends QuantError {
  readonly place: FaultPlace;
  /** The code of what it was about, where it was an error of ours. */
  readonly reasonCode: string | null;

  constructor(place: FaultPlace, reason: string, reasonCode: string | null = null) {
    super('STRATEGY_FAULT', `${describePlace(place)}: ${reason}`);
    this.place = place;
    this.reasonCode = reasonCode;
  }
}

/** `cross.ts, line 12, on bar 37 (2004-10-12)`; the time of day only where there is one. */
export function describePlace({ file, line, bar, timeMs }: FaultPlace): string {
  const when = timeMs === undefined ? '' : ` (${describeMoment(timeMs)})`;
  return `${file}${line === undefined ? '' : `, line ${line}`}${bar === undefined ? '' : `, on bar ${bar}${when}`}`;
}

function describeMoment(timeMs: number): string {
  if (!(Math.abs(timeMs) <= 8.64e15)) return 'no time';
  const text = new Date(timeMs).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.replace(/\.000Z$/, 'Z');
}
