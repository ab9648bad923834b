import { z } from 'zod';

/** A number that an indicator or a strategy can be set with, and its range. */
export const paramSchema = z.object({
  name: z.string(),
  title: z.string(),
  default: z.number(),
  min: z.number(),
  max: z.number(),
  /** Whole numbers only. */
  isInteger: z.boolean(),
  /** Names of the values, where each number stands for something: kinds of average, say. */
  choices: z.array(z.object({ value: z.number(), title: z.string() })).optional(),
});
export type Param = z.infer<typeof paramSchema>;
