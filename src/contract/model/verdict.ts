import { z } from 'zod';
import { epochMsSchema } from './units.ts';

/**
 * What a backtest is worth. `good`: every decisive check is passed; `unproven`: it may be real, but there is too little to tell; `lucky`: so
 * many trials show as much without any edge; `bad`: it does not earn anything; `invalid`: it saw the future, so that it says nothing.
 */
export const verdictGradeSchema = z.enum(['good', 'unproven', 'lucky', 'bad', 'invalid']);
export type VerdictGrade = z.infer<typeof verdictGradeSchema>;

export const verdictCheckSchema = z.enum([
  /** Decisions with the future cut off or poisoned. */
  'look-ahead',
  /** Annual Sharpe ratio above 0. */
  'profit',
  /** Closed trades. */
  'trades',
  /** Periods, against those that the Sharpe ratio needs to be told from 0. */
  'track-record',
  /** How likely the true Sharpe ratio is above 0. */
  'probabilistic-sharpe',
  /** The same above the best that so many trials show by luck. */
  'deflated-sharpe',
  /** Probability that the best of the trials is in the lower half of them out of sample. */
  'overfitting',
  /** As many holdings, as long and on the same sides, entered at random. */
  'random-entry',
  /** Share of other orders of the trades that fall at most as deep. */
  'monte-carlo',
  /** Whether the worst reading of ambiguous bars still earns. */
  'interval',
  /** Whether the run pays any costs. */
  'costs',
  /** Grade of the bars. */
  'data',
]);
export type VerdictCheck = z.infer<typeof verdictCheckSchema>;

export const verdictReasonSchema = z.object({
  check: verdictCheckSchema,
  /** A few words for a row of a table. */
  title: z.string(),
  /** null: not defined, or not a number. */
  value: z.number().nullable(),
  /** What the value is held against; null where there is no number for it. */
  threshold: z.number().nullable(),
  /** null: could not be checked; the sentence says why. */
  passed: z.boolean().nullable(),
  /** Without it the grade is not `good`; others are advice. */
  isDecisive: z.boolean(),
  /** One sentence with the numbers: what was found and what it means. */
  sentence: z.string(),
});
export type VerdictReason = z.infer<typeof verdictReasonSchema>;

/** A to F: nothing found; little that matters; figures may be off; figures are doubtful; not fit for a backtest. */
export const dataGradeLetterSchema = z.enum(['A', 'B', 'C', 'D', 'F']);
export type DataGradeLetter = z.infer<typeof dataGradeLetterSchema>;

export const dataDefectSchema = z.object({
  /** `order`: times that do not ascend; `gap`: bars are missing; `split`: a jump that looks like a split that prices were not adjusted for; `broken-bar`: a price that is not above 0 or lies outside its bar; `stale`: the same price for too long; `short`: little history. */
  kind: z.enum(['order', 'gap', 'split', 'broken-bar', 'stale', 'short']),
  symbol: z.string(),
  /** How many places. */
  count: z.number().int().positive(),
  /** The first of them; null where it is about the whole series. */
  firstTimeMs: epochMsSchema.nullable(),
  /** The best grade that a series with it can have. */
  grade: dataGradeLetterSchema,
  /** One sentence: what was found, where, and what to do. */
  sentence: z.string(),
});
export type DataDefect = z.infer<typeof dataDefectSchema>;

/** How good the bars of a run are: as good as their worst defect allows. */
export const dataGradeSchema = z.object({
  grade: dataGradeLetterSchema,
  /** One sentence. */
  sentence: z.string(),
  /** The worst first; empty for A. */
  defects: z.array(dataDefectSchema),
});
export type DataGrade = z.infer<typeof dataGradeSchema>;

/** A decision that changed when what came after it did. */
export const lookAheadLeakSchema = z.object({
  /** `cut`: the bars after it were taken away; `poison`: they were replaced by others. */
  probe: z.enum(['cut', 'poison']),
  /** The bar on whose close the decision was made, from 0. */
  bar: z.number().int(),
  timeMs: epochMsSchema,
  /** The last bar that both runs shared. */
  knownToBar: z.number().int(),
  /** One sentence: what was done with the future and what without it. */
  sentence: z.string(),
});
export type LookAheadLeak = z.infer<typeof lookAheadLeakSchema>;

/** Whether a strategy sees the future: its decisions when what comes later is cut off, and when it is poisoned. */
export const lookAheadSchema = z.object({
  strategy: z.string(),
  isClean: z.boolean(),
  /** Runs beside the one as it is. */
  runs: z.number().int(),
  /** Decisions that were compared. */
  decisions: z.number().int(),
  /** The earliest first; at most ten. */
  leaks: z.array(lookAheadLeakSchema),
  /** One sentence. */
  sentence: z.string(),
});
export type LookAhead = z.infer<typeof lookAheadSchema>;

