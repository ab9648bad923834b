import type { BarColumns } from '../../contract/model/bar.ts';
import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { Scenario } from '../../contract/model/tape.ts';
import type { Tick, TradeTick } from '../../contract/model/tick.ts';
import { dayOf, sessionOf } from './calendar.ts';
import { joinColumns } from './columns.ts';
import { disturbBars, foldBars, foldTrades } from './disturb-bars.ts';
import { disturbTicks } from './disturb-ticks.ts';
import { Disturbance, type KnownSteps } from './disturbance.ts';
import { makeHours } from './hour-path.ts';
import { makeMinutes, minuteMs } from './minute-path.ts';
import { sessionShapes } from './session-shape.ts';
import type { Source } from './source.ts';
import { makeMinuteTicks } from './tick-path.ts';

/**
 * One listing's tape and bars, undisturbed or as scenarios make them. What was made last is kept: charts and the tape ask for the
 * same stretch again and again. Prices of bars are in ticks, volumes in lots.
 */
export class Desk {
  readonly source: Source;
  readonly #id: InstrumentId;
  #disturbance = new Disturbance();
  #hours: { readonly day: number; readonly bars: BarColumns } | null = null;
  #block: { readonly startMs: number; readonly bars: BarColumns } | null = null;
  #ticks: { readonly startMs: number; readonly ticks: readonly Tick[] } | null = null;
  /** Hours made anew, which takes all their trades. */
  readonly #remade = new Map<number, ReturnType<typeof foldBars>>();

  constructor(id: InstrumentId, source: Source) {
    this.#id = id;
    this.source = source;
  }

  get disturbance(): Disturbance {
    return this.#disturbance;
  }

  /** From now on the listing is as if it had had the scenario from the beginning. */
  disturb(scenario: Scenario, known: KnownSteps): void {
    const disturbance = this.#disturbance.and(scenario, this.source, known);
    if (disturbance === this.#disturbance) return;
    this.#disturbance = disturbance;
    this.#ticks = null;
    this.#remade.clear();
  }

  /** Ticks of a minute in which the market is open. */
  minuteTicks(startMs: number): readonly Tick[] {
    if (this.#ticks?.startMs === startMs) return this.#ticks.ticks;
    const { listing, key, path } = this.source;
    const day = dayOf(startMs);
    const hours = this.#plainHours(day);
    const b = hours.time.findLastIndex((time) => time <= startMs);
    const plain = makeMinuteTicks(key, listing, this.#id, this.#plainBlock(day, b), (startMs - hours.time[b]!) / minuteMs, path.volatility(day));
    const ticks = startMs + minuteMs > this.#disturbance.startMs ? disturbTicks(plain, this.#disturbance, listing) : plain;
    this.#ticks = { startMs, ticks };
    return ticks;
  }

  /** Minutes of a trading day's session. */
  minutes(day: number): BarColumns {
    return joinColumns(Array.from(this.#plainHours(day).time, (_, b) => this.#minutesOf(day, b)));
  }

  /** Hours of a trading day's session; the first and the last may be shorter. */
  hours(day: number): BarColumns {
    const plain = this.#plainHours(day);
    const { openMs, closeMs } = sessionOf(this.source.listing.calendar, day);
    if (closeMs <= this.#disturbance.startMs) return plain;
    const { blockFrom } = sessionShapes[this.source.listing.calendar];
    return disturbBars(plain, (b) => openMs + blockFrom[b + 1]! * minuteMs, this.#disturbance, (b) => {
      const startMs = plain.time[b]!;
      let hour = this.#remade.get(startMs);
      if (hour === undefined) this.#remade.set(startMs, (hour = foldBars(this.#minutesOf(day, b))));
      return hour;
    });
  }

  #minutesOf(day: number, b: number): BarColumns {
    const plain = this.#plainBlock(day, b);
    if (plain.time.at(-1)! + minuteMs <= this.#disturbance.startMs) return plain;
    const tradesOf = (startMs: number): TradeTick[] => this.minuteTicks(startMs).filter((tick) => tick.kind === 'trade');
    return disturbBars(plain, (k) => plain.time[k]! + minuteMs, this.#disturbance, (k) => foldTrades(tradesOf(plain.time[k]!), this.source.listing));
  }

  #plainHours(day: number): BarColumns {
    if (this.#hours?.day !== day) this.#hours = { day, bars: makeHours(this.source, day) };
    return this.#hours.bars;
  }

  #plainBlock(day: number, b: number): BarColumns {
    const hours = this.#plainHours(day);
    const startMs = hours.time[b]!;
    if (this.#block?.startMs !== startMs) this.#block = { startMs, bars: makeMinutes(this.source, day, hours, b) };
    return this.#block.bars;
  }
}
