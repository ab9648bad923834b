import { z } from 'zod';

export const strategyParamSchema = z.object({
  name: z.string(),
  title: z.string(),
  default: z.number(),
  min: z.number(),
  max: z.number(),
  isInteger: z.boolean(),
});
export type StrategyParam = z.infer<typeof strategyParamSchema>;

export const strategyInfoSchema = z.object({
  name: z.string(),
  title: z.string(),
  family: z.string(),
  params: z.array(strategyParamSchema),
  /** It also exists as a function of whole columns, so sweeps are fast. */
  vectorised: z.boolean(),
  description: z.string(),
});
export type StrategyInfo = z.infer<typeof strategyInfoSchema>;
