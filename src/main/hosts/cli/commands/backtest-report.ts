import type { Command } from 'commander';
import { contract } from '../../../../contract/api/index.ts';
import { connect } from '../connect.ts';
import { writeExport } from '../fetch-export.ts';
import { leaf, type Run } from '../leaf.ts';
import { messageOf } from '../../../core/kernel/index.ts';
import { renderAnswer, renderVerdict } from '../render/index.ts';
import { toDocument } from '../to-document.ts';
import { addFlag, listFlags, readInput } from './contract-flags.ts';

type Files = { html?: string; trades?: string; equity?: string };

/** Which option writes which text. */
const formats = ['html', 'trades', 'equity'] as const;

/** `backtest report RUN`: a finished run as it is read; with --html, --trades and --equity written into files. */
export function addBacktestReport(area: Command, run: Run): void {
  const flags = listFlags(contract.backtests.report['~orpc'].inputSchema).filter(({ path: [field] }) => field !== 'runId');
  const command = leaf(area.command('report').description('a finished run as it is read: figures in words, curves, months, trades; also as a page or a table in a file').argument('<run-id>', 'id of the run'))
    .option('--html <out.html>', 'write a page that opens anywhere without a network')
    .option('--trades <out.csv>', 'write its trades as CSV')
    .option('--equity <out.csv>', 'write its equity as CSV');
  for (const flag of flags) addFlag(command, flag);
  command.action(
    run<Files & Record<string, unknown>>(async (options, io, { json, common }, [runId = '']) => {
      const connection = await connect(common);
      try {
        const { backtests } = connection.client;
        const wanted = formats.flatMap((format) => (options[format] === undefined ? [] : [{ format, file: options[format] }]));
        if (wanted.length === 0) {
          const report = toDocument(await backtests.report({ runId, ...readInput(flags, (attribute) => options[attribute]) }, { signal: io.signal }));
          if (json) return io.out(JSON.stringify(report));
          const { verdict: _known, ...shown } = report as Record<string, unknown>;
          io.out(renderAnswer('backtests.report', shown));
          // The report is there at once; the verdict may have to be waited for.
          return io.out(`\n${await backtests.verdict({ runId }, { signal: io.signal }).then(renderVerdict, (error: unknown) => `The run could not be judged: ${messageOf(error)}`)}`);
        }
        const written = [];
        for (const { format, file } of wanted) written.push({ format, file, bytes: await writeExport(file, (offset) => backtests.export({ runId, format, offset }, { signal: io.signal })) });
        io.out(json ? JSON.stringify({ runId, written }) : written.map(({ file, bytes }) => `Wrote ${bytes} bytes to ${file}.`).join('\n'));
      } finally {
        await connection.close();
      }
    }),
  );
}
