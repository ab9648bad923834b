import { describe, expect, it } from 'vitest';
import type { Rules } from '../../contract/model/rule.ts';
import { flatBars, testSettings } from '../engine/test-run.ts';
import { runStrategy } from '../engine/run-strategy.ts';
import { createRuleStrategy, explainRules, parseRules, toTypeScript } from './index.ts';

const crossing: Rules = {
  name: 'crossing', params: [{ name: 'bars', default: 3, min: 2, max: 50, isInteger: true }],
  indicators: [{ as: 'mean', name: 'sma', params: { timePeriod: { param: 'bars' } } }],
  rules: [
    { when: { kind: 'all', of: [{ kind: 'position', is: 'flat' }, { kind: 'cross', left: { price: 'close' }, to: 'above', right: { indicator: 'mean' } }] }, act: [{ do: 'buy', stopLoss: { percent: 10 } }] },
    { when: { kind: 'for', bars: 2, of: { kind: 'compare', left: { price: 'close' }, is: 'below', right: { indicator: 'mean' } } }, act: [{ do: 'close' }] },
  ],
};

describe('rules', () => {
  it('are sentences', () => {
    expect(explainRules(crossing)).toBe(`Strategy "crossing".
Parameter bars is 3, a whole number from 2 to 50.
Let mean be sma (timePeriod parameter bars).
When nothing is held and the close crosses above mean, buy with stop loss 10 percent.
When for 2 bars (the close is below mean), close.
`);
  });

  it('are TypeScript', () => {
    expect(toTypeScript(crossing)).toContain(`    if ((c.position.size === 0 && (c.bar(-1).close < c.ind.mean.at(-1) && c.bar().close > c.ind.mean.value))) {
      c.buy({ stopLoss: close - close * (10 / 100) });
    } else if (lasts(2, (ago0) => c.bar(-(ago0)).close < c.ind.mean.at(-(ago0)))) {
      c.close();
    }`);
  });

  it('trade: the first rule that holds acts', () => {
    const bars = flatBars([10, 9, 8, 9, 10, 11, 9, 8, 8, 8]);
    const { trades } = runStrategy(createRuleStrategy(crossing), { bars: 3 }, testSettings(), [{ symbol: 'TEST', bars }]);
    expect(trades).toMatchObject([{ entryBar: 4, exitBar: 7, exitReason: 'stop-loss' }]);
  });

  it.each([
    ['When nothing is held, buy.', 'The rules have no name; begin with Strategy "my rules".'],
    ['Strategy "x".\nWhen nothing is held, buy', 'Line 2: A sentence ends with a full stop.'],
    ['Strategy "x".\nWhen nothing is hold, buy.', 'Line 2: Here crosses was expected'],
    ['Strategy "x".\nWhen the close is above mean, buy.', 'There is no indicator called mean.'],
    ['Strategy "x".\nLet mean be sma.\nWhen the close is above meen, buy.', 'There is no indicator called meen; did you mean mean?'],
    ['Strategy "x".\nWhen nothing is held and something is held or nothing is held, buy.', 'Line 2: Here brackets round what belongs together, because and stands before it, was expected, not "or".'],
    ['Strategy "x".\nWhen nothing is held, buy with stop loss 3.', 'Line 2: Here times the range of was expected, not the end of the sentence.'],
  ])('that are not understood name the line: %s', (text, sentence) => {
    expect(() => parseRules(text)).toThrow(sentence.startsWith('Line 2: Here crosses') ? /^Line 2: Here .+ was expected/ : sentence);
  });

  it('of plain orders say over whole columns what they say bar by bar', () => {
    const strategy = createRuleStrategy({ ...crossing, rules: [{ ...crossing.rules[0]!, act: [{ do: 'buy' }] }, crossing.rules[1]!] });
    expect(strategy.info.vectorised).toBe(true);
    expect(createRuleStrategy(crossing).info.vectorised).toBe(false);
  });
});
