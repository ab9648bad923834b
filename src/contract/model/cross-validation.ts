import { z } from 'zod';
import { dataUsedSchema } from './backtest.ts';
import { seriesKeySchema } from './bar.ts';
import { spreadSchema } from './robustness.ts';
import { sweepRequestSchema } from './sweep.ts';

/** How the time is cut: every choice of so many groups is tested once, by what was best on the others. */
export const purgedGroupsSchema = z.strictObject({
  groups: z.number().int().min(3).max(20).default(6).describe('groups into which the time is cut, from 3 to 20'),
  testGroups: z.number().int().min(1).max(10).default(2).describe('how many of them are tested at a time'),
  purge: z.number().int().min(0).max(10_000).default(5).describe('periods left out of the training before each test group: trades reach into it'),
  embargo: z.number().int().min(0).max(10_000).default(5).describe('periods left out of the training after each test group'),
});
export type PurgedGroups = z.infer<typeof purgedGroupsSchema>;

/** A grid that is cross-validated. */
export const crossValidationRequestSchema = sweepRequestSchema.omit({ search: true, trials: true, searchSeed: true, metric: true, others: true }).extend({
  ...purgedGroupsSchema.shape,
  metric: z.enum(['sharpe', 'return']).default('sharpe').describe('figure by which the best is chosen in training'),
});
export type CrossValidationRequest = z.infer<typeof crossValidationRequestSchema>;

/** All that decides a cross-validation. */
export const crossValidationSpecSchema = crossValidationRequestSchema.extend({ data: z.array(dataUsedSchema), series: seriesKeySchema.optional(), engineVersion: z.string(), codeHash: z.string().optional() });
export type CrossValidationSpec = z.infer<typeof crossValidationSpecSchema>;

export const crossValidationSplitSchema = z.object({
  /** Groups that are tested, from 0. */
  test: z.array(z.number().int()),
  /** What was best in training; null where nothing had a figure. */
  params: z.record(z.string(), z.number()).nullable(),
  /** Annual Sharpe ratios of the chosen in training and in the test; null where not defined. */
  inSample: z.number().nullable(),
  outOfSample: z.number().nullable(),
  /** Rank of the chosen in the test among all combinations: 1 is the best, 0 the worst. */
  rank: z.number().nullable(),
});
export type CrossValidationSplit = z.infer<typeof crossValidationSplitSchema>;

/** The whole history out of sample: each group by what a split that tests it had chosen. */
export const crossValidationPathSchema = z.object({ return: z.number(), sharpe: z.number().nullable(), maxDrawdown: z.number() });

/** Combinatorial purged cross-validation of a choice among parameters (López de Prado, Advances in Financial Machine Learning, 2018, chapter 12). */
export const crossValidationSchema = z.object({
  /** null: kept out of the record. */
  runId: z.string().nullable(),
  strategy: z.string(),
  data: z.array(dataUsedSchema),
  /** Combinations that were tried; each is a trial of the hypothesis. */
  trials: z.number().int(),
  /** Returns of the equity, of days (of bars where these are longer), and how many are a year. */
  returns: z.number().int(),
  periodsPerYear: z.number(),
  groups: z.number().int(),
  testGroups: z.number().int(),
  purge: z.number().int(),
  embargo: z.number().int(),
  splits: z.array(crossValidationSplitSchema),
  paths: z.array(crossValidationPathSchema),
  /** Annual Sharpe ratios of the paths; null where one has none. */
  sharpe: spreadSchema.nullable(),
  /** Share of the paths that lose. */
  lossProbability: z.number(),
  /** Share of the splits in which the chosen is in the lower half of the combinations in its test: the probability of overfitting; null for fewer than two combinations. */
  overfitting: z.number().nullable(),
  /** One sentence. */
  sentence: z.string(),
});
export type CrossValidation = z.infer<typeof crossValidationSchema>;
