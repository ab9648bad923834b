import type { BarColumns } from '../../contract/model/bar.ts';
import { aggregateBars } from '../bars/index.ts';
import { QuantError } from '../error.ts';
import { readBar, type Bar } from './bar-at.ts';
import { checkOffset, IndicatorView, type RunTime } from './indicator-view.ts';
import type { RunContext } from './run-context.ts';
import type { indicatorsOf } from './strategy.ts';

const dayMs = 86_400_000;
const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: dayMs, w: 7 * dayMs };

/** Indicators of some bars, by name. */
export type ColumnsOf = ReturnType<typeof indicatorsOf>;

/** The bars of a symbol in a longer timeframe, for reading alone: a bar is there from its end on. */
export class TimeframeView<Names extends string = string> {
  readonly ind: Readonly<Record<Names, IndicatorView>>;
  readonly symbol: string;
  readonly timeframe: string;
  readonly #bars: BarColumns;
  readonly #time: RunTime;
  readonly #isNew: () => boolean;

  constructor({ symbol, timeframe, bars, time, ind, isNew }: {
    readonly symbol: string; readonly timeframe: string; readonly bars: BarColumns; readonly time: RunTime; readonly ind: Readonly<Record<Names, IndicatorView>>; readonly isNew: () => boolean;
  }) {
    this.symbol = symbol;
    this.timeframe = timeframe;
    this.ind = ind;
    this.#bars = bars;
    this.#time = time;
    this.#isNew = isNew;
  }

  /** Number of the last bar that has ended, from 0; -1: none has. */
  get index(): number { return this.#time.bar; }

  /** A bar has ended since the moment before. */
  get hasBar(): boolean { return this.#isNew(); }

  /** The last bar that has ended, or with a negative offset an earlier one; all NaN before the first. */
  bar(offset = 0): Bar {
    checkOffset(offset);
    return readBar(this.#bars, this.#time.bar + offset);
  }

  /** As on the cursor, from one bar of this timeframe to the next. */
  crossedAbove(a: IndicatorView, b: IndicatorView): boolean { return a.at(-1) < b.at(-1) && a.value > b.value; }

  crossedBelow(a: IndicatorView, b: IndicatorView): boolean { return this.crossedAbove(b, a); }
}

/** An indicator that may be asked before its first bar has ended. */
class LateView extends IndicatorView {
  override get value(): number { return this.at(0); }
}

/** The last bar of a longer timeframe that has ended, found as the run goes on. */
class EndedBars implements RunTime {
  readonly #ends: Float64Array;
  readonly #run: RunContext;
  readonly #ownMs: number;
  #bar = -1;

  constructor(ends: Float64Array, run: RunContext, ownMs: number) {
    this.#ends = ends;
    this.#run = run;
    this.#ownMs = ownMs;
  }

  get bar(): number {
    const now = this.#endOf(this.#run.time.bar);
    while (this.#ends[this.#bar + 1] <= now) this.#bar += 1;
    return this.#bar;
  }

  /** The symbol has a bar now with which the last one ended. */
  get isNew(): boolean {
    const { clock, present, time } = this.#run;
    const isHere = clock === null || clock[time.bar] === present.bar;
    return isHere && this.bar >= 0 && this.#ends[this.#bar] > this.#endOf(time.bar - 1);
  }

  /** No later than a bar of the run ends: bars are no longer than the closest two lie apart. NaN: there is no such bar. */
  #endOf(bar: number): number {
    return bar < 0 ? -Infinity : this.#run.bars.time[bar] + this.#ownMs;
  }
}

/**
 * Makes longer bars of those of a symbol in a run: from the epoch in UTC, weeks from Monday. Errors: TIMEFRAME_INVALID for what is no length,
 * or one below a day that is no whole multiple of the bars that there are.
 */
export function makeTimeframe<Names extends string>(run: RunContext, timeframe: string, columnsOf: ColumnsOf): TimeframeView<Names> {
  const { bars, symbol } = run;
  const ownMs = closestMs(bars.time);
  const lengthMs = lengthOf(timeframe);
  // Days and weeks take what begins in them; shorter bars would be of now more, now fewer.
  if (!(lengthMs > ownMs) || (lengthMs < dayMs && lengthMs % ownMs !== 0)) {
    throw new QuantError('TIMEFRAME_INVALID', `c.timeframe was asked for ${timeframe}, and the bars of ${symbol} lie ${ownMs < Infinity ? `${ownMs / 60_000} minutes` : 'nobody knows how far'} apart; it must be longer than that, and below a day a whole multiple of it.`);
  }
  const longer = aggregateBars(bars, lengthMs);
  const time = new EndedBars(longer.time.map((start) => start + lengthMs), run, ownMs);
  const ind = Object.fromEntries(columnsOf(longer).map(([name, values]) => [name, new LateView(values, time)]));
  return new TimeframeView<Names>({ symbol, timeframe, bars: longer, time, ind: ind as Readonly<Record<Names, IndicatorView>>, isNew: () => time.isNew });
}

function lengthOf(timeframe: string): number {
  const [, count, unit] = /^([1-9]\d{0,3})([smhdw])$/.exec(timeframe) ?? [];
  if (count !== undefined && unit !== undefined) return Number(count) * unitMs[unit]!;
  throw new QuantError('TIMEFRAME_INVALID', `c.timeframe was asked for ${JSON.stringify(timeframe)}; it takes a number and one of s, m, h, d, w, such as '4h' or '1d'.`);
}

function closestMs(time: Float64Array): number {
  let closest = Infinity;
  for (let i = 1; i < time.length; i++) closest = Math.min(closest, time[i] - time[i - 1]);
  return closest;
}
