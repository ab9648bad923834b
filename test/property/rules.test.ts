import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rulesSchema } from '../../src/contract/model/rule.ts';
import { explainRules, parseRules } from '../../src/quant/rules/index.ts';
import { anyRules } from './any-rules.ts';

it('rules come back from their sentences and from JSON as they were', () => {
  fc.assert(fc.property(anyRules(), (rules) => {
    expect(parseRules(explainRules(rules))).toEqual(rules);
    expect(rulesSchema.parse(JSON.parse(JSON.stringify(rules)))).toEqual(rules);
  }), { numRuns: 150 });
});
