import { beforeEach, describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../contract/model/backtest.ts';
import type { PaperEntry, PaperSession } from '../../../contract/model/paper-session.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { canResume, lastSignal, percentOfShare, sayPosition, sayStatus, shareOfPercent } from './session-words.ts';
import { inOrder, takeIn, useSessions } from './sessions-store.ts';

const bars = { warmup: 100, live: 0, caughtUp: 0 };
const account = (...sizes: readonly number[]): PaperSession['account'] => ({
  cash: 1, equity: 1, profit: 0, openOrders: 0, fills: 0, trades: 0, positions: sizes.map((size, k) => ({ symbol: `S${k}`, size, averagePrice: 1, openProfit: 0 })),
});
const entry = (index: number, kind: PaperEntry['kind']): PaperEntry => ({ index, kind, timeMs: epochMs(0), symbol: 'S', order: null, sentence: `${index}`, isCaughtUp: false });

describe('words of a session on paper', () => {
  it('say where it stands, and that one without a bar waits for it', () => {
    expect(sayStatus({ status: 'checking', progress: 0.419, bars })).toBe('◐ Checking 41%');
    expect(sayStatus({ status: 'running', progress: 1, bars })).toBe('○ Waits for a bar');
    expect(sayStatus({ status: 'running', progress: 1, bars: { ...bars, caughtUp: 1 } })).toBe('● Trading');
    expect(sayStatus({ status: 'refused', progress: 1, bars })).toBe('✕ Refused');
  });
  it('name the side of what is held, and never call what is not known flat', () => {
    expect([null, account(), account(12), account(-0.25), account(1, 2)].map(sayPosition)).toEqual(['', 'flat', '▲ long 12 S0', '▼ short 0.25 S0', '2 positions']);
  });
  it('give the last wish of the strategy before what became of it', () => {
    expect(lastSignal({ latest: [entry(0, 'intent'), entry(1, 'placed'), entry(2, 'intent'), entry(3, 'fill')] })?.index).toBe(2);
    expect(lastSignal({ latest: [entry(4, 'fill')] })?.index).toBe(4);
    expect(lastSignal({ latest: [] })).toBeNull();
  });
  it('let go on only what was stopped after it had begun', () => {
    expect([canResume({ status: 'stopped', tradesFromMs: epochMs(5) }), canResume({ status: 'stopped', tradesFromMs: null }), canResume({ status: 'refused', tradesFromMs: null }), canResume({ status: 'running', tradesFromMs: epochMs(5) })]).toEqual([true, false, false, false]);
  });
  it('read percents without a rounding', () => {
    expect(['0.1', '7', '', 'x', '-1', '51'].map(shareOfPercent)).toEqual([0.001, 0.07, null, null, null, null]);
    expect(percentOfShare(0.001)).toBe('0.1');
  });
});

describe('sessions as they are told', () => {
  const session = (sessionId: string, createdAtMs: number): PaperSession => ({
    sessionId, name: sessionId, status: 'running', progress: 1, reason: null, strategy: 's', params: {}, file: null, settings: backtestSettingsSchema.parse({}), series: [], symbols: [], engineVersion: '1',
    createdAtMs: epochMs(createdAtMs), endedAtMs: null, tradesFromMs: null, lookAhead: null, promotedFrom: null, bars, lastBarMs: null, journal: { entries: 0, hash: '' }, account: null, latest: [],
  });
  const names = () => inOrder(useSessions.getState().byId).map(({ name }) => name);
  beforeEach(() => useSessions.setState({ byId: new Map() }));

  it('are all of them first, then those that changed; after a lost connection the removed are gone', () => {
    takeIn([session('a', 1), session('b', 2)], true);
    takeIn([session('c', 3), { ...session('a', 1), name: 'a!' }], false);
    expect(names()).toEqual(['c', 'b', 'a!']);
    takeIn([session('c', 3)], true);
    expect(names()).toEqual(['c']);
  });
});
