import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../../contract/api/index.ts';
import type { ImportReport } from '../../../contract/model/import-report.ts';
import { readOwner, resolveDataFolder } from '../../adapters/store/index.ts';
import { composeWorkstation } from '../../compose.ts';
import type { ImportRequest } from '../../core/data/index.ts';
import { connectToOwner } from '../../transports/client/index.ts';
import { createInProcessClient } from '../../transports/in-process/index.ts';
import { AppError } from '../../core/kernel/index.ts';
import type { CommonOptions } from './io.ts';
import { readToken } from './read-token.ts';
import { uploadFile } from './upload-file.ts';

/** The whole application, wherever it runs. */
export type Connection = {
  readonly client: ContractRouterClient<Contract>;
  importFile(path: string, request: ImportRequest, signal: AbortSignal): Promise<ImportReport>;
  close(): Promise<void>;
};

/**
 * Becomes the client of the workstation that owns the data folder, else opens the core here until `close`.
 * So there is one ledger writer and one risk gate whoever asks.
 */
export async function connect(options: CommonOptions): Promise<Connection> {
  const folder = resolveDataFolder(options.dataDir);
  const owner = readOwner(folder);
  if (owner !== null) {
    if (owner.url === null) throw new AppError('UNAVAILABLE', `The data folder ${folder} is in use by a Tapedeck that opens no door (process ${owner.pid ?? 'unknown'}); stop it first.`);
    const { client, close } = await connectToOwner({ url: owner.url, token: readToken(folder) });
    return { client, close, importFile: (path, request, signal) => uploadFile(client, path, request, signal) };
  }
  const workstation = await composeWorkstation({ host: 'cli', dataDir: folder });
  return {
    client: createInProcessClient(workstation.router, { core: workstation.core, session: { role: 'admin', who: 'command line' } }),
    importFile: (path, request, signal) => workstation.core.data.importFile(path, request, undefined, signal),
    close: () => workstation.dispose(),
  };
}
