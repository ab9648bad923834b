import { writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Option, type Command } from 'commander';
import { instrumentIdSchema } from '../../../../contract/model/instrument.ts';
import type { ActionCounts } from '../../../../contract/model/series-tools.ts';
import { timeframeSchema, type Timeframe } from '../../../../contract/model/timeframe.ts';
import { composeOffline } from '../../../compose-offline.ts';
import type { BarSource, SeriesTools } from '../../../core/data/index.ts';
import { AppError } from '../../../core/kernel/index.ts';
import { checkValue } from '../check-value.ts';
import { connect, type Connection } from '../connect.ts';
import { UsageError, type CliIo, type CommonOptions } from '../io.ts';
import { leaf, type Run } from '../leaf.ts';
import { collect, parseRange } from '../parse-options.ts';
import { addFileOptions, readBars, type FileOptions } from '../read-bars.ts';
import { readActions } from '../read-actions.ts';
import { readFactors } from '../read-factors.ts';
import { toDocument } from '../to-document.ts';
import { renderAligned, renderBars, renderFactors, renderGaps, toCsv, toFactorCsv } from '../render/render-series.ts';

type SourceOptions = FileOptions & { file?: string; symbol?: string; timeframe?: string };
type CalendarOptions = { calendar?: string; days?: string };
type GapOptions = SourceOptions & CalendarOptions & { only: 'all' | 'open'; limit: number };
type ResampleOptions = SourceOptions & CalendarOptions & { to: string; out?: string };
type FactorOptions = SourceOptions & { actions: string; days?: string; out?: string };
type AdjustOptions = SourceOptions & { factors?: string; actions?: string; from: 'raw' | 'split' | 'total-return'; to: 'raw' | 'split' | 'total-return'; days?: string; out?: string };
type AlignOptions = FileOptions & { file?: readonly string[]; symbol?: readonly string[]; timeframe?: string; join: 'inner' | 'outer' | 'as-of'; fill: 'none' | 'previous'; knownAfter: number; out?: string };

const modes = ['raw', 'split', 'total-return'];
/** Bars of a stored series that a command looks at: as many as a call takes. */
const storedBars = 20_000;

const addSource = (command: Command): Command =>
  addFileOptions(leaf(command).option('--file <bars.csv>', 'file of bars').option('--symbol <instrument>', 'or a stored instrument, such as FILE:GOOG').option('--timeframe <length>', 'and the length of its bars, such as 1d'));

const addCalendar = (command: Command): Command =>
  command.option('--calendar <name>', 'trading calendar, such as us-equity; data calendars lists them (default: that of the instrument, always for a file)')
    .option('--days <zone>', 'IANA zone of the days, where the calendar leaves it open (default: UTC)');

const toCalendar = ({ calendar, days }: CalendarOptions) => ({ calendar: calendar ?? null, timezone: days ?? null });

/** Names of series out of files: each file's without its ending, its path where two are called so. */
function nameAll(paths: readonly string[]): string[] {
  const names = paths.map((path) => basename(path, extname(path)));
  return names.map((name, i) => (names.indexOf(name) === names.lastIndexOf(name) ? name : (paths[i] ?? name)));
}

function keyOf(symbol: string | undefined, timeframe: string | undefined): { readonly instrumentId: ReturnType<typeof instrumentIdSchema.parse>; readonly timeframe: Timeframe } {
  if (symbol === undefined || timeframe === undefined) throw new UsageError('Say what bars: --file BARS.csv, or --symbol and --timeframe of a stored series.');
  return { instrumentId: checkValue(instrumentIdSchema, '--symbol', symbol), timeframe: checkValue(timeframeSchema, '--timeframe', timeframe) };
}

/** Works on the bars of files, which opens no database, or with the workstation's stored series. */
async function work<T>(
  files: readonly string[], options: FileOptions, io: CliIo, common: CommonOptions,
  onFiles: (tools: SeriesTools, sources: readonly BarSource[]) => Promise<T>, onStored: (client: Connection['client']) => Promise<T>,
): Promise<T> {
  if (files.length === 0) {
    const connection = await connect(common);
    try {
      return await onStored(connection.client);
    } finally {
      await connection.close();
    }
  }
  const offline = composeOffline();
  try {
    const names = nameAll(files);
    const sources: BarSource[] = [];
    for (const [i, file] of files.entries()) sources.push({ kind: 'bars', name: names[i] ?? file, bars: (await readBars(offline.files, file, options, io)).bars });
    return await onFiles(offline.seriesTools, sources);
  } finally {
    await offline.dispose();
  }
}

