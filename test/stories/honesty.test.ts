import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LookAhead, TrialLedger, Verdict } from '../../src/contract/model/verdict.ts';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import { randomBars } from '../../src/quant/strategies/test-reference.ts';
import { runJson, runTapedeck } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const file = (name: string): string => join(folder(), name);

function toCsv({ time, open, high, low, close, volume }: BarColumns, keeps: (i: number) => boolean = () => true): string {
  const rows = Array.from(time, (ms, i) => [new Date(ms).toISOString().slice(0, 10), open[i], high[i], low[i], close[i], volume[i]].join(','));
  return ['date,open,high,low,close,volume', ...rows.filter((_, i) => keeps(i))].join('\n');
}

const program = (body: string): string => `import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({ name: 'mine', ${body} });
`;
const clean = program("indicators: () => ({ fast: ['sma', { timePeriod: 5 }] }), onBar(c) { if (c.isFlat && c.bar().close > c.ind.fast) c.buy({ stopLoss: c.bar().close * 0.95 }); else if (c.bar().close < c.ind.fast) c.close(); }");
const leaky = program('signals: ({ close }) => Array.from(close, (price, i) => ((close[i + 1] ?? price) > price ? 1 : 0))');
const rules = JSON.stringify({
  name: 'dips', indicators: [{ as: 'trend', name: 'sma', params: { timePeriod: 20 } }],
  rules: [
    { when: { kind: 'all', of: [{ kind: 'position', is: 'flat' }, { kind: 'cross', left: { price: 'close' }, to: 'above', right: { indicator: 'trend' } }] }, act: [{ do: 'buy', stopLoss: { percent: 5 } }] },
    { when: { kind: 'compare', left: { price: 'close' }, is: 'below', right: { indicator: 'trend' } }, act: [{ do: 'close' }] },
  ],
});

beforeAll(() => {
  const bars = randomBars(21, 900);
  writeFileSync(file('WALK.csv'), toCsv(bars));
  writeFileSync(file('HOLES.csv'), toCsv(bars, (i) => i < 300 || i > 360));
  writeFileSync(file('clean.ts'), clean);
  writeFileSync(file('leaky.ts'), leaky);
  writeFileSync(file('rules.json'), rules);
});

type Result = { readonly runId: string | null; readonly verdict: Verdict; readonly dataGrade: string; readonly ephemeral?: true };
const run = (...more: readonly string[]): readonly string[] => ['backtest', 'run', '--file', file('WALK.csv'), '--strategy', 'sma-cross', '--commission', '0.001', ...more];

describe('honesty at the command line', () => {
  it('every run has a verdict and a grade of its data, and all trials of the hypothesis count, session after session', { timeout: 240_000 }, async () => {
    const home = file('home');
    const first = await runJson<Result>(run(), home);
    expect(first).toMatchObject({ verdict: { runId: first.runId, trials: { count: 1, isWhole: true }, lookAhead: { isClean: true } }, dataGrade: 'A' });
    expect(first.verdict.reasons.map(({ check }) => check).toSorted()).toEqual(['costs', 'data', 'deflated-sharpe', 'interval', 'look-ahead', 'monte-carlo', 'overfitting', 'probabilistic-sharpe', 'profit', 'random-entry', 'track-record', 'trades']);
    await runJson(['backtest', 'sweep', '--file', file('WALK.csv'), '--strategy', 'sma-cross', '--commission', '0.001', '--grid', '{"fast":{"from":3,"to":12},"slow":[20,30,40]}'], home);
    const again = await runJson<Result>(run('--params', '{"fast":8}'), home);
    expect(again.verdict.trials.count).toBe(32);
    expect(again.verdict.overfitting?.trials).toBeGreaterThan(20);
    expect(again.verdict.expectedBestSharpe).toBeGreaterThan(0.8);

    const ledger = await runJson<TrialLedger>(['backtest', 'trials', again.runId ?? ''], home);
    expect(ledger).toMatchObject({ strategy: 'sma-cross', symbols: ['WALK'], trials: 32 });
    expect(ledger.runs.map(({ kind, trials }) => [kind, trials])).toEqual([['backtest', 1], ['sweep', 30], ['backtest', 1]]);
    const { out } = await runTapedeck(['backtest', 'verdict', first.runId ?? ''], home);
    expect(out).toMatch(/^Verdict: (?:Good|Lucky|Unproven|Bad): /);
    expect(out, 'a verdict is made anew when there are more trials').toContain('This hypothesis was tried 32 times');
  });

  it('a run that is kept out of the record says that only what is known was counted', async () => {
    const { ephemeral, runId, verdict } = await runJson<Result>(run('--ephemeral'), file('nowhere'));
    expect({ ephemeral, runId, trials: verdict.trials }).toMatchObject({ ephemeral: true, runId: null, trials: { count: 1, isWhole: false, hypothesis: null } });
    const { out } = await runTapedeck(run('--ephemeral'), file('nowhere'));
    expect(out).toContain('only itself is counted');
  });

  it('holes in the data are on the result', async () => {
    const { verdict, dataGrade } = await runJson<Result>(['backtest', 'run', '--file', file('HOLES.csv'), '--strategy', 'sma-cross', '--ephemeral'], file('nowhere'));
    expect(dataGrade).toBe('C');
    expect(verdict.data?.defects).toMatchObject([{ kind: 'gap', count: 1, symbol: 'HOLES' }]);
  });

  it('a strategy that sees the future is found, with exit code 1; programs and rules that do not are clean', async () => {
    const check = (strategy: string): readonly string[] => ['backtest', 'look-ahead', '--file', file('WALK.csv'), '--strategy', strategy, '--json'];
    const found = await runTapedeck(check(file('leaky.ts')), file('home'));
    expect(found.exitCode).toBe(1);
    expect(JSON.parse(found.out)).toMatchObject({ isClean: false, leaks: [{ sentence: expect.stringContaining('uses what comes later') }] });
    for (const strategy of [file('clean.ts'), file('rules.json'), 'donchian-breakout']) {
      const { exitCode, out, err } = await runTapedeck(check(strategy), file('home'));
      expect(exitCode, err).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ isClean: true, leaks: [], runs: 40 } satisfies Partial<LookAhead>);
    }
    expect((await runTapedeck(['backtest', 'look-ahead', '--file', file('WALK.csv'), '--strategy', 'sma-crosss'], file('home'))).err).toContain('did you mean sma-cross');
  });
});
