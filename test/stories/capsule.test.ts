import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import { epochMs } from '../../src/contract/model/units.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import { composeWorkstation } from '../../src/main/compose.ts';
import { createInProcessClient } from '../../src/main/transports/in-process/index.ts';
import { SimMarket } from '../../src/quant/sim-market/index.ts';
import { runJson, runTapedeck } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const at = (name: string): string => join(folder(), name);
const { time, open, high, low, close, volume } = new SimMarket(11).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2026, 0, 1), 250);
const table = ['Date,Open,High,Low,Close,Volume', ...Array.from(time, (ms, i) => [new Date(ms).toISOString().slice(0, 10), open[i], high[i], low[i], close[i], volume[i]].join(','))].join('\n');

/** A strategy that remembers, so that it has to be run from its first bar on. */
const source = `import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({
  name: 'every-fifth', state: { count: 0 }, indicators: () => ({ mean: ['sma', { timePeriod: 3 }] }),
  onBar(c, p, state) { state.count += 1; if (state.count % 5 === 0) { if (c.isFlat) c.buy({ size: 3, stopLoss: c.bar().close * 0.97 }); else c.close(); } },
});`;

type Check = { readonly verdict: string; readonly message: string; readonly changed: readonly { readonly symbol: string; readonly time: string; readonly column: string }[] };

beforeAll(() => {
  writeFileSync(at('ACME.csv'), table);
  writeFileSync(at('every-fifth.ts'), source);
});

