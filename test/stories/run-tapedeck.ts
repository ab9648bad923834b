import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../bin/tapedeck.mjs', import.meta.url));

export type CliResult = { readonly exitCode: number | null; readonly out: string; readonly err: string };

/** Runs the real command line as a person would, with a data folder of its own. */
export function runTapedeck(args: readonly string[], dataDir: string): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [launcher, ...args], { env: { ...process.env, TAPEDECK_DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, out, err }));
  });
}

/** The one JSON document that a command printed; the error's text where it failed. */
export async function runJson<T>(args: readonly string[], dataDir: string): Promise<T> {
  const { exitCode, out, err } = await runTapedeck([...args, '--json'], dataDir);
  if (exitCode !== 0) throw new Error(`tapedeck ${args.join(' ')} ended with ${exitCode}: ${err}`);
  return JSON.parse(out) as T;
}
