import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { backtestResultSchema, type BacktestSpec } from '../../../contract/model/backtest.ts';
import { engineVersion, runBacktest } from '../../../quant/engine/index.ts';
import { flatBars, runScript, testSettings } from '../../../quant/engine/test-run.ts';
import { canonicalJson } from '../../../quant/text/canonical-json.ts';
import { encodeResult } from './encode-result.ts';

const spec: BacktestSpec = { strategy: 'scripted', params: {}, settings: testSettings(), data: [], engineVersion };
const decode = (body: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(body));

describe('encodeResult', () => {
  it('writes what the contract calls a result, with what was refused and how the run was ruined', () => {
    const output = runScript(flatBars([100, 100, 150, 210, 90]), { 0: (c) => { c.buy({ size: 500 }); c.sell({ size: 100 }); } });
    const { hash, body } = encodeResult(spec, 'run-1', output);
    const result = backtestResultSchema.parse(decode(body));
    expect(result).toMatchObject({ spec, hash, runId: 'run-1', refusedOrders: [{ reason: 'margin', count: 1 }], ruin: { bar: 3, debt: 1_000 } });
    expect(result.equity.value).toEqual([10_000, 10_000, 5_000, 0, 0]);
    expect(hash).toBe(createHash('sha256').update(canonicalJson({ spec, fills: result.fills, trades: result.trades })).digest('hex'));
  });

  it('writes what a run is warned of', () => {
    const output = runBacktest({ strategy: 'sma-cross', params: { fast: 5, slow: 5_000 }, settings: testSettings(), series: [{ symbol: 'TEST', bars: flatBars([100, 100]) }] });
    expect(backtestResultSchema.parse(decode(encodeResult(spec, null, output).body)).warnings).toMatchObject([{ code: 'never-asked' }]);
  });

  it('has no word on refusals and ruin where there were none, so that such a result says only what there is to say', () => {
    const result = decode(encodeResult(spec, null, runScript(flatBars([100, 100]), {})).body);
    expect(Object.keys(result as object)).toEqual(['spec', 'hash', 'runId', 'metrics', 'dialects', 'trades', 'fills', 'equity', 'interval']);
  });
});
