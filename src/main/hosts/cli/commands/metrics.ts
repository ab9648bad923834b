import type { Command } from 'commander';
import type { MetricValue } from '../../../../contract/model/analysis.ts';
import { composeOffline } from '../../../compose-offline.ts';
import type { AssessRequest } from '../../../core/analysis/index.ts';
import { formatCell } from '../format-cell.ts';
import { leaf, type Run } from '../leaf.ts';
import { UsageError } from '../io.ts';
import { collect, parseNumber, parseRange } from '../parse-options.ts';
import { readReturns, readReturnTable, type ReturnTable } from '../read-returns.ts';
import { renderSignificance } from '../render/render-significance.ts';
import { showProgress } from '../show-progress.ts';
import { formatPairs, formatTable } from '../table.ts';
import { toDocument } from '../to-document.ts';

type ComputeOptions = { file: string; column: string; benchmark?: string; riskFree: number; periods?: number };
type SignificanceFigures = { riskFree: number; periods?: number; trials?: number; trialDeviation?: number; samples: number; meanBlock?: number; blocks?: number; seed: number };
type SignificanceOptions = SignificanceFigures & { file: string; column?: readonly string[]; benchmark?: string; positions?: string };
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

function parseBlocks(text: string): number {
  const blocks = parseNumber(text);
  if (!(Number.isInteger(blocks) && blocks >= 2 && blocks <= 20 && blocks % 2 === 0)) throw new UsageError('must be an even number from 2 to 20');
  return blocks;
}

const addYearOptions = (command: Command): Command =>
  command
    .requiredOption('--file <returns.csv>', 'file with a row of names, a column of dates and columns of simple returns, 0.01 for 1 %')
    .option('--risk-free <rate>', 'annual risk-free rate, 0.02 for 2 %', parseRate, 0)
    .option('--periods <number>', 'periods that make a year (default: 252, and what a library takes by itself)', parsePeriods);

function toAssessRequest({ columns, benchmark, positions }: ReturnTable, options: SignificanceFigures): AssessRequest {
  const { riskFree, periods = null, trials = null, trialDeviation = null, samples, meanBlock = null, blocks = null, seed } = options;
  return { candidates: columns, benchmark, positions, riskFree, periodsPerYear: periods, trials, trialDeviation, samples, meanBlock, blocks, seed };
}

/** A value for people; several by their names. */
const formatValue = (value: MetricValue): string => (Array.isArray(value) || (typeof value === 'object' && value !== null) ? Object.entries(value).map(([name, one]) => `${name} ${formatCell(one)}`).join(', ') : formatCell(value));

/** `metrics compute --file` and `metrics explain`: open no database. */
export function addMetrics(area: Command, run: Run): void {
  addYearOptions(leaf(area.command('compute').description('metrics of a column of returns, in our words and those of well-known libraries; opens no database')))
    .requiredOption('--column <name>', 'column of the returns')
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

  addYearOptions(leaf(area.command('significance').description('whether a column of returns, or the best of several, may be luck; opens no database')))
    .option('--column <name>', 'strategy that was tried; once for each (default: every column that is not the date, the benchmark or the positions)', collect)
    .option('--benchmark <name>', 'column of the returns of a benchmark, which the best is to beat')
    .option('--positions <name>', 'column of what was held of the benchmark in each period, 1 for all of it; asks whether its moments were luck')
    .option('--trials <number>', 'strategies tried before one was chosen, itself included (default: the columns)', parseRange(1, 1e9, true))
    .option('--trial-deviation <number>', 'deviation of their annual Sharpe ratios (default: that of the columns, of one its standard error)', parseRange(0, 1_000, false))
    .option('--samples <number>', 'how often the returns are drawn again', parseRange(1, 100_000, true), 1_000)
    .option('--mean-block <number>', 'mean length of a block (default: the cube root of the number of returns)', parseRange(1, 1e6, false))
    .option('--blocks <number>', 'pieces of the time for the probability of overfitting, even (default: 16, fewer for fewer than 160 returns)', parseBlocks)
    .option('--seed <number>', 'the same seed draws the same samples', parseRange(0, 0xffffffff, true), 1)
    .action(
      run<SignificanceOptions>(async ({ file, column = [], benchmark, positions, ...options }, io, { json }) => {
        if (positions !== undefined && benchmark === undefined) throw new UsageError('--positions needs --benchmark: the returns of what was held.');
        const table = await readReturnTable(file, { columns: column, benchmark: benchmark ?? null, positions: positions ?? null }, io.signal);
        const offline = composeOffline();
        try {
          const found = await offline.returns.assess(toAssessRequest(table, options), { signal: io.signal, onProgress: showProgress(io, 'assessing') });
          io.out(json ? JSON.stringify(found) : renderSignificance(found));
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
