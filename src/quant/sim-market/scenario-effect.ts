import type { Scenario, ScenarioKind } from '../../contract/model/tape.ts';
import { normal, uniform } from '../random/index.ts';
import type { Listing } from './listing.ts';

/** What a market does to its undisturbed self from a moment on. */
export type Step = {
  readonly fromMs: number;
  /** Prices are multiplied by this. */
  readonly factor: number;
  /** Spreads are wider by this, and what is offered is less by it. */
  readonly unrest: number;
  /** So many times the usual is traded: a whole number, so that lots stay whole. */
  readonly bustle: number;
};

export const stepMs = 5_000;
const minuteMs = 60_000;
const fallSteps = (10 * minuteMs) / stepMs;
const recoverySteps = (20 * minuteMs) / stepMs;
const crashDepth = 0.12;
/** Share of a fall that is not made good. */
const lastingShare = 0.55;
const gapSize = 0.08;
const gapUnrestMs = 3 * minuteMs;

/** How long each kind lasts, in milliseconds of market time; a feed loss is measured by other clocks. */
export const scenarioLengthMs: Readonly<Record<Exclude<ScenarioKind, 'feed-loss'>, number>> = {
  crash: (fallSteps + recoverySteps) * stepMs, gap: gapUnrestMs, halt: 5 * minuteMs,
};

/** How much of a fall of the whole market a listing shares; currencies hardly move. */
function shareOfFall({ assetClass, marketBeta }: Listing): number {
  if (assetClass === 'fx') return 0.1;
  return assetClass === 'crypto' ? 1.2 : Math.min(1.5, Math.max(0.5, marketBeta));
}

/**
 * A fall of about twelve percent in ten minutes, ever faster, and in twenty more a recovery of nearly half of it, both in jolts. What
 * is not made good stays.
 */
function crashSteps(startMs: number, depth: number, shared: number, own: number): Step[] {
  const bottom = Math.log(1 - depth);
  const rest = Math.log(1 - lastingShare * depth);
  const jolt = (i: number): number => 0.04 * depth * (0.7 * normal(shared, startMs, i) + 0.7 * normal(own, startMs, i));
  const steps: Step[] = [];
  for (let i = 1; i <= fallSteps; i++) {
    const share = i / fallSteps;
    const log = bottom * share ** 1.4 + (i === fallSteps ? 0 : jolt(i));
    steps.push({ fromMs: startMs + (i - 1) * stepMs, factor: Math.exp(log), unrest: 3, bustle: 3 });
  }
  for (let i = 1; i <= recoverySteps; i++) {
    const left = 1 - i / recoverySteps;
    const log = rest + (bottom - rest) * left ** 2 + left * jolt(fallSteps + i);
    steps.push({ fromMs: startMs + (fallSteps + i - 1) * stepMs, factor: Math.exp(log), unrest: 1 + 2 * left, bustle: 2 });
  }
  return [...steps, { fromMs: startMs + scenarioLengthMs.crash, factor: Math.exp(rest), unrest: 1, bustle: 1 }];
}

function gapSteps(startMs: number, key: number): Step[] {
  const factor = uniform(key, startMs, 90) < 0.5 ? 1 - gapSize : 1 + gapSize;
  return [{ fromMs: startMs, factor, unrest: 2, bustle: 2 }, { fromMs: startMs + gapUnrestMs, factor, unrest: 1, bustle: 1 }];
}

/**
 * What a scenario does to a listing that it hits: steps on a grid of five seconds from its start, the last one for good. A pure
 * function of the scenario and the keys of random numbers.
 */
export function makeSteps({ kind, instrumentId, startMs }: Scenario, listing: Listing, keys: { readonly market: number; readonly own: number }): Step[] {
  if (kind === 'gap') return gapSteps(startMs, keys.own);
  if (kind !== 'crash') return [];
  return crashSteps(startMs, crashDepth * (instrumentId === null ? shareOfFall(listing) : 1), instrumentId === null ? keys.market : keys.own, keys.own);
}

/** A fund moves with what it holds, each by its weight; of the bustle there it notices nothing. */
export function mixSteps(held: readonly { readonly steps: readonly Step[]; readonly weight: number }[], isBusy: boolean): Step[] {
  const longest = held.reduce((most, one) => (one.steps.length > most.length ? one.steps : most), [] as readonly Step[]);
  return longest.map(({ fromMs, unrest, bustle }, i) => ({
    fromMs, factor: held.reduce((sum, { steps, weight }) => sum + weight * (steps[i]?.factor ?? 1), 0),
    unrest: isBusy ? unrest : 1, bustle: isBusy ? bustle : 1,
  }));
}
