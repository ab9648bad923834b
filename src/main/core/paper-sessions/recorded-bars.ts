import type { BarColumns } from '../../../contract/model/bar.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { barOrigin, type RecordedBar } from './ports.ts';

const names = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Columns that grow, on memory that threads share: what a job was given stays as it was. */
class GrowingBars {
  #columns = sharedColumns(1_024);
  #count = 0;

  push(bar: RecordedBar): void {
    if (this.#count === this.#columns.time.length) {
      const wider = sharedColumns(this.#count * 2);
      for (const name of names) wider[name].set(this.#columns[name]);
      this.#columns = wider;
    }
    for (const name of names) this.#columns[name][this.#count] = bar[name];
    this.#count += 1;
  }

  get lastTime(): number {
    return this.#count === 0 ? -Infinity : (this.#columns.time[this.#count - 1] ?? -Infinity);
  }

  get columns(): BarColumns {
    const view = (name: (typeof names)[number]): Float64Array => this.#columns[name].subarray(0, this.#count);
    return { time: view('time'), open: view('open'), high: view('high'), low: view('low'), close: view('close'), volume: view('volume') };
  }
}

function sharedColumns(count: number): BarColumns {
  const column = (): Float64Array => new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
  return { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
}

/** A stretch of bars that were read from history. */
export type CaughtUp = { readonly fromMs: EpochMs; readonly toMs: EpochMs; readonly bars: number };

/** The bars that a session recorded, as its strategy sees them. */
export class RecordedBars {
  readonly #series: readonly GrowingBars[];
  readonly counts = { warmup: 0, live: 0, caughtUp: 0 };
  readonly #caughtUp: CaughtUp[] = [];
  #lastOrigin: number = barOrigin.warmup;

  constructor(series: number) {
    this.#series = Array.from({ length: series }, () => new GrowingBars());
  }

  /** Takes a bar in; false: it is not later than the last one of its series and was left out. */
  add(bar: RecordedBar): boolean {
    const series = this.#series[bar.series];
    if (series === undefined || bar.time <= series.lastTime) return false;
    series.push(bar);
    if (bar.origin === barOrigin.warmup) this.counts.warmup += 1;
    else if (bar.origin === barOrigin.live) this.counts.live += 1;
    else {
      this.counts.caughtUp += 1;
      this.#noteLate(bar.time);
    }
    this.#lastOrigin = bar.origin;
    return true;
  }

  /** Whether a bar of that time was read from history afterwards. */
  isCaughtUp(timeMs: number): boolean {
    return this.#caughtUp.some(({ fromMs, toMs }) => timeMs >= fromMs && timeMs <= toMs);
  }

  get caughtUp(): readonly CaughtUp[] {
    return this.#caughtUp;
  }

  get count(): number {
    return this.counts.warmup + this.counts.live + this.counts.caughtUp;
  }

  /** Start of the last bar of a series; −∞: it has none. */
  lastTime(series: number): number {
    return this.#series[series]?.lastTime ?? -Infinity;
  }

  /** The columns as they are now; those of later bars are others. */
  get columns(): readonly BarColumns[] {
    return this.#series.map((one) => one.columns);
  }

  /** The same up to a bar that starts at a moment. */
  columnsUntil(timeMs: number): readonly BarColumns[] {
    return this.columns.map((columns) => {
      const after = columns.time.findIndex((time) => time > timeMs);
      const count = after === -1 ? columns.time.length : after;
      const cut = (name: (typeof names)[number]): Float64Array => columns[name].subarray(0, count);
      return { time: cut('time'), open: cut('open'), high: cut('high'), low: cut('low'), close: cut('close'), volume: cut('volume') };
    });
  }

  #noteLate(time: number): void {
    const last = this.#lastOrigin === barOrigin.caughtUp ? this.#caughtUp.at(-1) : undefined;
    const at = time as EpochMs;
    if (last === undefined) this.#caughtUp.push({ fromMs: at, toMs: at, bars: 1 });
    else this.#caughtUp[this.#caughtUp.length - 1] = { fromMs: Math.min(last.fromMs, at) as EpochMs, toMs: Math.max(last.toMs, at) as EpochMs, bars: last.bars + 1 };
  }
}
