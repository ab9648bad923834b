import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { parseRules, toTypeScript } from '../../../src/quant/rules/index.ts';
import { openTestPool, runCode, tsCode, waveBars } from './run-code.ts';

const page = readFileSync(new URL('../../../docs/strategies.md', import.meta.url), 'utf8');
const examples = Array.from(page.matchAll(/^<!-- example -->\n```ts\n(.*?)^```$/gms), (match) => match[1] ?? '');
const nameOf = (source: string): string => /name: '([^']+)'/.exec(source)?.[1] ?? '';

const pool = openTestPool();
afterAll(() => pool.dispose());

const bars = waveBars(600);
const reversed = { ...bars, open: bars.open.toReversed(), high: bars.high.toReversed(), low: bars.low.toReversed(), close: bars.close.toReversed() };
const series = [{ symbol: 'WAVE', bars }, { symbol: 'BACK', bars: reversed }];

describe('docs/strategies.md', () => {
  it('has eleven examples', () => {
    expect(examples.map(nameOf)).toHaveLength(11);
  });

  it.each(examples.map((source): [string, string] => [nameOf(source), source]))('%s runs and trades', async (name, source) => {
    const read = await pool.run('strategies.read', { code: tsCode(source) });
    if (!read.ok) throw new Error(read.error.message);
    const params = Object.fromEntries(read.value.info.params.map((one) => [one.name, one.default]));
    const outcome = await runCode(pool, tsCode(source), { params, series: name === 'rotation' ? series : [{ symbol: 'WAVE', bars }] });
    if ('error' in outcome) throw new Error(outcome.error.message);
    expect(outcome.result.trades.length, 'closed trades').toBeGreaterThan(1);
    expect(outcome.result.spec.params).toEqual(params);
  });

  it('its rules are understood, and trade as rules and as the TypeScript that is written from them', async () => {
    const rules = parseRules(/^```rules\n(.*?)^```$/ms.exec(page)?.[1] ?? '');
    const params = Object.fromEntries(rules.params.map((one) => [one.name, one.default]));
    const [asRules, asCode] = [await runCode(pool, { kind: 'rules', file: 'dips.json', source: JSON.stringify(rules) }, { bars, params }), await runCode(pool, tsCode(toTypeScript(rules)), { bars, params })];
    if ('error' in asRules || 'error' in asCode) throw new Error('they do not run');
    expect(asRules.result.trades.length).toBeGreaterThan(1);
    expect(asCode.result.trades).toEqual(asRules.result.trades);
  });
});
