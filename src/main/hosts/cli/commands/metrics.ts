import type { Command } from 'commander';
import type { MetricValue } from '../../../../contract/model/analysis.ts';
import { composeOffline } from '../../../compose-offline.ts';
import { formatCell } from '../format-cell.ts';
import { leaf, type Run } from '../leaf.ts';
import { UsageError } from '../io.ts';
import { parseNumber, parseRange } from '../parse-options.ts';
import { readReturns } from '../read-returns.ts';
import { formatPairs, formatTable } from '../table.ts';
import { toDocument } from '../to-document.ts';

type ComputeOptions = { file: string; column: string; benchmark?: string; riskFree: number; periods?: number };
type SignificanceOptions = Omit<ComputeOptions, 'benchmark'> & { trials: number; trialDeviation?: number; samples: number; meanBlock?: number; seed: number };
type ExplainOptions = { dialect?: string; name?: string };

function parseRate(text: string): number {
  const rate = parseNumber(text);
  if (!(rate > -1 && rate <= 10)) throw new UsageError('must be a share above -1 and at most 10, such as 0.02 for 2 %');
  return rate;
}

function parsePeriods(text: string): number {
  const periods = parseNumber(text);
  if (!(periods > 0 && periods <= 1e6)) throw new UsageError('must be above 0 and at most 1000000, such as 252, 365, 52 or 12');
  return periods;
}

/** What names the returns of a file. */
const addReturnOptions = (command: Command): Command =>
  command
    .requiredOption('--file <returns.csv>', 'file with a row of names, a column of dates and one of simple returns')
    .requiredOption('--column <name>', 'column of the returns, 0.01 for 1 %')
    .option('--risk-free <rate>', 'annual risk-free rate, 0.02 for 2 %', parseRate, 0)
    .option('--periods <number>', 'periods that make a year (default: 252, and what a library takes by itself)', parsePeriods);

/** A value for people; several by their names. */
const formatValue = (value: MetricValue): string => (Array.isArray(value) || (typeof value === 'object' && value !== null) ? Object.entries(value).map(([name, one]) => `${name} ${formatCell(one)}`).join(', ') : formatCell(value));

/** `metrics compute --file` and `metrics explain`: open no database. */
export function addMetrics(area: Command, run: Run): void {
  addReturnOptions(leaf(area.command('compute').description('metrics of a column of returns, in our words and those of well-known libraries; opens no database')))
    .option('--benchmark <name>', 'column of the returns of a benchmark')
    .action(
      run<ComputeOptions>(async ({ file, column, benchmark, riskFree, periods }, io, { json }) => {
        const columns = await readReturns(file, column, benchmark ?? null, io.signal);
        const offline = composeOffline();
        try {
          const analysis = await offline.returns.analyse({ ...columns, riskFree, periodsPerYear: periods ?? null }, io.signal);
          if (json) return io.out(JSON.stringify(toDocument(analysis)));
          io.out(formatPairs(Object.entries(analysis.metrics).map(([name, value]) => [name, formatValue(value)])));
          if (analysis.leftOut > 0) io.err(`tapedeck: left out ${analysis.leftOut} without a value; measured ${analysis.returns}.`);
        } finally {
          await offline.dispose();
        }
      }),
    );

  addReturnOptions(leaf(area.command('significance').description('whether a column of returns may be luck; opens no database')))
    .option('--trials <number>', 'strategies tried before this one was chosen, itself included', parseRange(1, 1e9, true), 1)
    .option('--trial-deviation <number>', 'deviation of their annual Sharpe ratios (default: the standard error of this one)', parseRange(0, 1_000, false))
    .option('--samples <number>', 'how often the returns are drawn again', parseRange(1, 100_000, true), 1_000)
    .option('--mean-block <number>', 'mean length of a block (default: the cube root of the number of returns)', parseRange(1, 1e6, false))
    .option('--seed <number>', 'the same seed draws the same samples', parseRange(0, 0xffffffff, true), 1)
    .action(
      run<SignificanceOptions>(async ({ file, column, riskFree, periods, trials, trialDeviation, samples, meanBlock, seed }, io, { json }) => {
        const { returns } = await readReturns(file, column, null, io.signal);
        const offline = composeOffline();
        try {
          const request = { returns, riskFree, periodsPerYear: periods ?? null, trials, trialDeviation: trialDeviation ?? null, samples, meanBlock: meanBlock ?? null, seed };
          const found = await offline.returns.assess(request, io.signal);
          if (json) return io.out(JSON.stringify(found));
          const { bootstrap, ...figures } = found;
          io.out(formatPairs(Object.entries({ ...figures, lossProbability: bootstrap.lossProbability }).map(([name, value]) => [name, formatCell(value)])));
          const spreads = Object.entries(bootstrap).filter(([, value]) => typeof value === 'object').map(([name, value]) => [name, ...Object.values(value).map(formatCell)]);
          io.out(`\n${formatTable([`of ${samples} samples`, 'low', 'median', 'high', 'error'], spreads)}`);
        } finally {
          await offline.dispose();
        }
      }),
    );

  leaf(area.command('explain').description('what each metric is: formula, inputs, convention and source'))
    .option('--dialect <library>', 'only those of one library, such as quantstats; ours are those of tapedeck')
    .option('--name <metric>', 'only metrics of that name, such as sharpe')
    .action(
      run<ExplainOptions>(async ({ dialect, name }, io, { json }) => {
        const offline = composeOffline();
        try {
          const notes = offline.returns.explain(dialect ?? null, name ?? null);
          if (json) return io.out(JSON.stringify(notes));
          io.out(formatTable(['library', 'name', 'formula', 'convention'], notes.map((note) => [note.dialect, note.name, note.formula, note.convention])));
        } finally {
          await offline.dispose();
        }
      }),
    );
}
