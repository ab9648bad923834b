import type { Command } from 'commander';
import { instrumentIdSchema } from '../../../../contract/model/instrument.ts';
import type { Run as RecordedRun } from '../../../../contract/model/run.ts';
import { timeframeSchema } from '../../../../contract/model/timeframe.ts';
import { epochMs } from '../../../../contract/model/units.ts';
import { checkValue } from '../check-value.ts';
import { connect } from '../connect.ts';
import { leaf, type Run } from '../leaf.ts';
import { parseMoment } from '../parse-options.ts';
import { addStoredExtras, readStoredExtras, type StoredExtrasOptions } from './stored-extras.ts';
import { addWalkForwardOptions, toWalkForwardRequest, type WalkForwardOptions } from './walk-forward-options.ts';
import { tellStarted } from './tell-started.ts';

type StartOptions = WalkForwardOptions & StoredExtrasOptions & { symbol: string; timeframe: string; from?: number; to?: number };

const describeRun = ({ runId, title, status, failure }: RecordedRun): string =>
  `Run ${runId}, ${title}, is ${status}${failure === null ? '' : `: ${failure}`}${status === 'failed' ? '' : `; \`tapedeck walk-forwards ${status === 'done' ? 'result' : 'watch'} ${runId}\` shows ${status === 'done' ? 'what came of it' : 'how it goes on'}.`}`;

/** `walk-forwards start`: over stored bars. Without a running workstation the command lasts until the run has ended. */
export function addWalkForwardsStart(area: Command, run: Run): void {
  const command = leaf(area.command('start').description('a walk-forward over stored bars; at once where a workstation runs, else lasts until it has ended'))
    .requiredOption('--symbol <id>', 'stored or simulated series, such as FILE:GOOG or SIM:ACME')
    .option('--timeframe <length>', 'length of a bar, such as 15m or 1d', '1d')
    .option('--from <time>', 'only bars that start at or after this moment', parseMoment)
    .option('--to <time>', 'only bars that start before this moment', parseMoment);
  addWalkForwardOptions(addStoredExtras(command)).action(
    run<StartOptions>(async (options, io, { json, common }) => {
      const { symbol, timeframe, from, to } = options;
      const series = { instrumentId: checkValue(instrumentIdSchema, '--symbol', symbol), timeframe: checkValue(timeframeSchema, '--timeframe', timeframe) };
      const range = { ...(from === undefined ? {} : { fromMs: epochMs(from) }), ...(to === undefined ? {} : { toMs: epochMs(to) }) };
      const request = { ...(await toWalkForwardRequest(options)), series, ...range, ...(await readStoredExtras(options, [series], io.signal)) };
      const connection = await connect(common);
      try {
        let last = await connection.client.walkForwards.start(request);
        if (!connection.isWorkstation) for await (const changed of await connection.client.walkForwards.watch({ runId: last.runId }, { signal: io.signal })) last = changed;
        return tellStarted(io, json, last, describeRun);
      } finally {
        await connection.close();
      }
    }),
  );
}
