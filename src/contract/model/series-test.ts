import { z } from 'zod';

export const seriesTestNameSchema = z.enum(['adf', 'kpss', 'ljung-box', 'jarque-bera', 'arch-lm', 'engle-granger', 'johansen-trace', 'johansen-largest']);
export type SeriesTestName = z.infer<typeof seriesTestNameSchema>;

/** One statistical test of one series, or of several together. */
export const seriesTestSchema = z.object({
  test: seriesTestNameSchema,
  title: z.string(),
  /** What is true unless the test speaks against it. */
  nullHypothesis: z.string(),
  statistic: z.number(),
  /** Probability of a statistic as far out if the null hypothesis is true; null where only critical values are known. */
  pValue: z.number().nullable(),
  /** Values that are passed by chance in so many cases, such as 5%; null where there is no table. */
  criticalValues: z.record(z.string(), z.number()).nullable(),
  /** null for a test without any. */
  lags: z.number().int().nullable(),
  observations: z.number().int(),
  /** Whether the null hypothesis is rejected at 5 %. */
  isRejected: z.boolean(),
});
export type SeriesTest = z.infer<typeof seriesTestSchema>;

/** What statistical tests say of one series, or of several together. */
export const seriesTestReportSchema = z.object({
  /** Values of each series that were tested, and rows left out because one of them had none. */
  observations: z.number().int(),
  leftOut: z.number().int(),
  tests: z.array(seriesTestSchema),
  /** The regression of the first series on the others; null for one series. */
  hedge: z
    .object({
      /** Units of each of the other series that hedge one of the first. */
      ratios: z.record(z.string(), z.number()),
      intercept: z.number(),
      /** Periods until half of a deviation is gone; null: it does not come back. */
      halfLife: z.number().nullable(),
    })
    .nullable(),
  /** Johansen's relations between several series; null for one. */
  relations: z
    .object({
      /** How many there are by the trace test at 5 %. */
      rank: z.number().int(),
      eigenvalues: z.array(z.number()),
      /** Weights of the series in each. */
      weights: z.array(z.record(z.string(), z.number())),
    })
    .nullable(),
});
export type SeriesTestReport = z.infer<typeof seriesTestReportSchema>;
