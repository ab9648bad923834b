import type { Command } from 'commander';
import { composeOffline, type Offline } from '../../../compose-offline.ts';
import type { FeatureResult, JoinedSeries } from '../../../core/analysis/index.ts';
import type { FeatureColumns } from '../../../../quant/features/index.ts';
import { formatCell } from '../format-cell.ts';
import { UsageError, type CliIo } from '../io.ts';
import { leaf, type Run } from '../leaf.ts';
import { addFileOptions, readBars, type FileOptions } from '../read-bars.ts';
import { parseJoin, readKnownSeries, type JoinAsked } from '../read-known-series.ts';
import { showProgress } from '../show-progress.ts';
import { formatTable, isoTime } from '../table.ts';

type ComputeOptions = FileOptions & { file: string; set: string; names?: string[]; peer: string[]; join?: readonly JoinAsked[]; clock?: string };

function splitNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new UsageError('must be names of features with a comma between them, such as return_5,zscore_20');
  return names;
}

const collect = (text: string, before: string[]): string[] => [...before, text];

/** `features list` and `features compute --file`: open no database. */
export function addFeatures(area: Command, run: Run): void {
  leaf(area.command('list').description('every feature of the default set with its inputs, warm-up, source and scaling')).action(
    run(async (_options, io, { json }) => {
      const offline = composeOffline();
      try {
        const features = offline.features.list();
        if (json) return io.out(JSON.stringify(features));
        const rows = features.map((one) => [one.name, one.group, String(one.warmup), one.scaling, one.title]);
        io.out(formatTable(['name', 'group', 'warm-up', 'scaling', 'title'], rows));
      } finally {
        await offline.dispose();
      }
    }),
  );

  const compute = leaf(area.command('compute').description('features of a file of bars for learning, none of which sees a later bar; opens no database'))
    .requiredOption('--file <bars.csv>', 'file of bars')
    .option('--set <name>', 'set of features', 'default')
    .option('--names <names>', 'features instead of a set, such as return_5,zscore_20; their numbers are free', splitNames)
    .option('--peer <bars.csv>', 'bars of another instrument, for the cross-sectional features; may be given again', collect, [])
    .option('--join <file.csv[:name]>', 'series from elsewhere, as it was known at the end of each bar; may be given again. Columns known_at, time (what it is about) and value, or one called as the series', (text: string, before: readonly JoinAsked[] = []) => [...before, parseJoin(text)])
    .option('--clock <zone>', 'IANA zone of the clock of calendar and session (default: --timezone, else UTC)');
  addFileOptions(compute).action(
    run<ComputeOptions>(async (options, io, { json }) => {
      const offline = composeOffline();
      try {
        const { columns, isDated } = await readColumns(offline, options.file, options, io);
        const peers: FeatureColumns[] = [];
        for (const path of options.peer) peers.push((await readColumns(offline, path, options, io)).columns);
        const joins: JoinedSeries[] = [];
        for (const asked of options.join ?? []) joins.push(await readKnownSeries(asked, io.signal));
        const request = { set: options.set, names: options.names ?? null, timezone: options.clock ?? options.timezone ?? null };
        const result = await offline.features.compute({ columns, peers, isDated, joins }, request, { signal: io.signal, onProgress: showProgress(io, 'computing') });
        if (json) printDocument(result, io);
        else io.out(renderLast(result, offline));
      } finally {
        await offline.dispose();
      }
    }),
  );
}

const dayMs = 86_400_000;

/** Bars of a file, with the closing quotes where it holds both sides. Bars that are a day apart are known by their date, in every zone. */
async function readColumns({ files }: Offline, path: string, options: FileOptions, io: CliIo): Promise<{ readonly columns: FeatureColumns; readonly isDated: boolean }> {
  const { bars, columns, spacing } = await readBars(files, path, options, io);
  const isDated = spacing === null || spacing.typicalMs >= dayMs;
  if (!/^(bid|ask)/i.test(columns['close'] ?? '')) return { columns: bars, isDated };
  const [bid, ask] = [await readBars(files, path, { ...options, price: 'bid' }, io), await readBars(files, path, { ...options, price: 'ask' }, io)];
  return { columns: { ...bars, bid: bid.bars.close, ask: ask.bars.close }, isDated };
}

/** From here on one text would be too long: the document is printed column by column. */
const mostValuesAtOnce = 5_000_000;

function printDocument({ bars, names, columns }: FeatureResult, io: CliIo): void {
  // JSON has no NaN and writes null.
  const listOf = (name: string): number[] => Array.from(columns[name] ?? []);
  if (bars * names.length <= mostValuesAtOnce) return io.out(JSON.stringify({ bars, names, columns: Object.fromEntries(names.map((name) => [name, listOf(name)])) }));
  io.out(`{"bars":${bars},"names":${JSON.stringify(names)},"columns":{`);
  names.forEach((name, i) => io.out(`${JSON.stringify(name)}:${JSON.stringify(listOf(name))}${i + 1 < names.length ? ',' : ''}`));
  io.out('}}');
}

/** The last bar, a feature a line. */
function renderLast({ bars, names, columns, time }: FeatureResult, { features }: Offline): string {
  if (bars === 0) return 'The file has no bars.';
  const known = new Map(features.list().map((one) => [one.name, one]));
  const rows = names.map((name) => {
    const value = columns[name]?.at(-1) ?? Number.NaN;
    return [name, known.get(name)?.group ?? '', formatCell(Number.isNaN(value) ? null : value), known.get(name)?.title ?? ''];
  });
  return `${formatTable(['feature', 'group', 'value', 'title'], rows)}\n\nAt ${isoTime(time.at(-1) ?? 0)}, the last of ${bars} bars; --json has them all.`;
}
