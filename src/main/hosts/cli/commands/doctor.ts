import type { Command } from 'commander';
import { connect } from '../connect.ts';
import { leaf, type Run } from '../leaf.ts';
import { formatTable } from '../table.ts';

/** `doctor`: checks of the machine and the data, each with its fix; fails when one fails. */
export function addDoctor(program: Command, run: Run): void {
  leaf(program.command('doctor').description('check the machine and the data')).action(
    run(async (_options, io, { json, common }) => {
      const connection = await connect(common);
      try {
        const report = await connection.client.system.doctor({});
        if (json) io.out(JSON.stringify(report));
        else io.out(formatTable(['check', 'status', 'finding', 'fix'], report.checks.map((one) => [one.title, one.status, one.detail, one.fix ?? ''])));
        const failed = report.checks.filter((check) => check.status === 'failed');
        if (failed.length === 0) return;
        io.err(`tapedeck: ${failed.length} of ${report.checks.length} checks failed: ${failed.map((one) => one.title).join(', ')}.`);
        return 'failed';
      } finally {
        await connection.close();
      }
    }),
  );
}
