import { mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import openRolling from 'pino-roll';
import type { SonicBoom } from 'sonic-boom';

/** Held in memory while the disk does not take lines; what is more is dropped. */
const waitingBytes = 4 * 1024 * 1024;
const closeWithinMs = 1_000;

export type RollingFile = {
  write(line: string): void;
  /** Writes what waits at once; for a process about to end. */
  flush(): void;
  close(): Promise<void>;
};

export type RollingFileOptions = {
  readonly folder: string;
  /** A file that has reached this is closed and the next begun: `5m` is five megabytes. */
  readonly size: string;
  /** Files kept besides the current one. */
  readonly count: number;
  /** Told of every trouble in writing, which is not thrown. */
  readonly onTrouble: (error: unknown) => void;
};

/** Opens `tapedeck.N.log` in a folder, readable by the user alone. Rejects where the folder or the file cannot be written. */
export async function openRollingFile({ folder, size, count, onTrouble }: RollingFileOptions): Promise<RollingFile> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'tapedeck.log');
  const stream = await openRolling({ file, size, limit: { count, removeOtherLogFiles: true }, mode: 0o600, maxLength: waitingBytes });
  await once(stream, 'ready');
  stream.on('error', onTrouble);
  stream.on('drop', () => onTrouble(new Error('lines were dropped because the disk does not take them')));
  return {
    write: (line) => void stream.write(line),
    flush: () => stream.flushSync(),
    close: () => closeStream(stream),
  };
}

/** A disk that takes no lines must not hold up the end of the process. */
async function closeStream(stream: SonicBoom): Promise<void> {
  const closed = once(stream, 'close').catch(() => undefined);
  stream.end();
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([closed, new Promise((resolve) => (timer = setTimeout(resolve, closeWithinMs)))]);
  clearTimeout(timer);
}
