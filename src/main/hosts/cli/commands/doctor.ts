import type { Command } from 'commander';
import { messageOf } from '../../../core/kernel/index.ts';
import type { DoctorCheck, DoctorReport } from '../../../../contract/model/system.ts';
import { findDataFolder, readOwner } from '../../../adapters/store/index.ts';
import { examineDataFolder } from '../../../compose-doctor.ts';
import { connectToOwner } from '../../../transports/client/index.ts';
import { leaf, type Run } from '../leaf.ts';
import { readToken } from '../read-token.ts';
import { formatTable } from '../table.ts';

/** `doctor`: checks of the machine and the data, each with its fix; fails when one fails. */
export function addDoctor(program: Command, run: Run): void {
  leaf(program.command('doctor').description('check the machine and the data')).action(
    run(async (_options, io, { json, common }) => {
      const report = await examine(findDataFolder(common.dataDir));
      if (json) io.out(JSON.stringify(report));
      else io.out(formatTable(['check', 'status', 'finding', 'fix'], report.checks.map((one) => [one.title, one.status, one.detail, one.fix ?? ''])));
      const failed = report.checks.filter((check) => check.status === 'failed');
      if (failed.length === 0) return;
      io.err(`tapedeck: ${failed.length} of ${report.checks.length} checks failed: ${failed.map((one) => one.title).join(', ')}.`);
      return 'failed';
    }),
  );
}

/** Asks the workstation that is running on the folder, else looks at the files. A workstation that does not answer is one more finding. */
async function examine(folder: string): Promise<DoctorReport> {
  const url = findOwnerUrl(folder);
  if (url === null) return examineDataFolder(folder);
  try {
    return await askOwner(folder, url);
  } catch (error) {
    const { checks } = await examineDataFolder(folder);
    return { ok: false, checks: [...checks, silentWorkstation(url, error)] };
  }
}

/** Null where no workstation can be asked; why not is for the checks to find out. */
function findOwnerUrl(folder: string): string | null {
  try {
    return readOwner(folder)?.url ?? null;
  } catch {
    return null;
  }
}

async function askOwner(folder: string, url: string): Promise<DoctorReport> {
  const { client, close } = await connectToOwner({ url, token: readToken(folder) });
  try {
    return await client.system.doctor({});
  } finally {
    await close();
  }
}

const silentWorkstation = (url: string, error: unknown): DoctorCheck => ({
  name: 'workstation',
  title: 'Running workstation',
  status: 'failed',
  detail: `the one at ${url} did not answer: ${messageOf(error)}`,
  fix: 'Stop it and start it again.',
});
