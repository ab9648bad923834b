import { createHash } from 'node:crypto';
import type { BarColumns } from '../../../contract/model/bar.ts';
import type { Replay, ReplayScore } from '../../../contract/model/replay.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { testEntries } from '../../../quant/honesty/measure-luck.ts';
import { journalText } from '../../../quant/journal/index.ts';
import { recordRun } from '../../../quant/microscope/index.ts';
import { replaySource, replayStrategy } from '../../../quant/replay/index.ts';
import type { Backtests, RunReports } from '../backtests/index.ts';
import { AppError, type Clock, type Log } from '../kernel/index.ts';
import type { OpenReplay } from './open-replay.ts';

export type ScoreDeps = {
  readonly backtests: Pick<Backtests, 'start' | 'watch' | 'result' | 'report'>;
  readonly runReports: Pick<RunReports, 'annotate'>;
  readonly clock: Clock;
  readonly log: Log;
};

/** SHA-256 of a journal. */
export const hashJournal = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The steps of a replay's prices and quantities, as its journal has them. */
export const grainOf = ({ tickSize, settings }: Replay) => () => ({ tick: tickSize, lot: settings.fractional ? 0 : 1 });

/**
 * Makes a recorded run of a replay up to its present and scores it. The run is one backtest of what was asked for; that it did what the replay did,
 * fill by fill, is proven before anything is said of it.
 */
export async function scoreReplay({ backtests, runReports, clock, log }: ScoreDeps, open: OpenReplay, replay: Replay, signal: AbortSignal): Promise<{ readonly replay: Replay; readonly value: ReplayScore }> {
  const { decisions } = open.runAnew();
  const { settings, series: key } = replay;
  const series = { ...open.bars.series, bars: firstBars(open.bars.series.bars, replay.cursor + 1) };
  const { fills, journal } = recordRun(replayStrategy(decisions), {}, settings, [series]);
  const code = { kind: 'typescript', file: 'replay.ts', source: replaySource(decisions) } as const;
  const { runId } = await backtests.start({ strategy: 'replay', code, params: {}, settings }, [key], { fromMs: replay.fromMs, toMs: epochMs(replay.timeMs + 1) });
  for await (const run of backtests.watch(runId, signal)) if (run.failure !== null) throw new AppError('UNAVAILABLE', `The run of the replay failed: ${run.failure}`, { runId });
  const result = await backtests.result(runId);
  if (JSON.stringify(result.fills) !== JSON.stringify(fills)) throw new Error(`Run ${runId} did something else than replay ${replay.replayId}.`);
  await runReports.annotate(runId, { tags: ['replay'], note: `Replay ${replay.replayId}` }).catch((error: unknown) => log.warn('the run of a replay has no note', { runId, error }));
  const finished: Replay = { ...replay, status: 'finished', finishedAtMs: clock.now(), runId };
  const { metrics } = await backtests.report(runId, { points: 200, tradesFrom: 0, tradesLimit: 0 });
  const random = testEntries([series], result.trades, settings.fill, settings.seed);
  const numberOf = (name: string): number | null => (typeof result.metrics[name] === 'number' ? result.metrics[name] : null);
  const intents = open.all;
  const score = {
    replay: finished, runId, figures: metrics, return: numberOf('totalReturn') ?? 0, buyAndHoldReturn: numberOf('buyAndHoldReturn'), betterThanRandom: random === null ? null : 1 - random.pValue,
    trades: result.trades.length, peeks: replay.peeks, informedIntents: intents.filter((one) => one.droppedBy === null && one.isInformed).length,
    droppedIntents: intents.filter((one) => one.droppedBy !== null).length, journalHash: hashJournal(journalText(journal, grainOf(replay))),
  };
  return { replay: finished, value: { ...score, message: describeScore(score) } };
}

const firstBars = ({ time, open, high, low, close, volume }: BarColumns, count: number): BarColumns => ({
  time: time.subarray(0, count), open: open.subarray(0, count), high: high.subarray(0, count), low: low.subarray(0, count), close: close.subarray(0, count), volume: volume.subarray(0, count),
});

const percent = (share: number): string => `${(share * 100).toFixed(2).replace('-', '−')} %`;

function describeScore({ replay, return: made, buyAndHoldReturn, betterThanRandom, trades, peeks, informedIntents }: Omit<ReplayScore, 'message'>): string {
  const held = buyAndHoldReturn === null ? '' : `, where buying and holding made ${percent(buyAndHoldReturn)}`;
  const luck = betterThanRandom === null ? '' : `; ${Math.round(betterThanRandom * 100)} % of entries at random moments did worse`;
  const seen = informedIntents === 0 ? '' : ` ${informedIntents === 1 ? 'One decision was' : `${informedIntents} decisions were`} made knowing what came later, after ${peeks === 1 ? 'a look' : `${peeks} looks`} back.`;
  return `${percent(made)} with ${trades === 1 ? 'one closed trade' : `${trades} closed trades`} in ${replay.cursor + 1} bars${held}${luck}.${seen}`;
}
