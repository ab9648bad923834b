import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const entry = join(import.meta.dirname, '../../src/main/serve.ts');

/** `tapedeck serve` in a process of its own. */
export type Serving = {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The printed link; rejects with what was said instead when the process ends before. */
  readonly ready: Promise<URL>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
};

export type ServeSetting = {
  readonly dataFolder: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Loaded before the program. */
  readonly preload?: string;
};

export function serve({ dataFolder, args = [], environment = {}, preload }: ServeSetting): Serving {
  const child = spawn(process.execPath, [...(preload === undefined ? [] : ['--import', preload]), entry, '--no-open', '--data-dir', dataFolder, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as string | null }));
  const ready = new Promise<URL>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const link = /^Tapedeck is ready: (http:\S+)\n/.exec(stdout)?.[1];
      if (link !== undefined) resolve(new URL(link));
    });
    void ended.then(() => reject(new Error(`ended before it was ready: ${stdout}${stderr}`)));
  });
  ready.catch(() => undefined);
  return { child, ready, ended, stdout: () => stdout, stderr: () => stderr };
}
