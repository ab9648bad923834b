import type { ContractRouterClient } from '@orpc/contract';
import { setTimeout } from 'node:timers/promises';
import type { Contract } from '../../../contract/api/index.ts';
import type { ImportReport } from '../../../contract/model/import-report.ts';
import { isFolderTaken, readOwner, resolveDataFolder } from '../../adapters/store/index.ts';
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
  /** A running workstation, which goes on after `close`; else all work ends with it. */
  readonly isWorkstation: boolean;
  importFile(path: string, request: ImportRequest, signal: AbortSignal): Promise<ImportReport>;
  close(): Promise<void>;
};

/** How long a command waits for another one to finish with the folder. */
const waitMs = 10_000;
const retryMs = 100;

/**
 * Becomes the client of the workstation that owns the data folder, else opens the core here until `close`.
 * So there is one ledger writer and one risk gate whoever asks.
 */
export async function connect(options: CommonOptions): Promise<Connection> {
  const folder = resolveDataFolder(options.dataDir);
  const giveUpAt = performance.now() + waitMs;
  for (;;) {
    const owner = readOwner(folder);
    if (owner !== null && owner.url !== null) return connectToWorkstation(folder, owner.url);
    const opened = owner === null ? await openHere(folder) : null;
    if (opened !== null) return opened;
    // Another command is at work for a moment, or a workstation is just starting and has no address yet.
    if (performance.now() > giveUpAt) {
      throw new AppError('UNAVAILABLE', `The data folder ${folder} is in use by a Tapedeck that opens no door (process ${owner?.pid ?? 'unknown'}); wait for it, or stop it first.`);
    }
    await setTimeout(retryMs);
  }
}

async function connectToWorkstation(folder: string, url: string): Promise<Connection> {
  const { client, close } = await connectToOwner({ url, token: readToken(folder) });
  return { client, isWorkstation: true, close, importFile: (path, request, signal) => uploadFile(client, path, request, signal) };
}

/** The core in this process; null when another one took the folder first. */
async function openHere(folder: string): Promise<Connection | null> {
  const workstation = await composeWorkstation({ host: 'cli', dataDir: folder }).catch((error: unknown) => {
    if (isFolderTaken(error)) return null;
    throw error;
  });
  if (workstation === null) return null;
  return {
    client: createInProcessClient(workstation.router, { core: workstation.core, session: { role: 'admin', who: 'command line' } }),
    isWorkstation: false,
    importFile: (path, request, signal) => workstation.core.data.importFile(path, request, undefined, signal),
    close: () => workstation.dispose(),
  };
}
