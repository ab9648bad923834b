import { z } from 'zod';
import { paramSchema } from './param.ts';

/** Columns that a feature can read: of a bar, and of the quotes at its end. */
export const featureInputSchema = z.enum(['time', 'open', 'high', 'low', 'close', 'volume', 'bid', 'ask', 'bidSize', 'askSize']);
export type FeatureInput = z.infer<typeof featureInputSchema>;

/** How a column is best prepared for learning. */
export const featureScalingSchema = z.enum(['none', 'standardise', 'robust']);
export type FeatureScaling = z.infer<typeof featureScalingSchema>;

/** Everything that people and programs need to know of a feature: a number for each bar, made of that bar and those before it. */
export const featureInfoSchema = z.object({
  /** Also the name of its column. Numbers in it are its parameters: `return_5`. */
  name: z.string(),
  title: z.string(),
  group: z.string(),
  inputs: z.array(featureInputSchema),
  params: z.array(paramSchema),
  outputs: z.array(z.string()),
  /** Bars at the start of a series that have no value. */
  warmup: z.number().int(),
  description: z.string(),
  source: z.string(),
  scaling: featureScalingSchema,
  /** The same in a sentence. */
  scalingAdvice: z.string(),
  isBounded: z.boolean(),
  /** Least and largest value; null where there is no bound. */
  bounds: z.tuple([z.number(), z.number()]).nullable(),
  /** There may be bars without a value after the warm-up: no quotes, no session before, no peers. */
  isSparse: z.boolean(),
});
export type FeatureInfo = z.infer<typeof featureInfoSchema>;
