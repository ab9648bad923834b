import fc from 'fast-check';
import type { RuleAction, RuleCondition, RuleDistance, RuleOperand, Rules, RuleScalar } from '../../src/contract/model/rule.ts';

/** Random rules for tests: everything that rules can say, over indicators and parameters that are there. */

const params = ['fast', 'low', 'share'];
const indicators = ['quick', 'slow', 'strength'];

const number = fc.oneof(fc.integer({ min: -50, max: 200 }), fc.double({ min: 0.001, max: 150, noNaN: true }), fc.constant(1e-7));
const scalar: fc.Arbitrary<RuleScalar> = fc.oneof({ weight: 3, arbitrary: number }, { weight: 1, arbitrary: fc.constantFrom(...params).map((param) => ({ param })) });
const ago = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
const withAgo = <T extends object>(what: T, bars: number | undefined): T & { ago?: number } => (bars === undefined ? what : { ...what, ago: bars });
const operand: fc.Arbitrary<RuleOperand> = fc.oneof(
  scalar,
  fc.tuple(fc.constantFrom('open' as const, 'high' as const, 'low' as const, 'close' as const, 'volume' as const), ago).map(([price, bars]) => withAgo({ price }, bars)),
  fc.tuple(fc.constantFrom(...indicators), ago).map(([indicator, bars]) => withAgo({ indicator }, bars)),
);

const { condition } = fc.letrec<{ condition: RuleCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ kind: fc.constant('compare' as const), left: operand, is: fc.constantFrom('below' as const, 'at or below' as const, 'above' as const, 'at or above' as const), right: operand }),
    fc.record({ kind: fc.constant('cross' as const), left: operand, to: fc.constantFrom('above' as const, 'below' as const), right: operand }),
    fc.record({ kind: fc.constant('position' as const), is: fc.constantFrom('flat' as const, 'held' as const, 'long' as const, 'short' as const) }),
    fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
    fc.record({ kind: fc.constant('for' as const), bars: fc.integer({ min: 2, max: 4 }), of: tie('condition') }),
  ),
}));

const positive: fc.Arbitrary<RuleScalar> = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.1, max: 9, noNaN: true }), fc.constant({ param: 'share' }));
const distance: fc.Arbitrary<RuleDistance> = fc.oneof(
  positive.map((percent) => ({ percent })),
  fc.record({ atr: positive, period: fc.integer({ min: 2, max: 10 }) }),
);
const action: fc.Arbitrary<RuleAction> = fc.oneof(
  fc.record({ do: fc.constantFrom('buy' as const, 'sell' as const), size: positive, stopLoss: distance, takeProfit: distance, trail: distance }, { requiredKeys: ['do'] }),
  fc.record({ do: fc.constant('close' as const), share: fc.constantFrom(0.25, 0.5, 1) }, { requiredKeys: ['do'] }),
  fc.constant({ do: 'cancel' as const }),
);

/** `isPlain`: nothing but buying, selling and closing, so that they run over whole columns too. */
export const anyRules = (isPlain = false): fc.Arbitrary<Rules> =>
  fc.record({
    name: fc.constantFrom('my rules', 'Über 9.5 % (b)', "it's, and so on"),
    params: fc.constant([
      { name: 'fast', default: 4, min: 2, max: 20, isInteger: true },
      { name: 'low', default: 99.5, min: 0, max: 500, isInteger: false },
      { name: 'share', default: 2, min: 0.5, max: 9, isInteger: false },
    ]),
    indicators: fc.constant<Rules['indicators']>([
      { as: 'quick', name: 'sma', params: { timePeriod: { param: 'fast' } } },
      { as: 'slow', name: 'ema', params: { timePeriod: 9 }, of: { price: 'high' } },
      { as: 'strength', name: 'bbands', params: { timePeriod: 5, nbDevUp: 1.5 }, of: { indicator: 'quick' }, output: 'upper' },
    ]),
    rules: fc.array(
      fc.record({
        when: condition,
        act: isPlain ? fc.constantFrom<RuleAction[]>([{ do: 'buy' }], [{ do: 'sell' }], [{ do: 'close' }]) : fc.array(action, { minLength: 1, maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  });