const actionsHelp = 'splits and dividends of raw bars: date (the first day without it), type (split or dividend), value (new shares for an old one, or what a share was paid)';

/** The table or the actions that a command names, of which it needs one. */
async function readFactorSource(factors: string | undefined, actions: string | undefined, from: string, io: CliIo) {
  if ((factors === undefined) === (actions === undefined)) throw new UsageError('Give either --actions ACTIONS.csv, splits and dividends, or --factors FACTORS.csv, a table made of them.');
  if (actions === undefined) return { factors: await readFactors(factors ?? '') };
  if (from !== 'raw') throw new UsageError(`--actions needs raw bars, because factors are made of raw closes; with --from ${from} give --factors.`);
  return { actions: await readActions(actions, io.signal) };
}

/** Says on standard error that actions do not count, where any do not. */
function sayLeftOut(io: CliIo, { used, leftOut }: ActionCounts): void {
  if (leftOut > 0) io.err(`tapedeck: left out ${leftOut} of ${used + leftOut} actions: on the first day of the bars or before, or after their last.`);
}

async function writeTable(out: string, text: string): Promise<void> {
  await writeFile(out, text).catch((error: unknown) => {
    throw new AppError('INVALID_INPUT', `${out} cannot be written (${String((error as { code?: unknown }).code)}); name a file in a folder that is there.`, { file: out });
  });
}

/** Writes a table of columns to a file, or says how the answer goes to the reader. */
async function answer(io: CliIo, json: boolean, out: string | undefined, document: object, columns: Readonly<Record<string, readonly (number | null)[]>>, text: () => string): Promise<void> {
  if (out !== undefined) {
    await writeTable(out, toCsv(columns));
    if (!json) return io.out(`Wrote ${columns['time']?.length ?? 0} rows to ${out}.`);
  }
  io.out(json ? JSON.stringify(toDocument(document)) : text());
}

