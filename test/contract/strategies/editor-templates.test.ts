import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../../src/contract/model/bar.ts';
import { rulesSchema, type Rules } from '../../../src/contract/model/rule.ts';
import { runStrategy } from '../../../src/quant/engine/run-strategy.ts';
import type { StrategyDefinition } from '../../../src/quant/engine/strategy.ts';
import { testSettings } from '../../../src/quant/engine/test-run.ts';
import { createRuleStrategy, parseRules } from '../../../src/quant/rules/index.ts';
import { uniform } from '../../../src/quant/random/index.ts';
import { findStrategy } from '../../../src/quant/strategies/index.ts';
import { named, readyAsRules, templates } from '../../../src/renderer/features/editor/templates.ts';

/** A random walk of days, so that averages cross, bands are left and strength swings. */
function walk(count: number): BarColumns {
  let drawn = 0;
  const random = (): number => uniform(20_261_121, (drawn += 1));
  let price = 100;
  const rows = Array.from({ length: count }, (_, i) => {
    const open = price;
    price = Math.max(20, price * (1 + (random() - 0.495) / 18));
    return { time: 1_400_000_000_000 + i * 86_400_000, open, high: Math.max(open, price) * (1 + random() / 90), low: Math.min(open, price) * (1 - random() / 90), close: price, volume: 1_000 };
  });
  const column = (name: keyof (typeof rows)[number]): Float64Array => Float64Array.from(rows, (row) => row[name]);
  return { time: column('time'), open: column('open'), high: column('high'), low: column('low'), close: column('close'), volume: column('volume') };
}

const bars = walk(1_500);
const read = (sentences: string): Rules => rulesSchema.parse(parseRules(named({ kind: 'rules', source: sentences }, 'mine')));
const usual = (strategy: StrategyDefinition): Record<string, number> => Object.fromEntries(strategy.info.params.map(({ name, default: byDefault }) => [name, byDefault]));
const run = (strategy: StrategyDefinition) => runStrategy(strategy, usual(strategy), testSettings(), [{ symbol: 'WALK', bars }]);

describe('copies of ready-made strategies', () => {
  it.each(Object.entries(readyAsRules))('%s trades the same as rules, with the same parameters', (name, sentences) => {
    const [ready, copy] = [findStrategy(name), createRuleStrategy(read(sentences))];
    expect(usual(copy)).toEqual(usual(ready));
    const [made, copied] = [run(ready), run(copy)];
    expect(copied?.trades).toEqual(made?.trades);
    expect(copied?.equity.value).toEqual(made?.equity.value);
    expect(made?.fills.length ?? 0, 'a copy of what never trades proves nothing').toBeGreaterThan(name === 'buy-and-hold' ? 0 : 4);
  });
});

describe('templates', () => {
  it.each(templates.filter(({ kind }) => kind === 'rules').map((one): [string, string] => [one.id, one.source]))('%s is understood, and trades', (_, source) => {
    expect(run(createRuleStrategy(read(source)))?.fills.length ?? 0).toBeGreaterThan(8);
  });

  it('take any name, in rules and in code', () => {
    const odd = "O'Neil $& 20%";
    const [rules, code] = [templates.find(({ kind }) => kind === 'rules'), templates.find(({ kind }) => kind === 'typescript')];
    if (rules === undefined || code === undefined) throw new Error('There are templates of both kinds.');
    expect(parseRules(named(rules, odd)).name).toBe(odd);
    expect(named(code, odd)).toContain("name: 'O\\'Neil $& 20%',");
  });
});
