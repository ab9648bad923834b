import type { Command } from 'commander';
import type { IndicatorInput } from '../../../../contract/model/indicator.ts';
import { instrumentId } from '../../../../contract/model/instrument.ts';
import type { Analysis, ColumnName } from '../../../core/analysis/index.ts';
import { composeOffline } from '../../../compose-offline.ts';
import { leaf, type Run } from '../leaf.ts';
import { UsageError } from '../io.ts';
import { addFileOptions, readBars, type FileOptions } from '../read-bars.ts';
import { parseParams } from '../parse-options.ts';
import { formatNumber, formatTable, isoTime } from '../table.ts';

const columnNames: readonly ColumnName[] = ['time', 'open', 'high', 'low', 'close', 'volume'];

function parseColumns(text: string): ColumnName[] {
  return text.split(',').map((name) => {
    const found = columnNames.find((column) => column === name.trim().toLowerCase());
    if (found === undefined) throw new UsageError(`must be names out of ${columnNames.join(', ')}`);
    return found;
  });
}

const benchmarkId = instrumentId('FILE:BENCHMARK');

/** The inputs in order, where the benchmark has the place that the indicator keeps for one, else the last. */
function withBenchmark(analysis: Pick<Analysis, 'indicators'>, name: string, columns: readonly ColumnName[] | undefined): IndicatorInput[] | null {
  const info = analysis.indicators().find((one) => one.name === name);
  // What is unknown is refused, with the nearest name, where it is computed.
  if (info === undefined) return null;
  const used: readonly ColumnName[] = columns ?? (info.inputs.length === 2 ? ['close', 'close'] : info.inputs);
  const place = info.benchmark ?? used.length - 1;
  if (used.length < 2) throw new UsageError(`${name} reads one series; leave --benchmark out, or name an indicator that reads two, such as relative_strength`);
  return used.map((column, k) => (k !== place ? column : { instrumentId: benchmarkId, column: column === 'time' ? 'close' : column }));
}

/** `indicators list` and `indicators compute --file`: open no database. */
export function addIndicators(area: Command, run: Run): void {
  leaf(area.command('list').description('every indicator with its inputs, parameters, ranges and outputs')).action(
    run((_options, io, { json }) => {
      const indicators = composeOffline().analysis.indicators();
      if (json) {
        io.out(
          JSON.stringify(
            indicators.map(({ name, title, group, inputs, params, outputs, warmup }) => ({
              name, title, group, inputs, warmup, outputs: outputs.map((output) => output.name),
              params: params.map((param) => ({ name: param.name, default: param.default, min: param.min, max: param.max })),
            })),
          ),
        );
        return;
      }
      const rows = indicators.map((one) => [one.name, one.group, one.title, one.params.map((param) => `${param.name}=${param.default}`).join(' ')]);
      io.out(formatTable(['name', 'group', 'title', 'parameters'], rows));
    }),
  );

  type ComputeOptions = FileOptions & { file: string; name: string; params: Record<string, number>; columns?: ColumnName[]; benchmark?: string };
  const compute = leaf(area.command('compute').description('an indicator over a file of bars; opens no database'))
    .requiredOption('--file <bars.csv>', 'file of bars')
    .requiredOption('--name <indicator>', 'name of the indicator, such as rsi')
    .option('--params <json>', 'parameters, such as \'{"timePeriod":14}\'', parseParams, {})
    .option('--columns <names>', 'input columns in order, such as high,low', parseColumns)
    .option('--benchmark <bars.csv>', 'file of the bars that the last input is read from, such as those of an index; the close where --columns says nothing');
  addFileOptions(compute).action(
    run<ComputeOptions>(async (options, io, { json }) => {
      const offline = composeOffline();
      try {
        const { bars } = await readBars(offline.files, options.file, options, io);
        const benchmark = options.benchmark === undefined ? null : (await readBars(offline.files, options.benchmark, options, io)).bars;
        const columns = benchmark === null ? (options.columns ?? null) : withBenchmark(offline.analysis, options.name, options.columns);
        const result = offline.analysis.computeIndicator(bars, { name: options.name, params: options.params, columns }, new Map(benchmark === null ? [] : [[benchmarkId, benchmark]]));
        const { time, ...document } = result;
        if (json) return io.out(JSON.stringify(document));
        const names = Object.keys(result.outputs);
        const from = Math.max(0, result.bars - 20);
        const rows = Array.from({ length: result.bars - from }, (_, i) => [
          isoTime(time[from + i] ?? 0), ...names.map((name) => formatNumber(result.outputs[name]?.[from + i])),
        ]);
        io.out(formatTable(['time', ...names], rows));
      } finally {
        await offline.dispose();
      }
    }),
  );
}
