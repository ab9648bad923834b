import type { BacktestSettings, ResultInterval } from '../../contract/model/backtest.ts';
import { QuantError } from '../error.ts';
import { profiles } from './profiles.ts';
import { Reading } from './reading.ts';
import { simulate } from './simulate.ts';
import type { Simulation } from './simulation.ts';
import type { StrategyDefinition, StrategyParams } from './strategy.ts';
import type { SeriesInput } from './task.ts';

/** How many branches are followed at most, and how many bars they may walk together. */
const mostBranches = 4_096;
const mostBars = 5_000_000;

type Run = { readonly strategy: StrategyDefinition; readonly params: StrategyParams; readonly settings: BacktestSettings; readonly series: readonly SeriesInput[] };
type Outcome = { readonly reading: Reading; readonly simulation: Simulation };

/**
 * Between which final equities a run lies, whatever happened inside its bars. Where nothing was left open, at its own. Where what was left
 * open decided only at what price trades ended, at those of the two readings; else every branch is followed, and if there are too many
 * of them, or something was left open that no branch follows, the two readings with what was followed are an estimate, not a bound.
 * null: the engine of the profile reads bars in one way only.
 *
 * @param main the run itself and how its bars were read.
 */
export function computeInterval(run: Run, main: Outcome): ResultInterval | null {
  if (run.settings.profile !== 'tapedeck' || !profiles[run.settings.profile].readsOptimistically) return null;
  const magnified = run.settings.intrabar === 'magnify' ? { magnified: finalEquity(main) } : {};
  const pessimistic = run.settings.intrabar === 'pessimistic' ? main : read(run, 'pessimistic');
  if (pessimistic === null) return estimate([finalEquity(main)], magnified, main.reading.ambiguousBars);
  const { ambiguousBars } = pessimistic.reading;
  if (ambiguousBars === 0 && !pessimistic.reading.isOpenEnded) {
    const only = finalEquity(pessimistic);
    return { pessimistic: only, optimistic: only, ...magnified, ambiguousBars, isEstimate: false };
  }
  const optimistic = run.settings.intrabar === 'optimistic' ? main : read(run, 'optimistic');
  if (optimistic === null) return estimate([finalEquity(pessimistic)], magnified, ambiguousBars);
  const equities = [finalEquity(pessimistic), finalEquity(optimistic)];
  const isEstimate = pessimistic.reading.isOpenEnded || optimistic.reading.isOpenEnded || (!differsInPriceOnly(run, pessimistic, optimistic) && !followBranches(run, pessimistic, equities));
  return { pessimistic: Math.min(...equities), optimistic: Math.max(...equities), ...magnified, ambiguousBars, isEstimate };
}

const estimate = (equities: readonly number[], magnified: { magnified?: number }, ambiguousBars: number): ResultInterval =>
  ({ pessimistic: Math.min(...equities), optimistic: Math.max(...equities), ...magnified, ambiguousBars, isEstimate: true });

const finalEquity = ({ simulation: { equity } }: Outcome): number => equity[equity.length - 1];

/** The run read in another way; null where it then asks for something that is refused. */
function read({ strategy, params, settings, series }: Run, intrabar: 'pessimistic' | 'optimistic', script: readonly number[] | null = null): Outcome | null {
  const reading = new Reading(intrabar === 'optimistic', script);
  try {
    return { reading, simulation: simulate(strategy, params, { ...settings, intrabar }, series, undefined, reading) };
  } catch (error) {
    if (error instanceof QuantError) return null;
    throw error;
  }
}

/**
 * What was left open decided only prices, nothing looked at what they make of equity, and both readings were filled alike: no decision
 * depended on what was left open, and each mixture of the two lies between them.
 */
function differsInPriceOnly({ settings: { maintenanceMargin, commissionTiers } }: Run, a: Outcome, b: Outcome): boolean {
  const isBlind = [a, b].every(({ reading, simulation }) => reading.isPriceOnly && !reading.isEquitySeen && simulation.ruin === null && simulation.refusals.isEmpty);
  if (!isBlind || maintenanceMargin !== undefined || commissionTiers !== undefined) return false;
  const [fills, others] = [a.simulation.ledger.fills, b.simulation.ledger.fills];
  if (fills.length !== others.length || a.reading.taken.length !== b.reading.taken.length) return false;
  return fills.every((fill, k) => {
    const other = others[k];
    return fill.bar === other.bar && fill.symbol === other.symbol && fill.side === other.side && fill.size === other.size;
  });
}

/** Follows every branch of what was left open and collects where each ends; false: there are too many, or one leaves more open than branches can say. */
function followBranches(run: Run, first: Outcome, equities: number[]): boolean {
  const bars = run.series.reduce((sum, one) => sum + one.bars.time.length, 0);
  const most = Math.min(mostBranches, Math.floor(mostBars / Math.max(1, bars)));
  // Later branches may leave more or less open; where the first one alone promises too many, none is begun.
  if (first.reading.taken.reduce((product, { outcomes }) => product * outcomes, 1) > most) return false;
  let script: number[] | null = [];
  for (let followed = 0; script !== null; followed++) {
    if (followed >= most) return false;
    const branch = read(run, 'pessimistic', script);
    if (branch === null || branch.reading.isOpenEnded) return false;
    equities.push(finalEquity(branch));
    script = nextScript(branch.reading.taken);
  }
  return true;
}

/** The choices of the next branch, depth first; null: there is none. */
function nextScript(taken: readonly { readonly outcomes: number; readonly choice: number }[]): number[] | null {
  for (let k = taken.length - 1; k >= 0; k--) {
    if (taken[k].choice + 1 < taken[k].outcomes) return [...taken.slice(0, k).map((one) => one.choice), taken[k].choice + 1];
  }
  return null;
}
