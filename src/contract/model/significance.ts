import { z } from 'zod';

/** What a figure of resampled returns comes to: its middle, its standard error and the interval of 95 %; null where it is not defined. */
export const spreadSchema = z.object({ low: z.number().nullable(), median: z.number().nullable(), high: z.number().nullable(), error: z.number().nullable() });

/** Whether one series of returns may be luck. */
export const returnAssessmentSchema = z.object({
  returns: z.number().int(),
  /** Strategies tried before this one was chosen, itself included. */
  trials: z.number().int(),
  /** Annual, and its standard error with skewness and kurtosis. */
  sharpe: z.number().nullable(),
  sharpeError: z.number().nullable(),
  /** How likely the true ratio is above 0. */
  probabilisticSharpe: z.number().nullable(),
  /** Annual ratio that the best of so many trials without any skill would show. */
  expectedBestSharpe: z.number().nullable(),
  /** How likely the true ratio is above that. */
  deflatedSharpe: z.number().nullable(),
  /** Periods until the ratio is above 0 with 95 % confidence; null: never. */
  minimumTrackRecord: z.number().nullable(),
  /** The same returns drawn again in blocks of random length (Politis and Romano 1994). */
  bootstrap: z.object({
    samples: z.number().int(),
    meanBlock: z.number(),
    seed: z.number().int(),
    sharpe: spreadSchema,
    annualReturn: spreadSchema,
    maxDrawdown: spreadSchema,
    /** Share of the samples that end below their start. */
    lossProbability: z.number(),
  }),
});
export type ReturnAssessment = z.infer<typeof returnAssessmentSchema>;

/** Choosing the best of several by combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado and Zhu 2015). */
export const overfittingSchema = z.object({
  /** Equal pieces of the time; each half of them is the sample once. */
  blocks: z.number().int(),
  splits: z.number().int(),
  /** Share of the splits in which the best in sample is in the lower half out of sample: the probability of backtest overfitting. */
  probability: z.number(),
  /** Share of the splits in which the best in sample loses out of sample. */
  lossProbability: z.number(),
  /** Middle of log(ω / (1 − ω)), ω the rank out of sample of the best in sample: below 0 it is in the lower half. */
  medianLogit: z.number(),
});

/** White's reality check (Econometrica 2000): the best mean return over the benchmark's, against the best of as many without any edge. */
export const realityCheckSchema = z.object({
  /** Which has the best mean; null for a series without a name. */
  best: z.string().nullable(),
  /** Its mean return a period over the benchmark, or over 0 where there is none. */
  meanExcess: z.number(),
  isAgainstBenchmark: z.boolean(),
  pValue: z.number(),
});

/** Whether positions met the benchmark's returns at better moments than chance finds. Costs are left out. */
export const timingSchema = z.object({
  /** The same positions, the returns in a random order. */
  permutation: z.object({ meanReturn: z.number(), chanceMeanReturn: z.number(), pValue: z.number() }),
  /** As many holdings, as long and on the same sides, each of a whole position, entered at random; null where nothing was held. */
  randomEntry: z.object({ holdings: z.number().int(), logReturn: z.number().nullable(), chanceLogReturn: z.number().nullable(), pValue: z.number() }).nullable(),
});

/** Whether returns may be luck: those of the best of the candidates, the choice among them, and the timing of positions. */
export const returnSignificanceSchema = returnAssessmentSchema.extend({
  /** The candidate with the highest Sharpe ratio, of which these figures are; null for a series without a name. */
  name: z.string().nullable(),
  /** Periods without a value of some column, which were left out of all. */
  leftOut: z.number().int(),
  /** Annual Sharpe ratio of each, in the order given. */
  candidates: z.array(z.object({ name: z.string().nullable(), sharpe: z.number().nullable() })),
  /** null for fewer than two candidates or four returns. */
  overfitting: overfittingSchema.nullable(),
  /** null for fewer than two returns. */
  realityCheck: realityCheckSchema.nullable(),
  /** null where no positions are given. */
  timing: timingSchema.nullable(),
});
export type ReturnSignificance = z.infer<typeof returnSignificanceSchema>;