/** `data gaps`, `resample`, `adjust`, `factors` and `align`, on files or stored series. */
export function addData(area: Command, run: Run): void {
  addCalendar(addSource(area.command('gaps').description('every stretch without bars: overnight, weekend, holiday, halt, untraded or missing')))
    .addOption(new Option('--only <choice>', 'all gaps, or only those while the market was open').choices(['all', 'open']).default('all'))
    .option('--limit <number>', 'how many are told, the last ones', parseRange(1, 5_000, true), 500)
    .action(
      run<GapOptions>(async ({ file, symbol, timeframe, only, limit, ...options }, io, { json, common }) => {
        const asked = toCalendar(options);
        const key = file === undefined ? keyOf(symbol, timeframe) : null;
        const report = await work(
          file === undefined ? [] : [file], options, io, common,
          (tools, [source]) => tools.findGaps(source as BarSource, { ...asked, openOnly: only === 'open', limit }, io.signal),
          (client) => client.data.gaps({ ...(key as NonNullable<typeof key>), ...withoutNull(asked), only, limit, bars: storedBars }, { signal: io.signal }),
        );
        io.out(json ? JSON.stringify(toDocument(report)) : renderGaps(report));
      }),
    );

  addCalendar(addSource(area.command('resample').description('bars of a longer length, cut where the sessions of a calendar are')))
    .requiredOption('--to <length>', 'length to make, such as 15m, 4h, 1d or 1w')
    .option('--out <bars.csv>', 'write the bars to a file')
    .action(
      run<ResampleOptions>(async ({ file, symbol, timeframe, to: length, out, ...options }, io, { json, common }) => {
        const asked = toCalendar(options);
        const to = checkValue(timeframeSchema, '--to', length);
        const key = file === undefined ? keyOf(symbol, timeframe) : null;
        const made = await work(
          file === undefined ? [] : [file], options, io, common,
          (tools, [source]) => tools.resample(source as BarSource, { ...asked, to }, io.signal),
          (client) => client.data.resample({ ...(key as NonNullable<typeof key>), ...withoutNull(asked), to, bars: storedBars }, { signal: io.signal }),
        );
        const { time, open, high, low, close, volume } = made;
        await answer(io, json, out, made, { time, open, high, low, close, volume }, () => renderBars(made));
        if (made.outside > 0) io.err(`tapedeck: ${made.outside} bars lie outside the sessions of ${made.calendar} and were left out.`);
      }),
    );

  addSource(area.command('adjust').description('bars with splits and dividends taken out by a factor table or by the actions themselves, or put back'))
    .option('--actions <actions.csv>', actionsHelp)
    .option('--factors <factors.csv>', 'or a table with date, price_factor and split_factor; a row holds up to and including its date')
    .addOption(new Option('--from <mode>', 'what the bars are').choices(modes).default('raw'))
    .addOption(new Option('--to <mode>', 'what they shall be').choices(modes).default('total-return'))
    .option('--days <zone>', 'IANA zone whose date a bar inside a day has (default: UTC)')
    .option('--out <bars.csv>', 'write the bars to a file')
    .action(
      run<AdjustOptions>(async ({ file, symbol, timeframe, factors: table, actions, from, to, days, out, ...options }, io, { json, common }) => {
        const key = file === undefined ? keyOf(symbol, timeframe) : null;
        const asked = await readFactorSource(table, actions, from, io);
        const made = await work(
          file === undefined ? [] : [file], options, io, common,
          (tools, [source]) => tools.adjust(source as BarSource, { ...asked, from, to, timezone: days ?? null }, io.signal),
          (client) => client.data.adjust({ ...(key as NonNullable<typeof key>), ...asked, from, to, bars: storedBars, ...(days === undefined ? {} : { timezone: days }) }, { signal: io.signal }),
        );
        const { time, open, high, low, close, volume } = made;
        await answer(io, json, out, made, { time, open, high, low, close, volume }, () => renderBars(made));
        if (made.actions !== null) sayLeftOut(io, made.actions);
      }),
    );

  addSource(area.command('factors').description('the factor table of raw bars, made of splits and dividends; adjust takes it'))
    .requiredOption('--actions <actions.csv>', actionsHelp)
    .option('--days <zone>', 'IANA zone whose date a bar inside a day has (default: UTC)')
    .option('--out <factors.csv>', 'write the table to a file')
    .action(
      run<FactorOptions>(async ({ file, symbol, timeframe, actions: path, days, out, ...options }, io, { json, common }) => {
        const key = file === undefined ? keyOf(symbol, timeframe) : null;
        const actions = await readActions(path, io.signal);
        const made = await work(
          file === undefined ? [] : [file], options, io, common,
          (tools, [source]) => tools.makeFactors(source as BarSource, { actions, timezone: days ?? null }, io.signal),
          (client) => client.data.factors({ ...(key as NonNullable<typeof key>), actions, bars: storedBars, ...(days === undefined ? {} : { timezone: days }) }, { signal: io.signal }),
        );
        if (out !== undefined) await writeTable(out, toFactorCsv(made.factors));
        if (json) io.out(JSON.stringify(made));
        else io.out(out === undefined ? renderFactors(made) : `Wrote ${made.factors.length} rows to ${out}.`);
        sayLeftOut(io, made);
      }),
    );

  addFileOptions(leaf(area.command('align').description('closes of several series on one row of moments, none from later than its moment')))
    .option('--file <bars.csv>', 'file of bars; once for each series', collect)
    .option('--symbol <instrument>', 'or stored instruments, once for each', collect)
    .option('--timeframe <length>', 'and the length of their bars, such as 1d')
    .addOption(new Option('--join <choice>', 'moments that all have, that any has, or those of the first').choices(['inner', 'outer', 'as-of']).default('inner'))
    .addOption(new Option('--fill <choice>', 'under outer, where a series has no bar: nothing, or its last close').choices(['none', 'previous']).default('none'))
    .option('--known-after <seconds>', 'under as-of: how long after the start of its bar a close is known', parseRange(0, 1e8, false), 0)
    .option('--out <closes.csv>', 'write the closes to a file')
    .action(
      run<AlignOptions>(async ({ file = [], symbol = [], timeframe, join, fill, knownAfter, out, ...options }, io, { json, common }) => {
        const keys = file.length > 0 ? [] : (symbol.length === 0 ? [undefined] : symbol).map((one) => keyOf(one, timeframe));
        const knownAfterMs = 1_000 * knownAfter;
        const aligned = await work(
          file, options, io, common, (tools, sources) => tools.align(sources, { join, fill, knownAfterMs }, io.signal),
          (client) => client.data.align({ series: keys, join, fill, knownAfterMs, bars: storedBars }, { signal: io.signal }),
        );
        await answer(io, json, out, aligned, { time: aligned.time, ...Object.fromEntries(aligned.series.map(({ name, close }) => [name, close])) }, () => renderAligned(aligned));
      }),
    );
}

/** What was chosen, for a call that leaves the rest out. */
const withoutNull = ({ calendar, timezone }: { readonly calendar: string | null; readonly timezone: string | null }) => ({ ...(calendar === null ? {} : { calendar }), ...(timezone === null ? {} : { timezone }) });
