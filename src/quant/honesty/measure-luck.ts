import type { BacktestSettings, BacktestTrade } from '../../contract/model/backtest.ts';
import type { Verdict } from '../../contract/model/verdict.ts';
import { tradedOf } from '../engine/longer-series.ts';
import { createRunClock } from '../engine/run-clock.ts';
import { runStrategy } from '../engine/run-strategy.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import type { SeriesInput } from '../engine/task.ts';
import { QuantError } from '../error.ts';
import { resolveParams } from '../resolve-params.ts';
import { chooseAnnualisation } from '../stats/data-period.ts';
import { computePeriodReturns } from '../stats/period-returns.ts';
import { computeOverfitting } from '../stats/significance/overfitting.ts';
import { testRandomEntry } from '../stats/significance/random-tests.ts';
import { drawPaths } from '../sweep/monte-carlo.ts';
import { findHoldings } from './hold-places.ts';

/** Samples of what chance does: fewer where each is long, so that a run of a hundred thousand trades is judged in seconds, too. */
const mostSamples = 1_000;
const leastSamples = 200;
const drawsTogether = 4_000_000;
const samplesOf = (length: number): number => Math.max(leastSamples, Math.min(mostSamples, Math.floor(drawsTogether / length)));

/** A run that holds more than this share of the time, on one side, has no entries that could be elsewhere. */
const alwaysHeld = 0.95;

/** How likely as many holdings, as long and on the same sides, do as well at random moments; null where nothing was held, or always. */
export function testEntries(series: readonly SeriesInput[], trades: readonly BacktestTrade[], fill: BacktestSettings['fill'], seed: number): Verdict['randomEntry'] {
  const { market, holdings, exposure, isOneSided } = findHoldings(tradedOf(series), trades, fill, barsOfMoments(series));
  if (holdings.length === 0 || (isOneSided && exposure > alwaysHeld)) return null;
  const samples = samplesOf(holdings.length);
  return { holdings: holdings.length, samples, pValue: testRandomEntry(market, holdings, { samples, seed }).pValue };
}

/** For each symbol the bar that it has come to at each moment of a run over several; null for one symbol, whose bars are the moments. */
function barsOfMoments(series: readonly SeriesInput[]): ReadonlyMap<string, Int32Array> | null {
  if (series.length === 1) return null;
  const { time, places } = createRunClock(series);
  if (places === null) return null;
  return new Map(series.map(({ symbol }, k) => {
    const bars = new Int32Array(time.length);
    let bar = 0;
    for (let moment = 0; moment < time.length; moment++) {
      if (bar + 1 < places[k].length && places[k][bar + 1] <= moment) bar += 1;
      bars[moment] = bar;
    }
    return [symbol, bars];
  }));
}

/** What the trades come to in other orders and drawn again; null for fewer than two. `equity` at the closes of the run's moments. */
export function drawOrders(trades: readonly BacktestTrade[], equity: Float64Array, seed: number): Verdict['monteCarlo'] {
  if (trades.length < 2) return null;
  const returns = Float64Array.from(trades, ({ pnl, entryBar }) => Math.max(-1, pnl / equity[Math.max(0, entryBar - 1)]));
  const paths = samplesOf(returns.length);
  const options = { paths, meanBlock: 1, seed };
  const shuffled = drawPaths(returns, { ...options, method: 'shuffle' });
  const drawn = drawPaths(returns, { ...options, method: 'bootstrap' });
  return { paths, drawdownPercentile: shuffled.drawdownPercentile, worstDrawdown: shuffled.maxDrawdown.p5, lossProbability: drawn.lossProbability };
}

/** Trials that make a family, and how many of them are run again at most. */
export const leastFamily = 10;
const mostFamily = 64;
/** Bars that all runs of a family take together: a second or so. */
const familyBars = 2_000_000;
/** Code of others is slower. */
const guestFamilyBars = 400_000;

export type FamilyRequest = {
  readonly strategy: StrategyDefinition;
  readonly params: StrategyParams;
  readonly settings: BacktestSettings;
  readonly series: readonly SeriesInput[];
  /** Parameters of trials of the hypothesis; what they do not name is as in the run. */
  readonly family: readonly StrategyParams[];
  readonly isGuest: boolean;
  readonly progress: (share: number) => void;
};

/**
 * Probability of overfitting in the choice among trials of a hypothesis: they are run again under the settings of the run, which is one
 * of them. null where fewer than ten can be told apart or there are too many bars for that.
 */
export function measureOverfitting(request: FamilyRequest): Verdict['overfitting'] {
  const { series, isGuest, progress } = request;
  const bars = series.reduce((sum, one) => sum + one.bars.time.length, 0);
  const room = Math.min(mostFamily, Math.floor((isGuest ? guestFamilyBars : familyBars) / bars));
  const members = chooseFamily(request, room);
  if (members.length < leastFamily) return null;
  const returns: Float64Array[] = [];
  for (const [k, params] of members.entries()) {
    const own = returnsOf(request, params);
    if (own !== null) returns.push(own);
    progress((k + 1) / members.length);
  }
  const blocks = chooseBlocks(returns[0]?.length ?? 0);
  if (returns.length < leastFamily || blocks === 0) return null;
  const { probability, lossProbability, logits } = computeOverfitting(returns, blocks);
  return { trials: returns.length, splits: logits.length, probability, lossProbability };
}

/** The run's own parameters and different ones of its trials, as evenly as there is room. */
function chooseFamily({ strategy, params, family }: FamilyRequest, room: number): readonly StrategyParams[] {
  const different = new Map([[keyOf(params), params]]);
  for (const one of family) {
    const complete = completeParams(strategy, one);
    if (complete !== null && !different.has(keyOf(complete))) different.set(keyOf(complete), complete);
  }
  const [own, ...others] = different.values();
  const taken = Math.min(others.length, Math.max(0, room - 1));
  return [own, ...Array.from({ length: taken }, (_, k) => others[Math.floor((k * others.length) / taken)])];
}

const keyOf = (params: StrategyParams): string => Object.keys(params).toSorted().map((name) => `${name} ${params[name]}`).join(' ');

/** null for parameters that the strategy does not have (any more). */
function completeParams({ info }: StrategyDefinition, given: StrategyParams): StrategyParams | null {
  try {
    return resolveParams(`Strategy ${info.name}`, info.params, given);
  } catch (error) {
    if (error instanceof QuantError) return null;
    throw error;
  }
}

/** Returns of the equity of a trial; null where it fails, or lost all it had. */
function returnsOf({ strategy, settings, series }: FamilyRequest, params: StrategyParams): Float64Array | null {
  try {
    const { equity } = runStrategy(strategy, params, settings, series, undefined, { hasInterval: false });
    const returns = computePeriodReturns(equity.time, equity.value, chooseAnnualisation(equity.time).period);
    return returns.every((value) => Number.isFinite(value)) ? returns : null;
  } catch (error) {
    if (error instanceof QuantError) return null;
    throw error;
  }
}

/** Twelve blocks (924 splits), fewer where each would have less than ten returns; 0 where not even four have. */
function chooseBlocks(returns: number): number {
  const room = Math.floor(returns / 10);
  const blocks = Math.min(12, room - (room % 2));
  return blocks < 4 ? 0 : blocks;
}
