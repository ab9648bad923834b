import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema, type BacktestResult } from '../../../../contract/model/backtest.ts';
import { epochMs } from '../../../../contract/model/units.ts';
import { renderBacktest } from './render-backtest.ts';

const day = (iso: string) => epochMs(Date.parse(iso));
const result: BacktestResult = {
  spec: {
    strategy: 'sma-cross', params: { fast: 10, slow: 20 }, settings: backtestSettingsSchema.parse({ profile: 'backtesting.py' }), engineVersion: 'any',
    data: [{ symbol: 'ACME', bars: 250, fromMs: day('2025-01-16'), toMs: day('2025-12-31'), fingerprint: 'f' }],
  },
  hash: 'h', runId: null, dialects: { 'backtesting.py': { 'Max. Drawdown Duration': 218 } }, trades: [], fills: [], equity: { time: [], value: [] },
  metrics: { totalReturn: 0.0163, maxDrawdownDurationDays: 218, averageTradeDurationDays: 1, openTrades: 2, winRate: null, somethingNew: 0.123456 },
};

describe('a backtest for people', () => {
  it('says what was run under which conventions, in plain words with units', () => {
    expect(renderBacktest(result).split('\n')).toEqual([
      'Strategy  sma-cross (fast 10, slow 20)',
      'Bars      250 of ACME, 2025-01-16 to 2025-12-31',
      'Profile   backtesting.py (whose conventions the engine follows)',
      '',
      'Statistic                   Value',
      'Return                     1.63 %',
      'Longest drawdown         218 days',
      'Open trades at the end          2',
      'Winning trades                  –',
      'Average time in a trade     1 day',
      'Something new              0.1235',
    ]);
  });
  it('ends with warnings, the orders that could not be afforded and ruin', () => {
    const refusedOrders = [{ reason: 'margin' as const, count: 3, firstBar: 4, firstTimeMs: day('2025-02-01'), message: '3 orders could not be afforded.' }];
    const ruin = { bar: 9, timeMs: day('2025-03-01'), debt: 12, message: 'The run lost all it had.' };
    const warnings = [{ code: 'never-asked' as const, message: 'The strategy was never asked.' }];
    expect(renderBacktest({ ...result, refusedOrders, ruin, warnings }).split('\n').slice(-4)).toEqual(['', 'The strategy was never asked.', '3 orders could not be afforded.', 'The run lost all it had.']);
  });
});
