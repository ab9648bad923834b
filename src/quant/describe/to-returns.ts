const dayMs = 86_400_000;

/** Values at moments: closes of bars, or equity. */
export type Levels = { readonly time: Float64Array; readonly value: Float64Array };

/** Log returns, each with the moment and the level that it ends at. */
export type LogReturns = {
  readonly returns: Float64Array;
  readonly time: Float64Array;
  readonly value: Float64Array;
  /** Left out across a break in trading, and from or to a level that is not above zero. */
  readonly breaks: number;
  readonly unusable: number;
};

/** A break in trading is longer than so many bars, and than half an hour: a few bars without a trade are none. */
const barsOfBreak = 3;
const leastBreakMs = 1_800_000;

/** Longest distance between bars inside a session; Infinity from bars of a day on, whose weekends are part of their returns. */
export const longestStepMs = (stepMs: number): number => (stepMs >= dayMs ? Number.POSITIVE_INFINITY : Math.max(barsOfBreak * stepMs, leastBreakMs));

/** Log returns from level to level, but for those whose levels lie farther apart than `mostMs`. */
export function toReturns({ time, value }: Levels, mostMs: number): LogReturns {
  const count = Math.max(0, time.length - 1);
  const [returns, ends, levels] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  let [kept, breaks, unusable] = [0, 0, 0];
  for (let i = 1; i < time.length; i++) {
    const [from, to] = [value[i - 1]!, value[i]!];
    if (!(from > 0 && to > 0 && Number.isFinite(from) && Number.isFinite(to))) unusable += 1;
    else if (time[i]! - time[i - 1]! > mostMs) breaks += 1;
    else {
      returns[kept] = Math.log(to / from);
      ends[kept] = time[i]!;
      levels[kept] = to;
      kept += 1;
    }
  }
  return { returns: returns.subarray(0, kept), time: ends.subarray(0, kept), value: levels.subarray(0, kept), breaks, unusable };
}

/** The last level of each UTC day. */
export function dailyLevels({ time, value }: Levels): Levels {
  const places: number[] = [];
  for (let i = 0; i < time.length; i++) {
    if (i + 1 === time.length || Math.floor(time[i + 1]! / dayMs) !== Math.floor(time[i]! / dayMs)) places.push(i);
  }
  return { time: Float64Array.from(places, (place) => time[place]!), value: Float64Array.from(places, (place) => value[place]!) };
}

/** The levels from the last one before the first change on: an account that waits for its first trade says nothing. */
export function fromFirstChange({ time, value }: Levels): Levels {
  const first = Math.max(0, value.findIndex((one) => one !== value[0]) - 1);
  return { time: time.subarray(first), value: value.subarray(first) };
}

/**
 * How many returns make a year: 52 weeks or so from bars of a week on; else the returns of a usual (median) day times 365 where
 * anything lies on a Saturday, times 252 where nothing does.
 */
export function countYearly(time: Float64Array, stepMs: number): number {
  if (stepMs > dayMs) return (365.25 * dayMs) / stepMs;
  const perDay: number[] = [];
  let [day, hasSaturdays] = [Number.NaN, false];
  for (const ms of time) {
    const now = Math.floor(ms / dayMs);
    if (now !== day) perDay.push(0);
    day = now;
    perDay[perDay.length - 1]! += 1;
    // 1970-01-01 was a Thursday.
    if ((((now + 4) % 7) + 7) % 7 === 6) hasSaturdays = true;
  }
  // The first and the last day may be cut.
  const whole = perDay.length > 2 ? perDay.slice(1, -1) : perDay;
  const usual = whole.sort((a, b) => a - b)[whole.length >> 1] ?? 1;
  return usual * (hasSaturdays ? 365 : 252);
}
