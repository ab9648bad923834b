import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import { composeWorkstation, type Workstation } from '../../src/main/compose.ts';
import { runTapedeck } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const open = (name: string): Promise<Workstation> => composeWorkstation({ host: 'node', dataDir: join(folder(), name), seed: 7 });
const minutes = { instrumentId: instrumentId('SIM:ORBUSD'), timeframe: timeframe('1m') };
const settings = backtestSettingsSchema.parse({ commissionRate: 0.001, fractional: true });
const rows = { onlyDifferent: false, from: 0, limit: 5_000 };

/** A strategy of one's own, with a line that does something from a bar on. */
const source = (line: string): { kind: 'typescript'; file: string; source: string } => ({
  kind: 'typescript', file: 'own.ts',
  source: `import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({
  name: 'own', params: {},
  indicators: () => ({ fast: ['sma', { timePeriod: 3 }], slow: ['sma', { timePeriod: 8 }] }),
  onBar(c) {
    ${line}
    if (c.crossedAbove(c.ind.fast, c.ind.slow)) c.buy();
    else if (c.crossedBelow(c.ind.fast, c.ind.slow)) c.sell();
  },
});
`,
});

describe('a strategy that trades on paper over the simulated market', () => {
  it('writes the journal of a backtest, through a restart of the workstation and whatever others do; other costs are a waterfall', async () => {
    let workstation = await open('market');
    await workstation.core.tape.pause();
    const promote = (over: object) => workstation.core.paperSessions.promote({ series: [minutes], settings, history: 300, ...over });
    const sessions = [await promote({ strategy: 'sma-cross', params: { fast: 3, slow: 8 } }), await promote({ code: source('') })];
    const failing = await promote({ code: source('if (c.index > 310) { const nothing = null; nothing.price; }') });
    const statusOf = ({ sessionId }: { sessionId: string }): string => workstation.core.paperSessions.get(sessionId).status;
    await expect.poll(() => [...sessions, failing].map(statusOf), { timeout: 30_000 }).toEqual(['running', 'running', 'running']);

    /** An hour goes by, and every session has worked it. */
    const passHour = async (): Promise<void> => {
      await workstation.core.tape.step('hour');
      const [last = 0] = (await workstation.core.market.history(minutes, { beforeMs: null, limit: 1 })).time;
      await expect.poll(() => sessions.map(({ sessionId }) => workstation.core.paperSessions.get(sessionId).lastBarMs), { timeout: 30_000 }).toEqual([last, last]);
    };
    await passHour();
    await expect.poll(() => statusOf(failing), { timeout: 30_000 }).toBe('failed');
    expect(workstation.core.paperSessions.get(failing.sessionId).reason).toMatch(/^own\.ts, line 6, on bar 311 \(.+\): .*null/);

    await workstation.dispose();
    workstation = await open('market');
    expect([...sessions, failing].map(statusOf)).toEqual(['running', 'running', 'failed']);
    await passHour();

    for (const { sessionId } of sessions) {
      const same = await workstation.core.paperSessions.compare(sessionId, {}, rows);
      expect(same).toMatchObject({ isSame: true, firstDifference: null });
      expect(same.session.entries).toBeGreaterThan(20);
      const { isSame, comparison: { gap, parts } } = await workstation.core.paperSessions.compare(sessionId, { commissionRate: 0.003 }, rows);
      expect(isSame).toBe(false);
      expect(Math.abs(Object.values(parts).reduce((sum, part) => sum + part, 0) - gap)).toBeLessThan(1e-9);
      const { bars } = workstation.core.paperSessions.get(sessionId);
      expect(bars.live + bars.caughtUp, 'no bar of the two hours is missing').toBeGreaterThanOrEqual(119);
    }
    expect(new Set(sessions.map(({ sessionId }) => workstation.core.paperSessions.get(sessionId).journal.hash)).size, 'the same decisions, ready-made or one\'s own').toBe(1);

    await workstation.core.trading.halt('enough');
    await expect.poll(() => sessions.map(statusOf)).toEqual(['stopped', 'stopped']);
    expect(workstation.core.market.load.barBuilders).toBe(0);
    await workstation.dispose();
  }, 180_000);

  it('asks for a running workstation at the command line, and says so', async () => {
    const { exitCode, err } = await runTapedeck(['paper', 'promote', '--strategy', 'sma-cross', '--symbol', 'SIM:ACME'], join(folder(), 'cli'));
    expect(exitCode).toBe(1);
    expect(err).toContain('tapedeck: A session trades as long as a workstation runs; start one with `tapedeck serve` and promote the strategy again.');
  }, 120_000);
});
