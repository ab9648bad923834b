import { z } from 'zod';
import { sweepMetricSchema, sweepStatusSchema } from './sweep.ts';
import { epochMsSchema } from './units.ts';

/** How much a sweep would be, before it is started. */
export const sweepEstimateSchema = z.object({
  /** Trials of all series together. */
  trials: z.number().int(),
  /** Combinations of the grid of one series without regard to the condition; null where a parameter may take any number. */
  combinations: z.number().nullable(),
  /** Those of them that meet the condition; null where they were not counted. */
  allowed: z.number().int().nullable(),
  /** Why trials would run bar by bar; null: over whole columns. */
  eventPath: z.string().nullable(),
  /** About how long they take on this computer, by the time that a few of them took; null where that could not be measured. */
  seconds: z.number().nullable(),
  /** So many trials that `confirm` is asked for. */
  needsConfirm: z.boolean(),
  /** The bars of each series. */
  series: z.array(z.object({ symbol: z.string(), bars: z.number().int(), fromMs: epochMsSchema, toMs: epochMsSchema })),
});
export type SweepEstimate = z.infer<typeof sweepEstimateSchema>;

/**
 * Every strategy of a sweep on every series of it. The lists have a place for each pair, strategy by strategy, series running fastest.
 */
export const sweepMatrixSchema = z.object({
  sweepId: z.string(),
  status: sweepStatusSchema,
  metric: sweepMetricSchema,
  /** Names, that which the sweep is named by first. */
  strategies: z.array(z.string()),
  series: z.array(z.object({ symbol: z.string(), bars: z.number().int() })),
  /** The highest figure of the pair's trials; null: none has one yet. */
  best: z.array(z.number().nullable()),
  /** The trial that has it; null: none has one yet. */
  bestTrial: z.array(z.number().int().nullable()),
  /** Half of the trials that have a figure lie at or below it: what a choice without hindsight might have come to. */
  median: z.array(z.number().nullable()),
  /** Trials of the pair so far. */
  trials: z.array(z.number().int()),
});
export type SweepMatrix = z.infer<typeof sweepMatrixSchema>;

/** One side of a map: a parameter and its values, ascending. */
const mapAxisSchema = z.object({
  name: z.string(),
  /** The values, or the middles of equal stretches where there are too many of them. */
  values: z.array(z.number()),
  isBinned: z.boolean(),
});

/** Trials of a sweep over two of its parameters. The three lists have a place for each cell, row by row of y, x running fastest. */
export const sweepMapSchema = z.object({
  sweepId: z.string(),
  status: sweepStatusSchema,
  metric: sweepMetricSchema,
  x: mapAxisSchema,
  /** null: the sweep varies one parameter, the map has one row. */
  y: mapAxisSchema.nullable(),
  /** The best or the mean of the cell's trials; null: none has a figure yet. */
  values: z.array(z.number().nullable()),
  /** Trials in the cell so far. */
  trials: z.array(z.number().int()),
  /** The best trial in the cell; null: none has a figure yet. */
  best: z.array(z.number().int().nullable()),
  /** Mean of the up to eight cells around the best one: far below it, the best is a spike and no plateau; null: none of them has a figure. */
  around: z.number().nullable(),
});
export type SweepMap = z.infer<typeof sweepMapSchema>;
