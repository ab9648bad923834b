import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../../contract/model/backtest.ts';
import { instrumentId } from '../../../../contract/model/instrument.ts';
import type { PaperSession } from '../../../../contract/model/paper-session.ts';
import { timeframe } from '../../../../contract/model/timeframe.ts';
import { epochMs } from '../../../../contract/model/units.ts';
import { describePaperSession, renderPaperChange, renderPaperJournal, renderPaperReport, renderPaperSessions } from './render-paper.ts';

const at = epochMs(Date.UTC(2026, 0, 5, 18, 39));
const fill = { index: 2, kind: 'fill' as const, timeMs: at, symbol: 'ORBUSD', order: 1, sentence: 'Bought 2 units of ORBUSD at 100.', isCaughtUp: false, fill: { side: 'buy' as const, quantity: 2, price: 100, fee: 0 } };
const session: PaperSession = {
  sessionId: 'ppr-1', name: 'mine', status: 'running', progress: 1, reason: null, strategy: 'sma-cross', params: { fast: 3 }, file: null, settings: backtestSettingsSchema.parse({}),
  series: [{ instrumentId: instrumentId('SIM:ORBUSD'), timeframe: timeframe('1m') }], symbols: ['ORBUSD'], engineVersion: '1', createdAtMs: at, endedAtMs: null, tradesFromMs: at,
  lookAhead: { strategy: 'sma-cross', isClean: true, runs: 40, decisions: 9, leaks: [], sentence: 'It decided the same.' }, promotedFrom: { runId: 'run-1', grade: 'unproven', headline: 'Too little to tell.' },
  bars: { warmup: 10, live: 4, caughtUp: 1 }, lastBarMs: at, journal: { entries: 3, hash: 'abc' },
  account: { cash: 9_800, equity: 10_012.5, profit: 12.5, positions: [{ symbol: 'ORBUSD', size: 2, averagePrice: 100, openProfit: 12.5 }], openOrders: 0, fills: 1, trades: 0 }, latest: [fill],
};

describe('sessions on paper for people', () => {
  it('are a line each, and say what to do where there is none', () => {
    expect(renderPaperSessions([session]).split('\n')[1]).toMatch(/^ppr-1 +mine +running +5 +2026-01-05 18:39:00 UTC +10012\.50 +12\.50 +1 +0$/);
    expect(renderPaperSessions([])).toContain('`tapedeck paper promote`');
  });

  it('say in one sentence how they stand', () => {
    expect(describePaperSession(session)).toBe('Session ppr-1, mine, runs. It decided the same. `tapedeck paper show ppr-1` shows how it goes.');
    expect(describePaperSession({ ...session, status: 'refused', reason: 'It sees the future.' })).toBe('Session ppr-1, mine, was refused: It sees the future.');
    expect(renderPaperChange(session)).toBe('2026-01-05 18:39:00 UTC  mine  running  equity 10012.50  profit 12.50  fills 1  Bought 2 units of ORBUSD at 100.');
    expect(renderPaperChange({ ...session, status: 'checking', progress: 0.257, account: null, latest: [], lastBarMs: null })).toBe('–  mine  checking 25 %');
  });

  it('are read with what is held, what waits and what came live', () => {
    const figures = { profit: 12.5, return: 0.00125, maxDrawdown: -0.01, trades: 0, wins: 0, winShare: null, profitFactor: null, averageTrade: null, fees: 0 };
    const text = renderPaperReport({ session, figures, equity: { time: [], value: [] }, openOrders: [], trades: [], caughtUp: [], sentence: '4 of 5 bars came live.' });
    expect(text).toMatch(/Promoted from +run-1, judged unproven: Too little to tell\./);
    expect(text).toMatch(/ORBUSD +2 +100 +12\.50/);
    expect(text).toMatch(/Profit +12\.50 \(0\.13 %\)/);
    expect(text.split('\n').slice(-3)).toEqual(['No order waits.', '', '4 of 5 bars came live.']);
  });

  it('show their journal with its hash', () => {
    expect(renderPaperJournal({ total: 3, hash: 'abc', from: 2, entries: [{ ...fill, isCaughtUp: true }] })).toMatch(/Bought 2 units of ORBUSD at 100\. \(caught up\)\n\n1 of 3 lines; SHA-256 of all: abc$/);
    expect(renderPaperJournal({ total: 0, hash: 'abc', from: 0, entries: [] })).toBe('The session has asked for nothing yet.');
  });
});
