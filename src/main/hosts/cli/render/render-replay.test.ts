import { expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../../contract/model/backtest.ts';
import { instrumentId } from '../../../../contract/model/instrument.ts';
import type { ReplayState } from '../../../../contract/model/replay.ts';
import { timeframe } from '../../../../contract/model/timeframe.ts';
import { epochMs } from '../../../../contract/model/units.ts';
import { toDocument } from '../to-document.ts';
import { renderAnswer } from './render-answer.ts';
import { renderReplayBar } from './render-replay.ts';

const at = epochMs(Date.UTC(2024, 4, 6));
const state: ReplayState = {
  replay: {
    replayId: 'rpl-1', title: 'FILE:GOOG 1d, 2024-05-01 to 2024-06-28', series: { instrumentId: instrumentId('FILE:GOOG'), timeframe: timeframe('1d') }, fromMs: at, toMs: at, bars: 40, warmup: 5,
    settings: backtestSettingsSchema.parse({}), tickSize: 0.01, status: 'open', cursor: 3, timeMs: at, furthest: 9, peeks: 2, speed: 4, createdAtMs: at, finishedAtMs: null, runId: null,
  },
  isPlaying: false, isAtEnd: false, bar: { time: at, open: 100, high: 102, low: 99, close: 101.5, volume: 7 }, cash: 9_000, equity: 10_015, position: { size: 10, averagePrice: 100, profit: 15 },
  orders: [{ order: 2, side: 'sell', type: 'stop', role: 'stop-loss', trade: 1, quantity: null, limitPrice: null, stopPrice: 95, stopLoss: null, takeProfit: null, placedMs: at }],
  trades: [{ trade: 1, side: 'long', size: 10, entryPrice: 100, entryMs: at, stopLoss: 95, takeProfit: null, profit: 15 }],
  closedTrades: [], closedCount: 0, fills: [], fillCount: 1, refusals: [{ timeMs: at, message: 'An order was not filled: the margin left did not cover its size and costs.' }], refusalCount: 2, closedProfit: 0,
  laterIntents: 3, ruin: null,
};

it('a replay for people says where it stands, what is held and waits, and what an order now would drop', () => {
  expect(renderAnswer('replays.get', toDocument(state)).split('\n')).toEqual([
    'replay                  rpl-1', 'series                  FILE:GOOG 1d, 2024-05-01 to 2024-06-28', 'stands at               bar 4 of 40, paused', 'time                    2024-05-06',
    'open, high, low, close  100, 102, 99, 101.5', 'equity                  10015', 'cash                    9000', 'held                    10 at 100, open profit 15', 'closed trades           0, profit 0',
    'looks back              2', 'on later bars           3 intents; an order now needs --drop-later',
    'not filled              2024-05-06: An order was not filled: the margin left did not cover its size and costs. 2 in all.', '',
    'orders that wait', 'order  side  type  for        quantity  limit  stop  trade  placed', '    2  sell  stop  stop-loss         –      –    95      1  2024-05-06', '',
    'open trades', 'trade  side  size  entry price  entry       stop-loss  take-profit  profit', '    1  long    10          100  2024-05-06         95            –      15',
  ]);
});

it('a bar of one that plays is a line with its day', () => {
  expect(renderReplayBar(toDocument(state) as ReplayState)).toBe('2024-05-06  close 101.5  equity 10015  held 10  orders 1  bar 4 of 40');
});
