import type { VerdictReason } from '../../contract/model/verdict.ts';
import type { Evidence } from './evidence.ts';
import { leastFamily } from './measure-luck.ts';
import { countOf, percent, thousands } from './words.ts';

/** What a figure is held against, and what it must be at least or at most. */
export const thresholds = {
  /** Confidence that a Sharpe ratio is above what it is held against. */
  confidence: 0.95,
  /** Level of a test against chance. */
  significance: 0.05,
  /** Share of random entries that do as well from which on it is held against a run: half of them, so that its timing is worth nothing at all. */
  worthless: 0.5,
  /** Decisions that a result rests on; fewer are an anecdote. */
  trades: 5,
  /** Share of splits in which the best of the trials is below the middle out of sample. */
  overfitting: 0.5,
  /** Where the chosen earn out of sample all the same, their rank among others that earn says little. */
  overfittingLoss: 0.1,
  drawdownPercentile: 0.05,
} as const;

type Check = (evidence: Evidence) => VerdictReason;

const ratio = (value: number): string => value.toFixed(2);
const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
const noBars = 'The bars of the run are not at hand';

const lookAhead: Check = ({ lookAhead: found, hasBars }) => ({
  check: 'look-ahead', title: 'Look-ahead', value: found === null ? null : found.leaks.length, threshold: 0, passed: found === null ? null : found.isClean, isDecisive: true,
  sentence: found?.sentence ?? (hasBars ? 'Not checked by itself over so many bars; check the run for look-ahead before it is trusted.' : `${noBars}, so that it could not be checked for look-ahead.`),
});

const profit: Check = ({ sharpe: { sharpe }, totalReturn, isRuined }) => ({
  check: 'profit', title: 'Earns anything', value: orNull(sharpe), threshold: 0, passed: isRuined ? false : Number.isNaN(sharpe) ? null : sharpe > 0 && totalReturn > 0, isDecisive: true,
  sentence: isRuined ? 'It lost all it had.'
    : Number.isNaN(sharpe) ? 'Its equity never moved, so that there is nothing to judge.'
    : `It came to ${percent(totalReturn)} with a Sharpe ratio of ${ratio(sharpe)} a year${sharpe > 0 && totalReturn > 0 ? '' : ', so it does not earn anything'}.`,
});

const trades: Check = ({ trades: { length } }) => ({
  check: 'trades', title: 'Trades', value: length, threshold: thresholds.trades, passed: length >= thresholds.trades, isDecisive: true,
  sentence: `It closed ${countOf(length, 'trade')}${length >= thresholds.trades ? '' : `; below ${thresholds.trades} a few of them decide everything`}.`,
});

const trackRecord: Check = ({ sharpe: { returns, minimumTrackRecord, periodsPerYear } }) => {
  const years = (periods: number): string => `${(periods / periodsPerYear).toFixed(1)} years`;
  const needed = Math.ceil(minimumTrackRecord);
  return {
    check: 'track-record', title: 'Track record', value: returns, threshold: orNull(needed), passed: Number.isNaN(minimumTrackRecord) ? null : returns >= needed, isDecisive: true,
    sentence: !Number.isFinite(minimumTrackRecord) ? 'No track record of such returns is long enough to show that they are above 0.'
      : `It has ${countOf(returns, 'return')} (${years(returns)}); to tell its Sharpe ratio from 0, ${thousands(needed)} (${years(needed)}) are needed.`,
  };
};

const probabilistic: Check = ({ sharpe: { probabilistic: value } }) => ({
  check: 'probabilistic-sharpe', title: 'Probabilistic Sharpe ratio', value: orNull(value), threshold: thresholds.confidence, passed: Number.isNaN(value) ? null : value >= thresholds.confidence, isDecisive: true,
  sentence: Number.isNaN(value) ? 'There are too few returns to say how likely its true Sharpe ratio is above 0.' : `Its true Sharpe ratio is above 0 with a probability of ${percent(value)}, had it been the only trial.`,
});

const deflated: Check = ({ sharpe: { deflated: value, expectedBest }, trials: { count } }) => ({
  check: 'deflated-sharpe', title: 'Deflated Sharpe ratio', value: orNull(value), threshold: thresholds.confidence, passed: Number.isNaN(value) ? null : value >= thresholds.confidence, isDecisive: true,
  sentence: Number.isNaN(value) ? 'There are too few returns to hold its Sharpe ratio against luck.'
    : count === 1 ? `It is the only trial that is known, so that nothing is taken off: ${percent(value)}.`
    : `The best of ${countOf(count, 'trial')} without any edge is expected to show a Sharpe ratio of ${ratio(expectedBest)}; its true one is above that with a probability of ${percent(value)}.`,
});

