import { Option, type Command } from 'commander';
import { sweepRequestSchema, sweepSpaceSchema, type SweepRequest, type SweepSpace, type SweptStrategy } from '../../../../contract/model/sweep.ts';
import { checkValue } from '../check-value.ts';
import type { Strategies } from '../../../core/strategies/index.ts';
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

/** Several strategies side by side: each takes those of the parameters that it has; one that has none of the grid's is tried once as it is. */
export async function toMatrixRequest(options: Omit<SearchOptions, 'strategy'>, names: readonly string[], strategies: Pick<Strategies, 'resolve'>): Promise<SweepRequest> {
  const { grid = {}, where, params } = options;
  const own: SweptStrategy[] = [];
  for (const name of names) {
    const read = await readStrategy(name);
    const has = new Set((await strategies.resolve(read)).info.params.map((param) => param.name));
    const space = Object.fromEntries(Object.entries(grid).filter(([param]) => has.has(param)));
    const takesWhere = where !== undefined && [...where.matchAll(/[A-Za-z_]\w*/g)].every(([word]) => word === 'and' || Object.hasOwn(space, word));
    own.push({ ...read, params: Object.fromEntries(Object.entries(params).filter(([param]) => has.has(param))), space, ...(takesWhere ? { where } : {}) });
  }
  for (const param of [...Object.keys(grid), ...Object.keys(params)]) {
    if (!own.some((one) => Object.hasOwn(one.space, param) || Object.hasOwn(one.params, param))) throw new UsageError(`none of ${names.join(', ')} has a parameter ${param}`);
  }
  if (where !== undefined && own.every((one) => one.where === undefined)) throw new UsageError(`none of ${names.join(', ')} varies all that --where speaks of`);
  const [first, ...others] = own;
  return sweepRequestSchema.parse({ ...(await toSweepRequest({ ...options, grid, strategy: names[0] ?? '' })), where: undefined, ...first, others });
}
