import type { CliIo } from '../io.ts';
import { toDocument } from '../to-document.ts';

/** Says where what was started stands: one document with --json, else a sentence. What failed is said as an error, and ends the command with 1. */
export function tellStarted<T extends { readonly status: string }>(io: CliIo, json: boolean, started: T, describe: (started: T) => string): 'failed' | undefined {
  if (json) io.out(JSON.stringify(toDocument(started)));
  else if (started.status !== 'failed') io.out(describe(started));
  if (started.status !== 'failed') return undefined;
  io.err(`tapedeck: ${describe(started)}`);
  return 'failed';
}
