import type { Scenario } from '../../contract/model/tape.ts';
import { dayOf } from './calendar.ts';
import { makeSteps, mixSteps, type Step } from './scenario-effect.ts';
import { idOf } from './sim-instruments.ts';
import type { Source } from './source.ts';

const undisturbed: Step = { fromMs: Number.NEGATIVE_INFINITY, factor: 1, unrest: 1, bustle: 1 };

type Halt = { readonly startMs: number; readonly endMs: number };

/** All that scenarios do to one listing. It says nothing about moments before the first of them began. */
export class Disturbance {
  readonly #steps: readonly Step[];
  readonly #halts: readonly Halt[];
  /** First moment that is not as it would have been; Infinity where none is. */
  readonly startMs: number;

  constructor(steps: readonly Step[] = [], halts: readonly Halt[] = []) {
    this.#steps = steps;
    this.#halts = halts;
    this.startMs = Math.min(steps[0]?.fromMs ?? Infinity, ...halts.map((halt) => halt.startMs));
  }

  /** What this and one more scenario do; this itself where that does not hit the listing. */
  and(scenario: Scenario, source: Source, known: KnownSteps): Disturbance {
    const steps = stepsOf(scenario, source, known);
    const halts = scenario.kind === 'halt' && isHit(scenario, source) ? [scenario] : [];
    return steps.length + halts.length === 0 ? this : new Disturbance(combine(this.#steps, steps), [...this.#halts, ...halts]);
  }

  /** What holds at a moment. */
  at(ms: number): Step {
    return this.#steps[this.#indexAt(ms)] ?? undisturbed;
  }

  /** Whether all of a stretch is only scaled by one factor. */
  isSteady(fromMs: number, toMs: number): boolean {
    const index = this.#indexAt(fromMs);
    const { unrest, bustle } = this.#steps[index] ?? undisturbed;
    return unrest === 1 && bustle === 1 && index === this.#indexAt(toMs - 1) && !this.#halts.some((halt) => halt.startMs < toMs && halt.endMs > fromMs);
  }

  /** When a halt that holds at a moment ends, also where one runs into the next; null: none holds. */
  haltEnd(ms: number): number | null {
    let endMs: number | null = null;
    for (let halt = this.#haltAt(ms); halt !== undefined; halt = this.#haltAt(endMs)) endMs = halt.endMs;
    return endMs;
  }

  /** At most so many bars of a length are missing for want of trades. */
  countLostBars(timeframeMs: number): number {
    return this.#halts.reduce((sum, { startMs, endMs }) => sum + Math.ceil((endMs - startMs) / timeframeMs) + 1, 0);
  }

  #haltAt = (ms: number): Halt | undefined => this.#halts.find((halt) => halt.startMs <= ms && ms < halt.endMs);

  /** Index of the last step begun at a moment; -1 before the first. */
  #indexAt(ms: number): number {
    let [low, high] = [0, this.#steps.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#steps[middle]!.fromMs <= ms) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** Two effects as one: factors multiply, the greater unrest counts. */
function combine(before: readonly Step[], added: readonly Step[]): Step[] {
  const combined: Step[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < added.length) {
    const fromMs = Math.min(before[i]?.fromMs ?? Infinity, added[j]?.fromMs ?? Infinity);
    if (before[i]?.fromMs === fromMs) i += 1;
    if (added[j]?.fromMs === fromMs) j += 1;
    const [one, other] = [before[i - 1] ?? undisturbed, added[j - 1] ?? undisturbed];
    combined.push({ fromMs, factor: one.factor * other.factor, unrest: Math.max(one.unrest, other.unrest), bustle: Math.max(one.bustle, other.bustle) });
  }
  return combined;
}

const isHit = (scenario: Scenario, source: Source): boolean => scenario.instrumentId === null || scenario.instrumentId === idOf(source.listing);

/** What a scenario does to listings, by symbol: a share is asked for by itself and by the funds that hold it. */
export type KnownSteps = Map<string, readonly Step[]>;

function stepsOf(scenario: Scenario, source: Source, known: KnownSteps): readonly Step[] {
  const { symbol } = source.listing;
  const steps = known.get(symbol) ?? findSteps(scenario, source, known);
  known.set(symbol, steps);
  return steps;
}

/** A fund that is hit by itself falls by itself; else it moves with those of its members that are hit, by what they were worth the day before. */
function findSteps(scenario: Scenario, source: Source, known: KnownSteps): Step[] {
  const { listing, members, key, marketKey } = source;
  if (members.length === 0 || scenario.instrumentId === idOf(listing)) return isHit(scenario, source) ? makeSteps(scenario, listing, { market: marketKey, own: key }) : [];
  const worth = members.map((member) => Math.exp(member.path.logClose(member.listing, dayOf(scenario.startMs) - 1)) / member.listing.firstPrice);
  const all = worth.reduce((sum, one) => sum + one, 0);
  return mixSteps(members.map((member, i) => ({ steps: stepsOf(scenario, member, known), weight: worth[i]! / all })), scenario.instrumentId === null);
}
