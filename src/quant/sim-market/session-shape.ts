import { sessionOf, type SimCalendar } from './calendar.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** How a session is divided: blocks that end on whole hours, minutes inside them, and how lively each is. */
export type SessionShape = {
  readonly minutes: number;
  /** First minute of each block, and one more entry for the end of the session. */
  readonly blockFrom: Int32Array;
  /** Liveliness of each minute, 1 on average. */
  readonly minuteWeight: Float64Array;
  /** Sum of the minutes' liveliness. */
  readonly blockWeight: Float64Array;
};

/** How lively a moment of the session is, 0 at the open to 1 at the close: a smile for exchanges, a slow wave for round-the-clock markets. */
const liveliness = (calendar: SimCalendar, share: number): number =>
  calendar === 'sim-equity' ? 0.55 + 1.9 * (2 * share - 1) ** 2 : 1 + 0.45 * Math.sin(2 * Math.PI * (share - 0.3));

function makeShape(calendar: SimCalendar): SessionShape {
  const { openMs, closeMs } = sessionOf(calendar, 0);
  const minutes = (closeMs - openMs) / minuteMs;
  const raw = Float64Array.from({ length: minutes }, (_, k) => liveliness(calendar, (k + 0.5) / minutes));
  const mean = raw.reduce((sum, value) => sum + value, 0) / minutes;
  const from = [0];
  for (let k = 1; k < minutes; k++) if ((openMs + k * minuteMs) % hourMs === 0) from.push(k);
  const blockFrom = Int32Array.from([...from, minutes]);
  const minuteWeight = raw.map((value) => value / mean);
  const blockWeight = Float64Array.from(from, (first, b) => minuteWeight.subarray(first, blockFrom[b + 1]!).reduce((sum, value) => sum + value, 0));
  return { minutes, blockFrom, minuteWeight, blockWeight };
}

/** The shape of every session of a calendar; they are all alike. */
export const sessionShapes: Readonly<Record<SimCalendar, SessionShape>> = {
  'sim-equity': makeShape('sim-equity'), 'sim-fx': makeShape('sim-fx'), always: makeShape('always'),
};
