import { afterAll, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../src/contract/model/backtest.ts';
import type { StrategyCode } from '../../../src/contract/model/strategy.ts';
import type { SweepRunOutput } from '../../../src/quant/sweep/index.ts';
import { openTestPool, tsCode, waveBars } from './run-code.ts';

const pool = openTestPool();
afterAll(() => pool.dispose());

const bars = waveBars(400);
const plan = (strategy: string, code?: StrategyCode): object => ({
  strategy, ...(code === undefined ? {} : { code }), params: {}, settings: backtestSettingsSchema.parse({}), space: { fast: [3, 5, 8], slow: [15, 20] }, where: null, isGrid: true,
});

async function sweep(strategy: string, code?: StrategyCode): Promise<{ readonly eventPath: string | null; readonly output: SweepRunOutput }> {
  const size = await pool.run('sweep.plan', plan(strategy, code) as never);
  const outcome = await pool.run('sweep.run', { plan: plan(strategy, code) as never, series: { symbol: 'WAVE', bars }, batch: { kind: 'grid', from: 0, to: 6, skip: null } });
  if (!size.ok || !outcome.ok) throw new Error(size.ok ? (outcome.ok ? '' : outcome.error.message) : size.error.message);
  return { eventPath: size.value.eventPath, output: outcome.value };
}

const head = "import { defineStrategy } from 'tapedeck';\nexport const strategy = defineStrategy({ name: 'x', params: { fast: { default: 5, min: 2, max: 50 }, slow: { default: 20, min: 2, max: 50 } }, indicators: (p) => ({ a: ['sma', { timePeriod: p.fast }], b: ['sma', { timePeriod: p.slow }] }),\n";
const asked = tsCode(`${head}onBar(c) { if (c.crossedAbove(c.ind.a, c.ind.b)) c.buy(); else if (c.crossedBelow(c.ind.a, c.ind.b)) c.sell(); } });`);
const atOnce = tsCode(`${head}signals({ close, a, b }) { return Array.from(close, (_, i) => { const now = a[i] - b[i], before = a[i - 1] - b[i - 1]; return before < 0 && now > 0 ? 1 : before > 0 && now < 0 ? -1 : null; }); } });`);
const rules: StrategyCode = {
  kind: 'rules', file: 'x.json',
  source: JSON.stringify({
    name: 'x', params: ['fast', 'slow'].map((name) => ({ name, default: 5, min: 2, max: 50, isInteger: true })),
    indicators: [{ as: 'quick', name: 'sma', params: { timePeriod: { param: 'fast' } } }, { as: 'calm', name: 'sma', params: { timePeriod: { param: 'slow' } } }],
    rules: (['above', 'below'] as const).map((to) => ({ when: { kind: 'cross', left: { indicator: 'quick' }, to, right: { indicator: 'calm' } }, act: [{ do: to === 'above' ? 'buy' : 'sell' }] })),
  }),
};

it.each([['TypeScript that is asked', asked, false], ['TypeScript that answers at once', atOnce, true], ['rules', rules, true]] as const)('a sweep of %s gives the figures of the ready-made strategy', async (_, code, isFast) => {
  const ready = await sweep('sma-cross');
  const { eventPath, output } = await sweep('x', code);
  expect(eventPath === null, 'over whole columns').toBe(isFast);
  expect(output.firstFailure).toBeNull();
  // The two ways add up the same returns in an order of their own.
  for (const [k, figure] of ready.output.figures.entries()) expect(output.figures[k]).toBeCloseTo(figure, 9);
});
