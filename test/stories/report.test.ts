import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import { SimMarket } from '../../src/quant/sim-market/index.ts';
import { runJson, runTapedeck } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const at = (name: string): string => join(folder(), name);

it('a run over a file is written as a page with its pictures and as tables, and is found by its note and tag', async () => {
  const { time, open, high, low, close, volume } = new SimMarket(11).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2026, 0, 1), 250);
  writeFileSync(at('ACME.csv'), ['Date,Open,High,Low,Close,Volume', ...Array.from(time, (ms, i) => [new Date(ms).toISOString().slice(0, 10), open[i], high[i], low[i], close[i], volume[i]].join(','))].join('\n'));
  const { runId, trades } = await runJson<{ runId: string; trades: unknown[] }>(['backtest', 'run', '--file', at('ACME.csv'), '--strategy', 'sma-cross', '--commission', '0.001'], at('data'));
  const written = await runTapedeck(['backtest', 'report', runId, '--html', at('out.html'), '--trades', at('trades.csv')], at('data'));
  expect([written.exitCode, written.err]).toEqual([0, '']);
  expect(written.out).toMatch(/^Wrote \d+ bytes to .*out\.html\.\nWrote \d+ bytes to .*trades\.csv\.\n$/);
  const page = readFileSync(at('out.html'), 'utf8');
  expect(page).toContain('Against ACME, held');
  expect(page).toContain('<h2>Exposure</h2>');
  expect(readFileSync(at('trades.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(trades.length + 1);
  expect((await runTapedeck(['backtest', 'report', runId, '--html', at('none/out.html')], at('data'))).err).toMatch(/^tapedeck: .*out\.html cannot be written \(ENOENT\); name a file in a folder that is there\.\n$/);

  await runJson(['backtest', 'annotate', runId, '--tags', 'good,later', '--note', 'Enters late.'], at('data'));
  expect(await runJson<{ runId: string }[]>(['backtest', 'list', '--search', 'late acme', '--tag', 'good'], at('data'))).toMatchObject([{ runId, tags: ['good', 'later'], note: 'Enters late.' }]);
  expect(await runJson<unknown[]>(['backtest', 'list', '--tag', 'goo'], at('data'))).toEqual([]);
});
