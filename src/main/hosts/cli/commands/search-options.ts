import { Option, type Command } from 'commander';
import { sweepRequestSchema, sweepSpaceSchema, type SweepRequest, type SweepSpace } from '../../../../contract/model/sweep.ts';
import { checkValue } from '../check-value.ts';
import { UsageError } from '../io.ts';
import { parseJson, parseNumber } from '../parse-options.ts';
import { readStrategy } from '../read-strategy.ts';
import { toSettings, type StrategyOptions } from './backtest-options.ts';

/** What varies and how combinations are chosen, as it is typed. */
export type SearchOptions = StrategyOptions & { grid?: SweepSpace; where?: string; metric?: string; search?: string; trials?: number };

function parseGrid(text: string): SweepSpace {
  const space = sweepSpaceSchema.safeParse(parseJson(text));
  if (!space.success) throw new UsageError('must be a JSON object of lists or ranges, such as \'{"fast":[5,10],"slow":{"from":20,"to":50,"step":10}}\'');
  return space.data;
}

/** The flags of a search over parameters. */
export const addSearchOptions = (command: Command): Command =>
  command
    .option('--grid <json>', 'parameters to vary, such as \'{"fast":[5,10],"slow":{"from":20,"to":50,"step":10}}\'', parseGrid)
    .option('--where <condition>', 'condition that every combination meets, such as "fast<slow"')
    .addOption(new Option('--metric <name>', 'figure that ranks: more is better (sharpe)').choices(['sharpe', 'return', 'maxDrawdown', 'trades']))
    .addOption(new Option('--search <how>', 'every combination, some at random, or those that earlier ones promise most of').choices(['grid', 'random', 'tpe']))
    .option('--trials <number>', 'how many combinations a random or tpe search tries (200)', parseNumber);

/** What was typed as the contract checks it. */
export async function toSweepRequest(options: SearchOptions): Promise<SweepRequest> {
  if (options.grid === undefined) throw new UsageError('--grid is missing: say which parameters vary, such as --grid \'{"fast":[5,10],"slow":[20,50]}\'');
  const { strategy, params, grid: space, where, search = 'grid', trials, metric = 'sharpe', seed = 1 } = options;
  const { shape } = sweepRequestSchema;
  return sweepRequestSchema.parse({
    ...(await readStrategy(strategy)), params, settings: toSettings(options), space, search, metric, searchSeed: checkValue(shape.searchSeed, '--seed', seed),
    ...(where === undefined ? {} : { where: checkValue(shape.where, '--where', where) }),
    ...(trials === undefined ? {} : { trials: checkValue(shape.trials, '--trials', trials) }),
  });
}
