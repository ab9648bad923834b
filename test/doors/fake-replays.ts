import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import type { ReplayState } from '../../src/contract/model/replay.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import type { EpochMs } from '../../src/contract/model/units.ts';
import type { Replays } from '../../src/main/core/replay/index.ts';
import { AppError } from '../../src/main/core/kernel/index.ts';

/** One replay, rpl-1, that stands at its only bar whatever it is told. */
export function fakeReplays(at: EpochMs): Replays {
  const state: ReplayState = {
    replay: {
      replayId: 'rpl-1', title: 't', series: { instrumentId: instrumentId('SIM:ACME'), timeframe: timeframe('1d') }, fromMs: at, toMs: at, bars: 1, warmup: 0,
      settings: backtestSettingsSchema.parse({}), tickSize: 0.01, status: 'open', cursor: 0, timeMs: at, furthest: 0, peeks: 0, speed: 1, createdAtMs: at, finishedAtMs: null, runId: null,
    },
    isPlaying: false, isAtEnd: true, bar: { time: at, open: 41, high: 42, low: 40, close: 41.5, volume: 10 }, cash: 10_000, equity: 10_000, position: { size: 0, averagePrice: null, profit: 0 },
    orders: [], trades: [], closedTrades: [], closedCount: 0, fills: [], fillCount: 0, refusals: [], refusalCount: 0, closedProfit: 0, laterIntents: 0, ruin: null,
  };
  const get = async (replayId: string): Promise<ReplayState> => {
    if (replayId !== state.replay.replayId) throw new AppError('NOT_FOUND', `There is no replay ${replayId}.`, { replayId });
    return state;
  };
  return {
    start: async () => state, get, list: async () => [state.replay],
    bars: async (id) => ({ ...(await get(id)).replay.series, seq: 0, time: [at], open: [41], high: [42], low: [40], close: [41.5], volume: [10] }),
    intents: async (id) => (await get(id), []),
    journal: async (id) => (await get(id), { hash: 'h', lines: 0, text: '' }),
    decide: get, play: get, pause: get, step: get, seek: get,
    finish: async (id) => {
      await get(id);
      throw new AppError('NOT_FOUND', 'The fake core scores nothing.');
    },
    async *watch(id) {
      yield { state: await get(id), bars: [], isWhole: true };
    },
    dispose: async () => {},
  };
}
