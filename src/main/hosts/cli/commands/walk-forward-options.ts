import type { Command } from 'commander';
import { walkForwardRequestSchema, type WalkForwardRequest } from '../../../../contract/model/walk-forward.ts';
import { checkValue } from '../check-value.ts';
import { UsageError } from '../io.ts';
import { parseNumber } from '../parse-options.ts';
import { addStrategyOptions } from './backtest-options.ts';
import { addSearchOptions, toSweepRequest, type SearchOptions } from './search-options.ts';

/** A search over parameters and the windows of a walk-forward, as they are typed. */
export type WalkForwardOptions = SearchOptions & { train: number; test: number; anchored?: true; purge?: number; embargo?: number };

/** The flags of a walk-forward. */
export const addWalkForwardOptions = (command: Command): Command =>
  addSearchOptions(addStrategyOptions(command))
    .requiredOption('--train <bars>', 'bars of a training window', parseNumber)
    .requiredOption('--test <bars>', 'bars of a test window', parseNumber)
    .option('--anchored', 'every training window begins with the first bar')
    .option('--purge <bars>', 'bars left out at the end of each training window (0)', parseNumber)
    .option('--embargo <bars>', 'further bars left out between training and test (0)', parseNumber);

/** What was typed as the contract checks it. */
export async function toWalkForwardRequest(options: WalkForwardOptions): Promise<WalkForwardRequest> {
  if (options.trials !== undefined || (options.search ?? 'grid') !== 'grid') throw new UsageError('a walk-forward tries every combination of the grid; leave --search and --trials out');
  const { shape } = walkForwardRequestSchema;
  const { search: _search, searchSeed: _seed, trials: _trials, ...request } = await toSweepRequest(options);
  return {
    ...request, anchored: options.anchored === true, train: checkValue(shape.train, '--train', options.train), test: checkValue(shape.test, '--test', options.test),
    purge: checkValue(shape.purge, '--purge', options.purge ?? 0), embargo: checkValue(shape.embargo, '--embargo', options.embargo ?? 0),
  };
}
