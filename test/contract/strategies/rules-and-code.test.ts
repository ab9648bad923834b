import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { BacktestResult } from '../../../src/contract/model/backtest.ts';
import { intent, SignalList, type SignalColumns } from '../../../src/quant/engine/signals.ts';
import { runStrategy } from '../../../src/quant/engine/run-strategy.ts';
import type { StrategyDefinition } from '../../../src/quant/engine/strategy.ts';
import { testSettings } from '../../../src/quant/engine/test-run.ts';
import { createRuleStrategy, toTypeScript } from '../../../src/quant/rules/index.ts';
import { anyRules } from '../../property/any-rules.ts';
import { openTestPool, runCode, tsCode, waveBars } from './run-code.ts';

const pool = openTestPool();
afterAll(() => pool.dispose());

const params = { fast: 4, low: 99.5, share: 2 };
const bars = waveBars(120);

describe('random rules', () => {
  it('trade as the TypeScript that is written from them, trade by trade, and fail with the same reason', async () => {
    const samples = fc.sample(anyRules(), { numRuns: 25, seed: 20_261_121 });
    let trades = 0;
    for (const rules of samples) {
      const typescript = toTypeScript(rules);
      const [asRules, asCode] = [await runCode(pool, { kind: 'rules', file: 'test.ts', source: JSON.stringify(rules) }, { bars, params }), await runCode(pool, tsCode(typescript), { bars, params })];
      if ('error' in asRules) {
        expect('error' in asCode ? asCode.error.message : 'done', typescript).toContain(asRules.error.message);
        continue;
      }
      if ('error' in asCode) throw new Error(`${asCode.error.message}\n${typescript}`);
      expect(outcomeOf(asCode.result), typescript).toEqual(outcomeOf(asRules.result));
      trades += asRules.result.trades.length;
    }
    expect(trades, 'samples that never trade would prove nothing').toBeGreaterThan(50);
  });

  it('of plain orders trade over whole columns as bar by bar', () => {
    let trades = 0;
    fc.assert(fc.property(anyRules(true), (rules) => {
      const strategy = createRuleStrategy(rules);
      if (strategy.signals === undefined) return;
      const settings = testSettings();
      const [asked, followed] = [strategy, following(strategy)].map((one) => runStrategy(one, params, settings, [{ symbol: 'WAVE', bars }]));
      expect(followed?.trades).toEqual(asked?.trades);
      expect(followed?.equity.value).toEqual(asked?.equity.value);
      trades += asked?.trades.length ?? 0;
    }), { numRuns: 60, seed: 7 });
    expect(trades).toBeGreaterThan(50);
  });
});

const outcomeOf = ({ trades, fills, equity }: BacktestResult): unknown => ({ trades, fills, equity });

/** The same strategy, deciding by its list of intents. */
function following(strategy: StrategyDefinition): StrategyDefinition {
  const list = new SignalList(bars.time.length);
  const columns: SignalColumns = { bars, column: (_, source) => source(bars) };
  strategy.signals?.(columns, params, list);
  const bits = new Map(Array.from({ length: list.count }, (_, k): [number, number] => [list.bars[k] ?? -1, list.intents[k] ?? 0]));
  return {
    info: strategy.info, indicators: (given) => strategy.indicators(given),
    onBar(c) {
      const wanted = bits.get(c.index) ?? 0;
      const [buy, sell] = c.isFlat ? [intent.buyWhenFlat, intent.sellWhenFlat] : [intent.buyWhenHolding, intent.sellWhenHolding];
      if ((wanted & buy) !== 0) c.buy();
      else if ((wanted & sell) !== 0) c.sell();
      else if (!c.isFlat && (wanted & intent.closeWhenHolding) !== 0) c.close();
    },
  };
}
