import { InvalidArgumentError } from 'commander';

/** Where a command writes. Results go to `out`, everything else to `err`, so that results can be piped. */
export type CliIo = {
  out(text: string): void;
  err(text: string): void;
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
};

/** Options that every command takes. */
export type CommonOptions = { readonly json?: true; readonly verbose?: true; readonly dataDir?: string };

/** The command line itself was wrong: exit code 2. Thrown while an option is read, the message names that option. */
export class UsageError extends InvalidArgumentError {}
