import type { Command } from 'commander';
import { crossValidationRequestSchema, type CrossValidationRequest } from '../../../../contract/model/cross-validation.ts';
import { composeOffline } from '../../../compose-offline.ts';
import { checkValue } from '../check-value.ts';
import { UsageError } from '../io.ts';
import { leaf, type Run } from '../leaf.ts';
import { parseNumber } from '../parse-options.ts';
import { addSeriesOptions, readOneSeries, type SeriesOptions } from '../read-series.ts';
import { renderCrossValidation } from '../render/render-cross-validation.ts';
import { toDocument } from '../to-document.ts';
import { addStrategyOptions } from './backtest-options.ts';
import { addSearchOptions, toSweepRequest, type SearchOptions } from './search-options.ts';

type Options = SeriesOptions & SearchOptions & { groups?: number; testGroups?: number; purge?: number; embargo?: number; ephemeral?: true; dataDir?: string };

/** `backtest cross-validate`: every combination of a grid chosen on some groups of the time and tested on the others, purged and embargoed; recorded in the data folder. */
export function addBacktestCrossValidate(area: Command, run: Run): void {
  const command = leaf(area.command('cross-validate').description('parameters chosen on some groups of the time of a file of bars and tested on the others, in every combination'))
    .option('--groups <number>', 'groups into which the time is cut (6)', parseNumber)
    .option('--test-groups <number>', 'how many of them are tested at a time (2)', parseNumber)
    .option('--purge <periods>', 'periods left out of the training before each test group (5)', parseNumber)
    .option('--embargo <periods>', 'periods left out of the training after each test group (5)', parseNumber)
    .option('--ephemeral', 'keep the run out of the record of runs, and say so');
  addSearchOptions(addStrategyOptions(addSeriesOptions(command, ''))).action(
    run<Options>(async (options, io, { json }) => {
      const request = await toRequest(options);
      const isEphemeral = options.ephemeral === true;
      const offline = composeOffline({ records: !isEphemeral, ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }) });
      try {
        const series = await readOneSeries(options, offline.files, io);
        const found = await offline.crossValidations.runOnBars(request, series, { signal: io.signal, isEphemeral });
        if (json) return io.out(JSON.stringify({ ...(toDocument(found) as object), ...(isEphemeral ? { ephemeral: true } : {}) }));
        io.out(renderCrossValidation(found));
        io.out(isEphemeral ? 'This run was not recorded (--ephemeral).' : `Recorded as run ${found.runId}; each combination counts towards the hypothesis.`);
      } finally {
        await offline.dispose();
      }
    }),
  );
}

/** What was typed as the contract checks it. */
async function toRequest(options: Options): Promise<CrossValidationRequest> {
  if (options.trials !== undefined || (options.search ?? 'grid') !== 'grid') throw new UsageError('a cross-validation tries every combination of the grid; leave --search and --trials out');
  const { shape } = crossValidationRequestSchema;
  const { search: _search, searchSeed: _seed, trials: _trials, metric, ...request } = await toSweepRequest(options);
  return {
    ...request, metric: checkValue(shape.metric, '--metric', metric), groups: checkValue(shape.groups, '--groups', options.groups), testGroups: checkValue(shape.testGroups, '--test-groups', options.testGroups),
    purge: checkValue(shape.purge, '--purge', options.purge), embargo: checkValue(shape.embargo, '--embargo', options.embargo),
  };
}
