import type { Command } from 'commander';
import type { WalkForwardFold, WalkForwardResult } from '../../../../contract/model/walk-forward.ts';
import { composeOffline } from '../../../compose-offline.ts';
import { leaf, type Run } from '../leaf.ts';
import { addSeriesOptions, readOneSeries, type SeriesOptions } from '../read-series.ts';
import { renderWalkForward } from '../render/render-walk-forward.ts';
import { isoTime } from '../table.ts';
import { toDocument } from '../to-document.ts';
import { addWalkForwardOptions, toWalkForwardRequest, type WalkForwardOptions } from './walk-forward-options.ts';

type Options = SeriesOptions & WalkForwardOptions & { ephemeral?: true; dataDir?: string };

/** `backtest walk-forward`: parameters chosen on a window of a file of bars and tried on the one after it; recorded in the data folder. */
export function addBacktestWalkForward(area: Command, run: Run): void {
  const command = leaf(area.command('walk-forward').description('parameters chosen on one window of a file of bars, tried on the next, and so on'))
    .option('--ephemeral', 'keep the run out of the record of runs, and say so');
  addWalkForwardOptions(addSeriesOptions(command, '')).action(
    run<Options>(async (options, io, { json }) => {
      const request = await toWalkForwardRequest(options);
      const isEphemeral = options.ephemeral === true;
      const offline = composeOffline({ records: !isEphemeral, ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }) });
      try {
        const series = await readOneSeries(options, offline.files, io);
        const result = await offline.walkForwards.runOnBars(request, series, { signal: io.signal, isEphemeral });
        io.out(json ? JSON.stringify({ ...toWalkForwardDocument(result), ...(isEphemeral ? { ephemeral: true } : {}) }) : renderWalkForward(result));
        if (!json) io.out(isEphemeral ? 'This run was not recorded (--ephemeral).' : `Recorded as run ${result.runId}; each combination counts towards the hypothesis.`);
      } finally {
        await offline.dispose();
      }
    }),
  );
}

const spanOf = ({ fromMs, toMs }: WalkForwardFold['train']): readonly [string, string] => [isoTime(fromMs), isoTime(toMs)];

/** The document that scripts read: a window is its first and its last bar. */
const toWalkForwardDocument = ({ folds, ...rest }: WalkForwardResult): object => ({
  folds: folds.map(({ train, test, ...fold }) => ({ train: spanOf(train), test: spanOf(test), ...fold })), ...(toDocument(rest) as object),
});
