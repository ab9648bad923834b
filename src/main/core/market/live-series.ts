import type { Bar, LiveBar } from '../../../contract/model/bar.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { createBarBuilder, type FormingBar } from '../../../quant/bars/index.ts';

type Event = { readonly kind: 'trade'; readonly timeMs: number; readonly price: number; readonly size: number } | { readonly kind: 'time'; readonly timeMs: number };

/** Sums of sizes say at most this many decimals; what lies behind them is rounding. */
const decimalsFactor = 1e8;

function cleanVolume(volume: number): number {
  const scaled = volume * decimalsFactor;
  return scaled < Number.MAX_SAFE_INTEGER ? Math.round(scaled) / decimalsFactor : volume;
}

/**
 * The bars of one series as they form, out of trades and the passing of time. It goes on from the part of the forming bar that lay
 * before it was opened, so that its bars are those of somebody who saw every trade. What comes before that part is known, waits.
 */
export class LiveSeries {
  readonly #timeframeMs: number;
  readonly #builder;
  readonly #onBar: (bar: LiveBar) => void;
  /** Events that came before the seed; null once it is there. */
  #waiting: Event[] | null = [];
  /** Bars that end by this moment are finished and told. */
  #finishedUntilMs = Number.NEGATIVE_INFINITY;
  /** Trades of finished bars; they change nothing. */
  lateTrades = 0;

  constructor(timeframeMs: number, onBar: (bar: LiveBar) => void) {
    this.#timeframeMs = timeframeMs;
    this.#builder = createBarBuilder(timeframeMs);
    this.#onBar = onBar;
  }

  /** The forming bar; null while its period has no trade. */
  get forming(): LiveBar | null {
    const bar = this.#builder.forming;
    return bar === null || this.#isFinished(bar) ? null : toLiveBar(bar, true);
  }

  /** The forming bar as it stood when the series was opened; what happened since then follows it now. */
  seed(bar: Bar | null): void {
    if (bar !== null) {
      // Four trades with the prices and the volume of the bar leave the builder where it would be.
      const { time, open, high, low, close, volume } = bar;
      for (const price of [open, high, low]) this.#builder.add(time, price, 0);
      this.#builder.add(time, close, volume);
    }
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const event of waiting) this.#apply(event);
  }

  trade(timeMs: number, price: number, size: number): void {
    this.#take({ kind: 'trade', timeMs, price, size });
  }

  /** Every trade before this moment has come. */
  passTime(timeMs: number): void {
    this.#take({ kind: 'time', timeMs });
  }

  #take(event: Event): void {
    if (this.#waiting === null) this.#apply(event);
    else this.#waiting.push(event);
  }

  #apply(event: Event): void {
    if (event.kind === 'time') this.#finishUntil(event.timeMs);
    else if (event.timeMs < this.#finishedUntilMs) this.lateTrades += 1;
    else this.#add(event.timeMs, event.price, event.size);
  }

  #add(timeMs: number, price: number, size: number): void {
    const before = this.#builder.forming;
    const { change } = this.#builder.add(timeMs, price, size);
    if (change.kind === 'late') {
      this.lateTrades += 1;
      return;
    }
    if (before !== null && change.bar.time > before.time) this.#finish(before);
    this.#onBar(toLiveBar(change.bar, true));
  }

  #finishUntil(timeMs: number): void {
    const bar = this.#builder.forming;
    if (bar !== null && bar.time + this.#timeframeMs <= timeMs) this.#finish(bar);
  }

  #finish(bar: FormingBar): void {
    if (this.#isFinished(bar)) return;
    this.#finishedUntilMs = bar.time + this.#timeframeMs;
    this.#onBar(toLiveBar(bar, false));
  }

  #isFinished(bar: FormingBar): boolean {
    return bar.time + this.#timeframeMs <= this.#finishedUntilMs;
  }
}

const toLiveBar = ({ time, open, high, low, close, volume }: FormingBar, isForming: boolean): LiveBar =>
  Object.freeze({ time: epochMs(time), open, high, low, close, volume: cleanVolume(volume), isForming });
