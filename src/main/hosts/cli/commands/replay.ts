import type { Command } from 'commander';
import { instrumentIdSchema } from '../../../../contract/model/instrument.ts';
import type { ReplayState } from '../../../../contract/model/replay.ts';
import { timeframeSchema } from '../../../../contract/model/timeframe.ts';
import { epochMs } from '../../../../contract/model/units.ts';
import { checkValue } from '../check-value.ts';
import { connect, type Connection } from '../connect.ts';
import type { CliIo } from '../io.ts';
import { leaf, type Run } from '../leaf.ts';
import { parseMoment, parseNumber } from '../parse-options.ts';
import { renderReplay, renderReplayBar } from '../render/render-replay.ts';
import { toDocument } from '../to-document.ts';
import { addSettingOptions, toSettings, type SettingOptions } from './backtest-options.ts';

type StartOptions = SettingOptions & { symbol: string; timeframe: string; from?: number; to?: number; warmup?: number; speed?: number };
type Document = Parameters<typeof renderReplay>[0];

const documentOf = (state: ReplayState): Document => toDocument(state) as Document;

/** `replay start` and `replay play`; the other commands are those of the contract. */
export function addReplay(area: Command, run: Run): void {
  const start = leaf(area.command('start').description('start a replay: a stretch of bars that is played bar by bar, with paper trading on it'))
    .requiredOption('--series, --symbol <id>', 'stored or simulated series, such as FILE:GOOG or SIM:ACME')
    .option('--timeframe <length>', 'length of a bar, such as 15m or 1d', '1d')
    .option('--from <time>', 'the first bar that can be traded on starts at or after this moment (after the warm-up)', parseMoment)
    .option('--to <time>', 'only bars that start before this moment', parseMoment)
    .option('--warmup <bars>', 'how many bars before it are seen from the beginning, up to 5000 (200)', parseNumber)
    .option('--speed <rate>', 'bars a second of real time, from 0.25 to 100 (1)', parseNumber);
  addSettingOptions(start).action(
    run<StartOptions>(async (options, io, { json, common }) => {
      const { symbol, timeframe, from, to, warmup, speed } = options;
      const request = {
        instrumentId: checkValue(instrumentIdSchema, '--series', symbol), timeframe: checkValue(timeframeSchema, '--timeframe', timeframe), settings: toSettings(options),
        ...(from === undefined ? {} : { fromMs: epochMs(from) }), ...(to === undefined ? {} : { toMs: epochMs(to) }), ...(warmup === undefined ? {} : { warmup }), ...(speed === undefined ? {} : { speed }),
      };
      const connection = await connect(common);
      try {
        const state = documentOf(await connection.client.replays.start(request));
        io.out(json ? JSON.stringify(state) : renderReplay(state));
      } finally {
        await connection.close();
      }
    }),
  );

  leaf(area.command('play').description('let bars come at the speed of the replay; without a running workstation until its end or Ctrl-C, a line a bar'))
    .argument('<replay-id>', 'id of the replay')
    .option('--speed <rate>', 'bars a second of real time, from 0.25 to 100 (as it was)', parseNumber)
    .action(
      run<{ speed?: number }>(async ({ speed }, io, { json, common }, [replayId = '']) => {
        const connection = await connect(common);
        try {
          const state = await connection.client.replays.play({ replayId, ...(speed === undefined ? {} : { speed }) });
          if (!connection.isWorkstation) await playHere(connection, replayId, io, json);
          else io.out(json ? JSON.stringify(documentOf(state)) : renderReplay(documentOf(state)));
        } finally {
          await connection.close();
        }
      }),
    );
}

/** Nothing plays it once this process has ended: it plays here, until its end or Ctrl-C. */
async function playHere({ client }: Connection, replayId: string, io: CliIo, json: boolean): Promise<void> {
  try {
    for await (const { state } of await client.replays.watch({ replayId }, { signal: io.signal })) {
      const document = documentOf(state);
      io.out(json ? JSON.stringify(document) : renderReplayBar(document));
      if (!state.isPlaying) return;
    }
  } catch (error) {
    if (!io.signal.aborted) throw error;
  }
}

/** Other names of commands that the contract has: `order` places one, `show` tells where a replay stands. */
export function addReplayNames(area: Command): void {
  const names: Readonly<Record<string, string>> = { place: 'order', get: 'show' };
  for (const command of area.commands) {
    const name = names[command.name()];
    if (name !== undefined) command.alias(name);
  }
}
