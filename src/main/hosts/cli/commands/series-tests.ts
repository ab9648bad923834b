import { Option, type Command } from 'commander';
import { basename, extname } from 'node:path';
import type { BarColumns } from '../../../../contract/model/bar.ts';
import type { SeriesTestReport } from '../../../../contract/model/series-test.ts';
import { percentReturns } from '../../../../quant/volatility/index.ts';
import { composeOffline } from '../../../compose-offline.ts';
import type { NamedSeries } from '../../../core/analysis/index.ts';
import { AppError } from '../../../core/kernel/index.ts';
import { formatCell } from '../format-cell.ts';
import { UsageError } from '../io.ts';
import { leaf, type Run } from '../leaf.ts';
import { parseRange } from '../parse-options.ts';
import { addFileOptions, readBars, type FileOptions } from '../read-bars.ts';
import { formatPairs, formatTable } from '../table.ts';
import { toDocument } from '../to-document.ts';

type TestOptions = FileOptions & { file: string[]; of?: 'returns' | 'prices'; trend: 'none' | 'constant' | 'trend'; lags?: number };

const mostFiles = 6;

/** `analysis test` on files of bars: opens no database. */
export function addSeriesTests(area: Command, run: Run): void {
  const test = leaf(area.command('test').description('statistical tests of a file of bars, or of the cointegration of several; opens no database'))
    .requiredOption('--file <bars.csv>', 'file of bars; several, up to six, for their cointegration', (path: string, before: string[] = []) => [...before, path])
    .addOption(new Option('--of <kind>', 'what is tested: returns, 100 x the change of the logarithm of the close, or prices, its logarithm (default: returns of one file, prices of several)').choices(['returns', 'prices']))
    .addOption(new Option('--trend <kind>', 'what tests of roots and of cointegration allow for').choices(['none', 'constant', 'trend']).default('constant'))
    .option('--lags <number>', 'lags of every test (default: what each chooses)', parseRange(0, 1_000, true));
  addFileOptions(test).action(
    run<TestOptions>(async ({ file: paths, of, trend, lags, ...fileOptions }, io, { json }) => {
      if (paths.length > mostFiles) throw new UsageError(`--file may be given up to ${mostFiles} times, not ${paths.length}`);
      const offline = composeOffline();
      try {
        const files: BarColumns[] = [];
        for (const path of paths) files.push((await readBars(offline.files, path, fileOptions, io)).bars);
        const what = of ?? (paths.length === 1 ? 'returns' : 'prices');
        const report = await offline.econometrics.testSeries(alignCloses(paths, files, what), { trend, lags: lags ?? null }, io.signal);
        io.out(json ? JSON.stringify(toDocument(report)) : renderTests(report));
      } finally {
        await offline.dispose();
      }
    }),
  );
}

/** Closes at the moments that all files have, each named after its file. */
function alignCloses(paths: readonly string[], files: readonly BarColumns[], what: 'returns' | 'prices'): NamedSeries[] {
  const places = files.map(({ time }) => new Map(Array.from(time, (ms, i) => [ms, i])));
  const common = Array.from(files[0]?.time ?? []).filter((ms) => places.every((place) => place.has(ms)));
  if (common.length === 0) throw new AppError('INVALID_INPUT', 'The files have no moment in common; give files of the same timeframe and span.');
  return files.map(({ close }, k) => {
    const closes = common.map((ms) => close[places[k]?.get(ms) ?? 0] ?? Number.NaN);
    const name = basename(paths[k] ?? '', extname(paths[k] ?? ''));
    const isTaken = paths.slice(0, k).some((path) => basename(path, extname(path)) === name);
    return { name: isTaken ? `${name} (${k + 1})` : name, values: what === 'returns' ? Array.from(percentReturns(closes)) : closes.map(logOf) };
  });
}

function logOf(price: number, i: number): number {
  if (price > 0) return Math.log(price);
  throw new AppError('INVALID_INPUT', `Close number ${i + 1} is ${price}; logarithms need prices above 0.`);
}

function renderTests({ tests, hedge, relations, observations }: SeriesTestReport): string {
  const rows = tests.map((one) => [one.title, one.nullHypothesis, formatCell(one.statistic), formatCell(one.pValue), formatCell(one.criticalValues?.['5%'] ?? null), formatCell(one.lags), one.isRejected ? 'rejected' : 'stands']);
  const parts = [`${observations} values`, '', formatTable(['test', 'null hypothesis', 'statistic', 'p', '5 %', 'lags', 'at 5 %'], rows)];
  if (hedge !== null) parts.push('', formatPairs([...Object.entries(hedge.ratios).map(([name, ratio]) => [`hedge by ${name}`, formatCell(ratio)] as const), ['half-life', formatCell(hedge.halfLife)] as const, ['relations', formatCell(relations?.rank ?? null)] as const].map(([name, value]) => [name, value])));
  return parts.join('\n');
}
