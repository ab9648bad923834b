import type { Command } from 'commander';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { BarFiles } from '../../core/data/index.ts';
import { AppError } from '../../core/kernel/index.ts';
import type { CliIo } from './io.ts';
import { collect } from './parse-options.ts';
import { readActions } from './read-actions.ts';
import { addFileOptions, readBars, type FileOptions } from './read-bars.ts';
import { addRates, collectRates, symbolOf, type RatesAsked } from './read-rates.ts';

/** Files of bars and what is known of them besides, as they are typed. */
export type SeriesOptions = FileOptions & { file: readonly string[]; actions?: readonly string[]; rates?: readonly RatesAsked[]; intrabar?: string };

/** The flags that name files of bars. `files`: what several of them are to the command. */
export const addSeriesOptions = (command: Command, files: string): Command =>
  addFileOptions(
    command
      .requiredOption('--file <bars.csv>', `file of bars; ${files}with --intrabar magnify a second file of finer bars`, collect)
      .option('--actions <actions.csv>', 'dividends and splits (columns date, type, value) of bars as they were traded; one for each file, in their order', collect)
      .option('--rates <symbol=rates.csv>', 'bars whose close is what a unit of the currency of a file\'s symbol is worth in that of the account; symbol=1/rates.csv where it is the other way round; once for each', collectRates),
  );

/** The series of a run, by the names of their files. Of two files that are to be magnified, the coarser one is the series and shows inside its bars what the other has. */
export async function readSeries(options: SeriesOptions, files: BarFiles, io: CliIo): Promise<readonly SeriesInput[]> {
  const { file, actions = [], intrabar } = options;
  if (intrabar === 'magnify' && file.length !== 2) throw new AppError('INVALID_INPUT', `--intrabar magnify takes two files, the bars and finer bars of the same series, not ${file.length}.`);
  if (actions.length > file.length) throw new AppError('INVALID_INPUT', `There are ${actions.length} files of actions and ${file.length} of bars; give at most one for each.`);
  const series: SeriesInput[] = [];
  for (const [k, path] of file.entries()) {
    const given = actions[k];
    const { bars } = await readBars(files, path, options, io);
    series.push({ symbol: symbolOf(path), bars, ...(given === undefined ? {} : { actions: await readActions(given, io.signal) }) });
  }
  return await addRates(intrabar === 'magnify' ? magnify(series) : series, options.rates ?? [], files, options, io);
}

/** The same for a command that takes one series; INVALID_INPUT for more. */
export async function readOneSeries(options: SeriesOptions, files: BarFiles, io: CliIo): Promise<SeriesInput> {
  const [first, ...others] = await readSeries(options, files, io);
  if (first === undefined || others.length > 0) throw new AppError('INVALID_INPUT', `This goes over one file of bars, not ${options.file.length}; give it once for each.`);
  return first;
}

function magnify(series: readonly SeriesInput[]): readonly SeriesInput[] {
  const [coarse, fine] = series.toSorted((a, b) => a.bars.time.length - b.bars.time.length);
  return coarse === undefined || fine === undefined ? series : [{ ...coarse, finer: fine.bars }];
}