describe('a run as one file', () => {
  it('goes from a file of bars to another computer, where it is the same, and a changed candle is named', async () => {
    const run = await runJson<{ runId: string }>(['backtest', 'run', '--file', at('ACME.csv'), '--strategy', at('every-fifth.ts'), '--commission', '0.001'], at('here'));
    const capsule = at('cross.capsule.json');
    expect(await runJson(['backtest', 'capsule', run.runId, '--out', capsule], at('here'))).toMatchObject({ runId: run.runId, file: capsule });
    const text = readFileSync(capsule, 'utf8');
    expect(text, 'no place of this computer').not.toContain(folder());

    const same = await runTapedeck(['backtest', 'verify', capsule], at('nowhere'));
    expect([same.exitCode, same.err]).toEqual([0, '']);
    expect(same.out).toContain('The run gives the same bytes here');

    const number = JSON.parse(text) as { series: { close: number[] }[] };
    if (number.series[0] !== undefined) number.series[0].close[100] = 1_234.5;
    writeFileSync(at('changed.json'), JSON.stringify(number));
    const changed = await runTapedeck(['backtest', 'verify', at('changed.json'), '--json'], at('nowhere'));
    expect(changed.exitCode).toBe(1);
    expect(JSON.parse(changed.out) as Check).toMatchObject({ verdict: 'changed-bars', changed: [{ symbol: 'ACME', time: new Date(time[100] ?? 0).toISOString(), column: 'close' }] });
    expect(changed.err.trim().split('\n')).toHaveLength(1);
    expect(changed.err).toContain(`The candle of ACME at ${new Date(time[100] ?? 0).toISOString().replace('.000Z', 'Z')} has a close that was changed to 1234.5`);

    writeFileSync(at('tampered.json'), text.replace('state.count % 5', 'state.count % 4'));
    const tampered = await runTapedeck(['backtest', 'verify', at('tampered.json')], at('nowhere'));
    expect([tampered.exitCode, tampered.out]).toEqual([1, '']);
    expect(tampered.err).toContain("The strategy's code is not the code that was exported as every-fifth.ts");

    writeFileSync(at('cut.json'), text.slice(0, text.length / 2));
    const cut = await runTapedeck(['backtest', 'verify', at('cut.json'), '--json'], at('nowhere'));
    expect(cut.exitCode).toBe(1);
    expect((JSON.parse(cut.out) as { error: { code: string; message: string } }).error).toMatchObject({ code: 'INVALID_INPUT', message: 'This is no whole capsule: it is cut short or no JSON. Have it exported again.' });
    expect((await runTapedeck(['backtest', 'verify', at('gone.json')], at('nowhere'))).err).toBe(`tapedeck: There is no file ${at('gone.json')}.\n`);
  });

  it('is refused in a sentence where the file of bars is another by now', async () => {
    copyFileSync(at('ACME.csv'), at('OTHER.csv'));
    const run = await runJson<{ runId: string }>(['backtest', 'run', '--file', at('OTHER.csv'), '--strategy', 'sma-cross'], at('here'));
    renameSync(at('OTHER.csv'), at('MOVED.csv'));
    const { exitCode, err } = await runTapedeck(['backtest', 'capsule', run.runId, '--out', at('none.json')], at('here'));
    expect(exitCode).toBe(1);
    expect(err).toContain(`tapedeck: The bars of OTHER that run ${run.runId} saw are neither stored nor in ${at('OTHER.csv')} as they were; bring that file back or import it.\n`);
  });

  it('is compared with another, and looked at bar by bar', async () => {
    const common = ['backtest', 'run', '--file', at('ACME.csv'), '--strategy', 'sma-cross', '--close-at-end'];
    const a = await runJson<{ runId: string }>(common, at('here'));
    const b = await runJson<{ runId: string; fills: { time: string; price: number }[] }>([...common, '--profile', 'backtesting.py', '--commission', '0.002'], at('here'));
    const comparison = await runJson<{ gap: number; parts: Record<string, number>; settings: unknown[] }>(['backtest', 'compare', a.runId, b.runId], at('here'));
    expect(Math.abs(Object.values(comparison.parts).reduce((sum, part) => sum + part, 0) - comparison.gap)).toBeLessThan(1e-9);
    expect(comparison.settings).toEqual([{ name: 'profile', a: 'tapedeck', b: 'backtesting.py' }, { name: 'commissionRate', a: '0', b: '0.002' }]);
    expect((await runTapedeck(['backtest', 'compare', a.runId, b.runId], at('here'))).out).toContain('Profit of B less that of A');
    const [fill] = b.fills;
    const moment = await runTapedeck(['backtest', 'moment', b.runId, '--time', fill?.time ?? ''], at('here'));
    expect([moment.exitCode, moment.out]).toEqual([0, expect.stringMatching(/(Bought|Sold) \d+ units at [\d.]+: a market order fills at the open of/) as unknown]);
  });

  it('goes through the doors in pieces, and comes back', async () => {
    const workstation = await composeWorkstation({ host: 'node', dataDir: at('workstation') });
    try {
      const client = createInProcessClient(workstation.router, { core: workstation.core, session: { role: 'admin', who: 'test' } });
      const key = { instrumentId: instrumentId('SIM:ACME'), timeframe: timeframe('1d') };
      const started = await client.backtests.start({ series: [key], strategy: 'sma-cross', toMs: epochMs(Date.UTC(2025, 0, 1)) });
      for await (const _ of await client.backtests.watch({ runId: started.runId }));
      const pieces: Buffer[] = [];
      for (let offset = 0, size = 1; offset < size; ) {
        const piece = await client.backtests.capsule({ runId: started.runId, offset });
        pieces.push(Buffer.from(piece.data, 'base64'));
        size = piece.size;
        offset += pieces.at(-1)?.length ?? 0;
      }
      const whole = Buffer.concat(pieces);
      const { uploadId } = await client.data.importBegin({ name: 'a.capsule.json', size: whole.length });
      for (let offset = 0; offset < whole.length; offset += 500_000) await client.data.importChunk({ uploadId, offset, data: whole.toString('base64', offset, Math.min(whole.length, offset + 500_000)) });
      expect(await client.backtests.verify({ uploadId })).toMatchObject({ verdict: 'same', title: started.title });
      await expect(client.backtests.verify({ uploadId }), 'it was let go of').rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(client.backtests.moment({ runId: started.runId, index: 10 })).resolves.toMatchObject({ index: 10, runId: started.runId });
    } finally {
      await workstation.dispose();
    }
  });
});
