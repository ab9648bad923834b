import { Option, type Command } from 'commander';
import { connect } from '../connect.ts';
import { writeExport } from '../fetch-export.ts';
import { leaf, type Run } from '../leaf.ts';

type Options = { out: string; format: 'equity' | 'json' };

/** `walk-forwards export RUN --out FILE`: a finished walk-forward with every bar of its equity. */
export function addWalkForwardsExport(area: Command, run: Run): void {
  leaf(area.command('export').description('a finished walk-forward as a file: its whole equity as CSV, or all of it as JSON').argument('<run-id>', 'id of the run'))
    .requiredOption('--out <file>', 'the file to be written')
    .addOption(new Option('--format <format>', 'equity: CSV with every bar of the test windows; json: the result as it is stored').choices(['equity', 'json']).default('equity'))
    .action(
      run<Options>(async ({ out, format }, io, { json, common }, [runId = '']) => {
        const connection = await connect(common);
        try {
          const bytes = await writeExport(out, (offset) => connection.client.walkForwards.export({ runId, format, offset }, { signal: io.signal }));
          io.out(json ? JSON.stringify({ runId, format, file: out, bytes }) : `Wrote ${bytes} bytes to ${out}.`);
        } finally {
          await connection.close();
        }
      }),
    );
}