/** How often a hypothesis was tried: every run, tweak and point of a search, across sessions. */
export const trialCountSchema = z.object({
  /** As in a run: the strategy without its parameters, and the data. null: it is not known, because nothing was recorded. */
  hypothesis: z.string().nullable(),
  /** The run itself included. */
  count: z.number().int().positive(),
  /** Whether all trials are known: not for a run that was kept out of the record. */
  isWhole: z.boolean(),
  /** Deviation of the trials' annual Sharpe ratios; null for fewer than two. */
  sharpeDeviation: z.number().nullable(),
  /** One sentence. */
  sentence: z.string(),
});
export type TrialCount = z.infer<typeof trialCountSchema>;

/** What a run is worth, in plain words with its reasons. Sharpe ratios are annual and without a risk-free rate. */
export const verdictSchema = z.object({
  runId: z.string().nullable(),
  grade: verdictGradeSchema,
  /** One sentence for people. */
  headline: z.string(),
  /** Those that were not passed first, the decisive before the others. */
  reasons: z.array(verdictReasonSchema),
  trials: trialCountSchema,
  /** Returns of equity that the figures are of, and how many of them are a year. */
  returns: z.number().int(),
  periodsPerYear: z.number(),
  sharpe: z.number().nullable(),
  sharpeError: z.number().nullable(),
  /** How likely the true ratio is above 0. */
  probabilisticSharpe: z.number().nullable(),
  /** Ratio that the best of so many trials without any edge is expected to show. */
  expectedBestSharpe: z.number().nullable(),
  /** How likely the true ratio is above that. */
  deflatedSharpe: z.number().nullable(),
  /** Periods until the ratio is told from 0 with 95 % confidence; null: never. */
  minimumTrackRecord: z.number().nullable(),
  /** Of trials of this hypothesis, run again on the bars of the run; null for fewer than ten trials, or where the bars are not there. */
  overfitting: z.object({
    /** Trials that were compared. */
    trials: z.number().int(),
    splits: z.number().int(),
    /** Share of the splits in which the best in sample is in the lower half out of sample (PBO). */
    probability: z.number(),
    /** Share of the splits in which the best in sample loses out of sample. */
    lossProbability: z.number(),
  }).nullable(),
  /** null: nothing was held, it is always in the market, or the bars are not there. */
  randomEntry: z.object({ holdings: z.number().int(), samples: z.number().int(), pValue: z.number() }).nullable(),
  /** Other orders of the trades; null for fewer than two. */
  monteCarlo: z.object({
    paths: z.number().int(),
    /** Share of the paths that fall at most as deep as the run did: near 0, the order in which its trades came was lucky. */
    drawdownPercentile: z.number(),
    /** Fall that one path in twenty exceeds; −0.3 is a fall of 30 %. */
    worstDrawdown: z.number(),
    /** Share of paths of as many trades, drawn again with replacement, that lose. */
    lossProbability: z.number(),
  }).nullable(),
  /** null: not checked; the reason says why. */
  lookAhead: lookAheadSchema.nullable(),
  /** null: the bars are not there. */
  data: dataGradeSchema.nullable(),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** A run that counts towards a hypothesis. */
export const hypothesisRunSchema = z.object({
  runId: z.string(),
  kind: z.enum(['backtest', 'sweep', 'walk-forward', 'cross-validation']),
  title: z.string(),
  createdAtMs: epochMsSchema,
  /** What it adds to the count. */
  trials: z.number().int(),
});

/** A hypothesis: a strategy without its parameters and its name, and the data; and how often it was tried. */
export const hypothesisSchema = z.object({
  hypothesis: z.string(),
  strategy: z.string(),
  symbols: z.array(z.string()),
  trials: z.number().int(),
  /** Of the annual Sharpe ratios of all trials that have one. */
  bestSharpe: z.number().nullable(),
  meanSharpe: z.number().nullable(),
  sharpeDeviation: z.number().nullable(),
  firstAtMs: epochMsSchema,
  lastAtMs: epochMsSchema,
});
export type Hypothesis = z.infer<typeof hypothesisSchema>;

/** The ledger of trials of one hypothesis. */
export const trialLedgerSchema = hypothesisSchema.extend({
  /** Newest first, at most a hundred. */
  runs: z.array(hypothesisRunSchema),
});
export type TrialLedger = z.infer<typeof trialLedgerSchema>;
