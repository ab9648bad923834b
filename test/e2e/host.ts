import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFlags } from '../../scripts/lib/host-flags.mjs';

const program = join(import.meta.dirname, '../../out/main/serve.js');

export type HostOptions = { readonly seed?: number; readonly speed?: number; readonly environment?: Readonly<Record<string, string>> };

/** `tapedeck serve` as it is delivered, in a process of its own. */
export type Host = {
  readonly child: ChildProcess;
  /** The printed link, which logs a browser in once. */
  readonly link: string;
  readonly port: string;
  /** A request of a program with the token of the data folder; the path follows /api/v1. */
  ask(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Bytes that the process has in memory now. */
  memory(): number;
  /** In order, with SIGTERM. */
  stop(): Promise<void>;
  /** With SIGKILL. */
  kill(): Promise<void>;
};

export async function startHost(dataFolder: string, { seed, speed, environment = {} }: HostOptions = {}): Promise<Host> {
  const args = ['--no-open', '--data-dir', dataFolder, ...(seed === undefined ? [] : ['--seed', String(seed)]), ...(speed === undefined ? [] : ['--speed', String(speed)])];
  const child = spawn(process.execPath, [...hostFlags, program, ...args], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const link = await readLink(child);
  const { port } = new URL(link);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    child, link, port,
    ask: (method, path, body) => ask({ port, dataFolder, method, path, body }),
    memory: () => readMemory(child),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** The link on the first line; rejects with what was said instead when the process ends before. */
const readLink = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const link = /Tapedeck is ready: (http:\S+)\n/.exec(said)?.[1];
      if (link !== undefined) resolve(link);
    });
    child.once('close', () => reject(new Error(`The host ended before it was ready: ${said}`)));
  });

type Asking = { readonly port: string; readonly dataFolder: string; readonly method: string; readonly path: string; readonly body: unknown };

async function ask({ port, dataFolder, method, path, body }: Asking): Promise<{ status: number; body: unknown }> {
  const token = readFileSync(join(dataFolder, 'api-token'), 'utf8').trim();
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}

/** Resident bytes as the system counts them; NaN where it does not say. */
function readMemory(child: ChildProcess): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) * 1024;
  } catch {
    return Number.NaN;
  }
}
