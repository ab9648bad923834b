import { z } from 'zod';

/** What a figure comes to over many paths: the shares of them that lie below. */
export const spreadSchema = z.object({ p5: z.number(), p25: z.number(), p50: z.number(), p75: z.number(), p95: z.number() });

/** How often a figure fell into each of some stretches of equal width, from `from` on. */
const histogramSchema = z.object({ from: z.number(), width: z.number(), counts: z.array(z.number().int()) });
const growthSchema = z.array(z.number());

/** What the same returns come to in other orders. */
export const monteCarloSchema = z.object({
  runId: z.string(),
  paths: z.number().int(),
  /** How many returns each path has. */
  returns: z.number().int(),
  return: spreadSchema,
  /** −0.3 is a fall of 30 %. */
  maxDrawdown: spreadSchema,
  /** null: every path comes to the same. */
  histograms: z.object({ return: histogramSchema.nullable(), maxDrawdown: histogramSchema.nullable() }),
  /** Growth on the way, after `at` returns: the shares of the paths that lie below, and the returns as they came. */
  fan: z.object({ at: z.array(z.number().int()), p5: growthSchema, p25: growthSchema, p50: growthSchema, p75: growthSchema, p95: growthSchema, actual: growthSchema }),
  /** Of the returns as they came. */
  actual: z.object({ return: z.number(), maxDrawdown: z.number() }),
  /** Share of the paths that lose. */
  lossProbability: z.number(),
  /** Share of the paths that fall at most as deep as the run did: near 0, the order in which its returns came was lucky. */
  drawdownPercentile: z.number(),
});
export type MonteCarlo = z.infer<typeof monteCarloSchema>;

/** A run under changed circumstances. */
export const variationSchema = z.object({
  /** What was changed, in words. */
  label: z.string(),
  return: z.number().nullable(),
  maxDrawdown: z.number().nullable(),
  sharpe: z.number().nullable(),
  /** Trades entered; null: the run failed. */
  trades: z.number().nullable(),
});
export type Variation = z.infer<typeof variationSchema>;

export const stressSchema = z.object({
  runId: z.string(),
  /** The run as it is. */
  base: variationSchema,
  costs: z.array(variationSchema),
  /** null: the strategy decides bar by bar, so that later decisions would be others. */
  delays: z.array(variationSchema).nullable(),
  noise: z.array(variationSchema),
  params: z.array(variationSchema.extend({ params: z.record(z.string(), z.number()) })),
});
export type Stress = z.infer<typeof stressSchema>;
