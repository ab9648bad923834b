import { Option, type Command } from 'commander';
import { basename, extname } from 'node:path';
import type { ImportReport } from '../../../../contract/model/import-report.ts';
import { timeframeSchema, type Timeframe } from '../../../../contract/model/timeframe.ts';
import { AppError } from '../../../core/kernel/index.ts';
import { connect } from '../connect.ts';
import { UsageError, type CliIo } from '../io.ts';
import { leaf, type Run } from '../leaf.ts';
import { addFileOptions, toBarFileOptions, type FileOptions } from '../read-bars.ts';
import { isoTime } from '../table.ts';

type ImportOptions = FileOptions & { symbol?: string; timeframe?: string; onConflict: 'replace' | 'refuse'; dataDir?: string };

/** A report as the command line gives it, with times in ISO 8601. */
type Imported = Omit<ImportReport, 'fromMs' | 'toMs'> & { readonly file: string; readonly from: string; readonly to: string };

function parseTimeframe(text: string): Timeframe {
  const parsed = timeframeSchema.safeParse(text);
  if (!parsed.success) throw new AppError('INVALID_INPUT', `--timeframe "${text}" ${parsed.error.issues[0]?.message}.`);
  return parsed.data;
}

function printForPeople(one: Imported, io: CliIo): void {
  io.out(`${one.file}: ${one.added} bars added to ${one.instrumentId} at ${one.timeframe}, ${one.unchanged} were there already, ${one.replaced} replaced.`);
  if (one.rolledUpReplaced > 0) io.out(`${one.file}: ${one.rolledUpReplaced} bars that were rolled up from shorter ones gave way to them; they come back when ${one.instrumentId} at ${one.timeframe} is removed.`);
  if (one.warningCount === 0) return;
  const [first] = one.warnings;
  io.err(`${one.file}: ${one.warningCount} rows look wrong and were stored all the same; the first is line ${first?.line ?? '?'}: ${first?.reason ?? ''}`);
}

/** `import FILE…`: bars of one's own into the data folder; a file is stored whole or not at all. */
export function addImport(program: Command, run: Run): void {
  const command = leaf(program.command('import').description('store bars from files'))
    .argument('<file...>', 'CSV files of bars')
    .option('--symbol <name>', 'name of the bars, kept as FILE:NAME (default: the file\'s name)')
    .option('--timeframe <length>', 'length of a bar, such as 1d or 15m (default: what the file seems to hold)')
    .addOption(new Option('--layout <name>', 'layout of the file').choices(['auto']).default('auto'))
    .addOption(new Option('--on-conflict <what>', 'bars stored already with other values').choices(['refuse', 'replace']).default('refuse'));
  addFileOptions(command).action(
    run<ImportOptions>(async (options, io, { json, common }, files) => {
      if (files.length > 1 && options.symbol !== undefined) throw new UsageError('--symbol names one file; leave it out for several, their names are used then.');
      const timeframe = options.timeframe === undefined ? null : parseTimeframe(options.timeframe);
      const connection = await connect(common);
      const imports: Imported[] = [];
      try {
        for (const path of files) {
          const symbol = options.symbol ?? basename(path, extname(path));
          const request = { symbol, timeframe, options: toBarFileOptions(options), onConflict: options.onConflict };
          const { fromMs, toMs, ...report } = await connection.importFile(path, request, io.signal).catch((error: unknown) => {
            throw error === io.signal.reason ? new AppError('UNAVAILABLE', `Interrupted: nothing of ${basename(path)} was stored.`) : error;
          });
          imports.push({ file: basename(path), ...report, from: isoTime(fromMs), to: isoTime(toMs) });
        }
        if (timeframe === null) for (const one of imports) io.err(`${one.file}: no --timeframe was given; its bars are stored as ${one.timeframe}.`);
        if (json) io.out(JSON.stringify({ imports }));
        else for (const one of imports) printForPeople(one, io);
      } catch (error) {
        // Each file is stored by itself, so what came before the one that failed stays.
        if (imports.length > 0) io.err(`Imported before it: ${imports.map(({ file }) => file).join(', ')}.`);
        throw error;
      } finally {
        await connection.close();
      }
    }),
  );
}
