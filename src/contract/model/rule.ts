import { z } from 'zod';

/** Names of parameters and indicators of rules: they stand in sentences and in code. */
export const ruleNameSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,30}$/, 'must be a short name of letters and digits that begins with a small letter');

/** A number, or a parameter of the strategy by its name. */
export const ruleScalarSchema = z.union([z.number(), z.strictObject({ param: ruleNameSchema })]);
export type RuleScalar = z.infer<typeof ruleScalarSchema>;

const priceSchema = z.enum(['open', 'high', 'low', 'close', 'volume']);
const agoSchema = z.number().int().min(1).max(1_000).optional();

/** What is compared: a number, a parameter, a column of the bars, or an indicator, each as of now or of so many bars ago. */
export const ruleOperandSchema = z.union([
  ruleScalarSchema,
  z.strictObject({ price: priceSchema, ago: agoSchema }),
  z.strictObject({ indicator: ruleNameSchema, ago: agoSchema }),
]);
export type RuleOperand = z.infer<typeof ruleOperandSchema>;

/** What has to hold before something is done. Figures that are not there yet hold nothing. */
export type RuleCondition =
  | { readonly kind: 'compare'; readonly left: RuleOperand; readonly is: 'below' | 'at or below' | 'above' | 'at or above'; readonly right: RuleOperand }
  | { readonly kind: 'cross'; readonly left: RuleOperand; readonly to: 'above' | 'below'; readonly right: RuleOperand }
  | { readonly kind: 'position'; readonly is: 'flat' | 'held' | 'long' | 'short' }
  | { readonly kind: 'all' | 'any'; readonly of: readonly RuleCondition[] }
  | { readonly kind: 'not'; readonly of: RuleCondition }
  /** It holds on each of the last so many bars, this one included. */
  | { readonly kind: 'for'; readonly bars: number; readonly of: RuleCondition };

export const ruleConditionSchema: z.ZodType<RuleCondition> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('compare'), left: ruleOperandSchema, is: z.enum(['below', 'at or below', 'above', 'at or above']), right: ruleOperandSchema }),
    z.strictObject({ kind: z.literal('cross'), left: ruleOperandSchema, to: z.enum(['above', 'below']), right: ruleOperandSchema }),
    z.strictObject({ kind: z.literal('position'), is: z.enum(['flat', 'held', 'long', 'short']) }),
    z.strictObject({ kind: z.enum(['all', 'any']), of: z.array(ruleConditionSchema).min(1).max(20) }),
    z.strictObject({ kind: z.literal('not'), of: ruleConditionSchema }),
    z.strictObject({ kind: z.literal('for'), bars: z.number().int().min(2).max(1_000), of: ruleConditionSchema }),
  ]),
);

/** How far from the close of the signal's bar: a percentage of it, or multiples of the average true range (Wilder). */
export const ruleDistanceSchema = z.union([
  z.strictObject({ percent: ruleScalarSchema }),
  z.strictObject({ atr: ruleScalarSchema, period: z.number().int().min(1).max(1_000) }),
]);
export type RuleDistance = z.infer<typeof ruleDistanceSchema>;

export const ruleActionSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.enum(['buy', 'sell']),
    /** Below 1 a share of what can be bought, from 1 on units; left out: the run's own sizing. */
    size: ruleScalarSchema.optional(),
    stopLoss: ruleDistanceSchema.optional(),
    takeProfit: ruleDistanceSchema.optional(),
    /** A stop that follows the price. */
    trail: ruleDistanceSchema.optional(),
  }),
  z.strictObject({ do: z.literal('close'), share: z.number().positive().max(1).optional() }),
  z.strictObject({ do: z.literal('cancel') }),
]);
export type RuleAction = z.infer<typeof ruleActionSchema>;

export const ruleIndicatorSchema = z.strictObject({
  as: ruleNameSchema,
  name: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'must be the name of an indicator'),
  params: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,40}$/), ruleScalarSchema).default({}),
  /** A column of the bars, or an indicator that stands before it; left out: what it usually reads. */
  of: z.union([z.strictObject({ price: priceSchema }), z.strictObject({ indicator: ruleNameSchema })]).optional(),
  output: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,40}$/).optional(),
});
export type RuleIndicator = z.infer<typeof ruleIndicatorSchema>;

/** A strategy as rules. On the close of each bar the first rule whose condition holds does what it says; the others are not asked. */
export const rulesSchema = z.strictObject({
  name: z.string().min(1).max(64).regex(/^[^\p{Cc}"\\]+$/u, 'must be one line without quotes').refine((name) => name === name.trim(), 'must not begin or end with a space'),
  params: z
    .array(z.strictObject({ name: ruleNameSchema, default: z.number(), min: z.number(), max: z.number(), isInteger: z.boolean() }))
    .max(32)
    .default([]),
  indicators: z.array(ruleIndicatorSchema).max(32).default([]),
  rules: z.array(z.strictObject({ when: ruleConditionSchema, act: z.array(ruleActionSchema).min(1).max(5) })).min(1).max(50),
});
export type Rules = z.infer<typeof rulesSchema>;