const overfitting: Check = ({ overfitting: found, trials: { count }, hasBars }) => {
  const isFine = found === null ? null : found.probability <= thresholds.overfitting || found.lossProbability <= thresholds.overfittingLoss;
  return {
    check: 'overfitting', title: 'Probability of overfitting', value: found?.probability ?? null, threshold: thresholds.overfitting, passed: isFine, isDecisive: true,
    sentence: found !== null
      ? `In ${percent(found.probability)} of ${thousands(found.splits)} splits the best of ${countOf(found.trials, 'trial')} was in the lower half of them out of sample, and in ${percent(found.lossProbability)} it lost there.`
      : count < leastFamily ? `With fewer than ${leastFamily} trials there is no family of them to choose from.`
      : hasBars ? 'Its trials could not be run again for a comparison.' : `${noBars}, so that its trials could not be compared.`,
  };
};

/** Advice, but for a run that random entries beat: who follows a market that rises all the time need not time it well to earn. */
const randomEntry: Check = ({ randomEntry: found, hasBars, trades: { length } }) => ({
  check: 'random-entry', title: 'Against random entries', value: found?.pValue ?? null, threshold: thresholds.significance, passed: found === null ? null : found.pValue <= thresholds.significance, isDecisive: found !== null && found.pValue > thresholds.worthless,
  sentence: found !== null
    ? `${percent(found.pValue)} of ${thousands(found.samples)} runs that held as often and as long at random moments did as well${found.pValue <= thresholds.significance ? '' : ': its timing cannot be told from chance'}.`
    : hasBars ? `It ${length === 0 ? 'closed no trade' : 'was in the market all the time'}, so that there are no entries to compare with random ones.` : `${noBars}, so that its entries could not be compared with random ones.`,
});

const monteCarlo: Check = ({ monteCarlo: found }) => ({
  check: 'monte-carlo', title: 'Order of the trades', value: found?.drawdownPercentile ?? null, threshold: thresholds.drawdownPercentile, passed: found === null ? null : found.drawdownPercentile >= thresholds.drawdownPercentile, isDecisive: false,
  sentence: found === null ? 'There are too few trades to put into other orders.'
    : `${percent(found.drawdownPercentile)} of ${thousands(found.paths)} other orders of its trades fall at most as deep; one in twenty falls by more than ${percent(-found.worstDrawdown)}, and drawn again ${percent(found.lossProbability)} lose.`,
});

const interval: Check = ({ interval: found, settings: { cash } }) => {
  const isKnown = found !== null;
  const isFine = !isKnown || found.ambiguousBars === 0 || found.pessimistic > cash;
  return {
    check: 'interval', title: 'Whatever happened inside bars', value: isKnown ? found.pessimistic : null, threshold: cash, passed: isKnown ? isFine : null, isDecisive: true,
    sentence: !isKnown ? 'The engine of this profile reads bars in one way only.'
      : found.ambiguousBars === 0 ? 'No bar left open what happened first inside it.'
      : `${countOf(found.ambiguousBars, 'bar')} left open what happened first: at worst the equity ends at ${found.pessimistic.toFixed(2)}${isFine ? '' : ', below its start'}${found.isEstimate ? ' (an estimate, not a bound)' : ''}.`,
  };
};

const costs: Check = ({ settings }) => {
  const { commissionRate, commissionFixed, commissionPerUnit = 0, spreadRate, slippageRate, impact } = settings;
  const hasCosts = commissionRate + commissionFixed + commissionPerUnit + spreadRate + slippageRate > 0 || impact !== undefined;
  return {
    check: 'costs', title: 'Costs', value: null, threshold: null, passed: hasCosts, isDecisive: false,
    sentence: hasCosts ? 'It pays costs.' : 'It pays no commission, spread or slippage; nobody trades for nothing.',
  };
};

const data: Check = ({ data: found }) => ({
  check: 'data', title: 'Grade of the data', value: null, threshold: null, passed: found === null ? null : found.grade !== 'D' && found.grade !== 'F', isDecisive: true,
  sentence: found?.sentence ?? `${noBars}, so that they were not graded.`,
});

/** Every check of a verdict, the most damning first. */
const checks: readonly Check[] = [lookAhead, data, profit, trades, trackRecord, probabilistic, deflated, overfitting, randomEntry, interval, monteCarlo, costs];

const rankOf = ({ passed, isDecisive }: VerdictReason): number => (passed === false ? 0 : passed === null ? 2 : 4) + (isDecisive ? 0 : 1);

/** What speaks against a run first, then what is not known, then what speaks for it. */
export const checkEvidence = (evidence: Evidence): VerdictReason[] =>
  checks.map((check) => check(evidence)).toSorted((a, b) => rankOf(a) - rankOf(b));
