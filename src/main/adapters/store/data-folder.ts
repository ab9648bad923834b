import { mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { messageOf } from '../../core/kernel/index.ts';
import { AppError } from '../../core/kernel/index.ts';

/** What decides where the data folder lies; the running process unless a test says otherwise. */
export type DataFolderSetting = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
};

const here = (): DataFolderSetting => ({ environment: process.env, platform: process.platform, home: homedir() });

/**
 * The folder of everything we keep, made (readable by its owner only) where it is missing: the one chosen on the command line,
 * else `TAPEDECK_DATA_DIR` (empty: not set), else the platform's place for application data. Always an absolute path.
 */
export function resolveDataFolder(chosen?: string, setting: DataFolderSetting = here()): string {
  const folder = findDataFolder(chosen, setting);
  try {
    makeFolder(folder);
  } catch (error) {
    const reason = messageOf(error);
    throw new AppError('UNAVAILABLE', `The data folder ${folder} cannot be made (${reason}); set TAPEDECK_DATA_DIR to a folder you can write to.`, { folder });
  }
  return folder;
}

/** The same place, without touching the disk. INVALID_INPUT for an empty name, which would mean the folder we were started in. */
export function findDataFolder(chosen?: string, setting: DataFolderSetting = here()): string {
  if (chosen?.trim() === '') throw new AppError('INVALID_INPUT', '--data-dir must name a folder, not be empty; leave it out for the usual one.');
  return chosen === undefined ? locateDataFolder(setting) : resolve(chosen);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Step by step, because Node's recursive way never comes to an end below a folder that takes none, such as /proc. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!isFolder(folder)) throw error;
  }
}

/** Where the folder lies when none is chosen, without touching the disk. */
export function locateDataFolder({ environment, platform, home }: DataFolderSetting): string {
  const own = environment['TAPEDECK_DATA_DIR'];
  if (own !== undefined && own !== '') return resolve(own);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Tapedeck');
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Tapedeck');
  const dataHome = environment['XDG_DATA_HOME'];
  // The XDG rules say that a relative path is to be ignored.
  return join(dataHome !== undefined && isAbsolute(dataHome) ? dataHome : join(home, '.local', 'share'), 'tapedeck');
}
