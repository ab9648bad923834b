import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the project. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Absolute path of a file of the project. */
export const inProject = (...parts) => join(root, ...parts);

/** The Node that the product runs on: an npm package, so that the machine's own may be older. Null before set-up. */
export function findOwnNode() {
  const names = process.platform === 'win32' ? ['node.exe', 'node'] : ['node'];
  return names.map((name) => inProject('node_modules', 'node', 'bin', name)).find((path) => existsSync(path)) ?? null;
}

/** Program files of the tools. Run them with our own Node, never through `npx` or `.bin`: those pick the machine's. */
export const tools = {
  vite: inProject('node_modules', 'vite', 'bin', 'vite.js'),
  vitest: inProject('node_modules', 'vitest', 'vitest.mjs'),
  tsc: inProject('node_modules', 'typescript', 'bin', 'tsc'),
  oxlint: inProject('node_modules', 'oxlint', 'bin', 'oxlint'),
};

/** The linter's partner that knows types: a native program, which it would else look for by a shebang of the machine's Node. */
export const typeLinter = inProject(
  'node_modules', '@oxlint-tsgolint', `${process.platform}-${process.arch}`, process.platform === 'win32' ? 'tsgolint.exe' : 'tsgolint',
);

/** One short line for people. Standard error, so that the output of what is run stays clean. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** A failure whose sentence says all there is to say; `main` prints it without a stack trace. */
export class PlainError extends Error {}

/** Runs a script's body; a plain error becomes its sentence and exit code 1. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    say(error instanceof PlainError ? error.message : String(error?.stack ?? error));
    process.exitCode = 1;
  }
}
