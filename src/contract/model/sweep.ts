import { z } from 'zod';
import { backtestSettingsSchema, dataUsedSchema } from './backtest.ts';
import { seriesKeySchema } from './bar.ts';
import { strategyCodeSchema } from './strategy.ts';
import { epochMsSchema } from './units.ts';

/** The values that a parameter takes: a list, or a range. Without a step a range has every whole number, or, for random and tpe searches, any number. */
export const sweepAxisSchema = z.union([
  z.array(z.number()).max(10_000),
  z.strictObject({ from: z.number(), to: z.number(), step: z.number().positive().optional() }),
]);
export type SweepAxis = z.infer<typeof sweepAxisSchema>;

/** Parameters to vary, by name. The last one varies fastest. */
export const sweepSpaceSchema = z.record(z.string().max(100), sweepAxisSchema);
export type SweepSpace = z.infer<typeof sweepSpaceSchema>;

/** By which figure trials are ranked; more is better for each of them. */
export const sweepMetricSchema = z.enum(['sharpe', 'return', 'maxDrawdown', 'trades']);
export type SweepMetric = z.infer<typeof sweepMetricSchema>;

export const sweepSearchSchema = z.enum(['grid', 'random', 'tpe']);
export type SweepSearch = z.infer<typeof sweepSearchSchema>;

/** A strategy that is tried beside others: what stays and what varies of it. With nothing that varies it is tried once. */
export const sweptStrategySchema = z.strictObject({
  strategy: z.string().max(200).describe('name of a strategy'),
  code: strategyCodeSchema.optional().describe('code at hand, in place of a strategy by its name'),
  params: z.record(z.string(), z.number()).default({}).describe('parameters that stay as they are'),
  space: sweepSpaceSchema.default({}).describe('parameters to vary'),
  where: z.string().max(500).optional().describe('condition that every combination meets'),
});
export type SweptStrategy = z.infer<typeof sweptStrategySchema>;

/** What is tried: a strategy, what stays, what varies, and how combinations are chosen. */
export const sweepRequestSchema = z.strictObject({
  strategy: z.string().max(200).describe('name of a strategy'),
  code: strategyCodeSchema.optional().describe('code at hand, in place of a strategy by its name'),
  params: z.record(z.string(), z.number()).default({}).describe('parameters that stay as they are'),
  settings: backtestSettingsSchema.prefault({}),
  space: sweepSpaceSchema.describe('parameters to vary: a list of values each, or {"from":5,"to":50,"step":5}'),
  where: z.string().max(500).optional().describe('condition that every combination meets, such as fast<slow'),
  others: z.array(sweptStrategySchema).min(1).max(50).optional().describe('further strategies, each with its own parameters, tried on the same series under the same settings'),
  search: sweepSearchSchema.default('grid').describe('every combination, some at random, or those that earlier ones promise most of'),
  trials: z.number().int().min(1).max(100_000).optional().describe('how many combinations of each series a random or tpe search tries'),
  metric: sweepMetricSchema.default('sharpe').describe('figure that ranks, and that a tpe search raises'),
  searchSeed: z.number().int().min(0).max(0xffffffff).default(1).describe('seed of a random or tpe search'),
});
export type SweepRequest = z.infer<typeof sweepRequestSchema>;

export const sweepStatusSchema = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled']);
export type SweepStatus = z.infer<typeof sweepStatusSchema>;

/** All that decides the trials of a sweep, as it is recorded before the first of them. */
export const sweepSpecSchema = sweepRequestSchema.extend({
  data: z.array(dataUsedSchema),
  /** The stored series that the bars came from; left out for bars of files. */
  series: z.array(seriesKeySchema).optional(),
  engineVersion: z.string(),
  /** SHA-256 of what a strategy's own code says; left out for a ready-made one. */
  codeHash: z.string().optional(),
  /** The same of further strategies. */
  others: z.array(sweptStrategySchema.extend({ codeHash: z.string().optional() })).optional(),
});
export type SweepSpec = z.infer<typeof sweepSpecSchema>;

/** A combination and what came of it. Shares, not percents; null where a figure is not defined. */
export const sweepTrialSchema = z.object({
  /** Place in the sweep, from 0: in grid order, or in the order of proposals. Series follow one another. */
  trial: z.number().int(),
  /** Place of its series in the spec. */
  series: z.number().int(),
  symbol: z.string(),
  /** Left out where the sweep has one strategy. */
  strategy: z.string().optional(),
  params: z.record(z.string(), z.number()),
  return: z.number().nullable(),
  maxDrawdown: z.number().nullable(),
  sharpe: z.number().nullable(),
  /** Trades entered, one that is still open at the end included; null: the trial failed. */
  trades: z.number().nullable(),
});
export type SweepTrial = z.infer<typeof sweepTrialSchema>;

/** Where a sweep stands. */
export const sweepSchema = z.object({
  sweepId: z.string(),
  /** As of a run: every trial counts towards it. */
  hypothesis: z.string(),
  title: z.string(),
  status: sweepStatusSchema,
  /** Combinations of all series together. */
  trials: z.number().int(),
  /** Trials on disk. */
  done: z.number().int(),
  /** Trials so far that ran bar by bar, because the strategy or the settings ask for it or because they held two trades at once. */
  eventTrials: z.number().int(),
  /** Trials so far that failed, and why the first of them did. */
  failedTrials: z.number().int(),
  firstFailure: z.string().nullable(),
  /** Share done, 0 to 1. */
  progress: z.number(),
  /** The best so far by the sweep's metric. */
  best: sweepTrialSchema.nullable(),
  /** In words, why it failed. */
  failure: z.string().nullable(),
  createdAtMs: epochMsSchema,
  finishedAtMs: epochMsSchema.nullable(),
});
export type Sweep = z.infer<typeof sweepSchema>;

export const sweepResultsSchema = z.object({
  sweepId: z.string(),
  status: sweepStatusSchema,
  /** Trials on disk. */
  trials: z.number().int(),
  results: z.array(sweepTrialSchema),
});
export type SweepResults = z.infer<typeof sweepResultsSchema>;
