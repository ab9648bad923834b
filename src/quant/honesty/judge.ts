import type { Verdict, VerdictCheck, VerdictGrade, VerdictReason } from '../../contract/model/verdict.ts';
import type { Evidence } from './evidence.ts';
import { checkEvidence, thresholds } from './verdict-checks.ts';
import { countOf, percent } from './words.ts';

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** From so many trials on the best of them by luck alone is worth naming. */
const manyTrials = 10;

/**
 * The verdict on a run. `good` where no decisive check failed; `invalid` where it saw the future; `bad` where it earns nothing; `lucky`
 * where it convinces by itself, but not after all its trials, or shows no more than the best of them would by luck; else `unproven`.
 */
export function judge(runId: string | null, evidence: Evidence): Verdict {
  const reasons = checkEvidence(evidence);
  const grade = gradeRun(evidence, reasons);
  const { sharpe, trials, overfitting, randomEntry, monteCarlo, lookAhead, data } = evidence;
  return {
    runId, grade, headline: writeHeadline(grade, evidence, reasons), reasons, trials,
    returns: sharpe.returns, periodsPerYear: sharpe.periodsPerYear, sharpe: orNull(sharpe.sharpe), sharpeError: orNull(sharpe.sharpeError),
    probabilisticSharpe: orNull(sharpe.probabilistic), expectedBestSharpe: orNull(sharpe.expectedBest), deflatedSharpe: orNull(sharpe.deflated),
    minimumTrackRecord: orNull(Math.ceil(sharpe.minimumTrackRecord)),
    overfitting, randomEntry, monteCarlo, lookAhead, data,
  };
}

const hasFailed = (reasons: readonly VerdictReason[], check: VerdictCheck): boolean => reasons.some((one) => one.check === check && one.passed === false);

function gradeRun(evidence: Evidence, reasons: readonly VerdictReason[]): VerdictGrade {
  const failed = (check: VerdictCheck): boolean => hasFailed(reasons, check);
  if (failed('look-ahead')) return 'invalid';
  if (failed('profit')) return 'bad';
  if (Number.isNaN(evidence.sharpe.sharpe)) return 'unproven';
  if (reasons.every(({ isDecisive, passed }) => !isDecisive || passed !== false)) return 'good';
  return isLucky(evidence, failed) ? 'lucky' : 'unproven';
}

function isLucky({ sharpe, trials }: Evidence, failed: (check: VerdictCheck) => boolean): boolean {
  const convincesAlone = sharpe.probabilistic >= thresholds.confidence;
  if (convincesAlone && (failed('deflated-sharpe') || failed('overfitting'))) return true;
  return trials.count >= manyTrials && sharpe.sharpe <= sharpe.expectedBest;
}

/** What to say of each check that stands against a run that may be real. */
const shortfalls: Partial<Record<VerdictCheck, string>> = {
  data: 'its data are not fit to judge by',
  trades: 'it has too few trades',
  'track-record': 'its history is too short for such a Sharpe ratio',
  'probabilistic-sharpe': 'its history is too short for such a Sharpe ratio',
  'deflated-sharpe': 'after so many trials it cannot be told from luck',
  overfitting: 'the choice among its trials does not hold out of sample',
  'random-entry': 'its timing cannot be told from chance',
  interval: 'it loses where bars are read against it',
};

function writeHeadline(grade: VerdictGrade, evidence: Evidence, reasons: readonly VerdictReason[]): string {
  const { sharpe, trials, lookAhead } = evidence;
  const tried = trials.count === 1 ? 'the only trial that is known' : `the best of ${countOf(trials.count, 'trial')}`;
  switch (grade) {
    case 'invalid': return `Invalid: ${lookAhead?.sentence ?? 'it sees the future.'}`;
    case 'bad': return evidence.isRuined ? 'Bad: it lost all it had.' : `Bad: it does not earn anything (Sharpe ratio ${sharpe.sharpe.toFixed(2)}, return ${percent(evidence.totalReturn)}).`;
    case 'lucky': return `Lucky: luck alone shows a Sharpe ratio of ${sharpe.expectedBest.toFixed(2)} as ${tried}; this one has ${sharpe.sharpe.toFixed(2)}${hasFailed(reasons, 'deflated-sharpe') ? '' : ', and the choice does not hold out of sample'}.`;
    case 'good': return `Good: a Sharpe ratio of ${sharpe.sharpe.toFixed(2)} that ${trials.count === 1 ? 'chance' : `luck in ${countOf(trials.count, 'trial')}`} does not explain (${percent(sharpe.deflated)} sure)${trials.isWhole ? '' : ', as far as its trials are known'}${hasFailed(reasons, 'random-entry') ? '; but its timing cannot be told from chance, so that it may be the market that earns' : ''}.`;
    case 'unproven': {
      if (Number.isNaN(sharpe.sharpe)) return 'Unproven: nothing was earned or lost, so that there is nothing to judge.';
      const why = [...new Set(reasons.filter(({ passed, isDecisive }) => passed === false && isDecisive).map(({ check }) => shortfalls[check] ?? check))];
      return `Unproven: ${why.slice(0, 2).join(', and ')}.`;
    }
  }
}
