import type { Command } from 'commander';
import type { CliIo, CommonOptions } from './io.ts';
import { parseFolder } from './parse-options.ts';

/** A command that does something: gives it the options that all such commands take. */
export function leaf(command: Command): Command {
  return command
    .option('--json', 'print one JSON document and nothing else')
    .option('--data-dir <folder>', 'data folder (default: TAPEDECK_DATA_DIR or the system\'s place for application data)', parseFolder)
    .option('--verbose', 'show the stack trace of an error');
}

/** What a command does with its own options; `context` holds the options of all commands. `failed`: it has said why and ends with 1. */
export type Body<O> = (options: O, io: CliIo, context: { readonly json: boolean; readonly common: CommonOptions }, args: readonly string[]) => Promise<void | 'failed'> | void | 'failed';

/** Wraps a body into a commander action that reports errors and sets the exit code. */
export type Run = <O extends object>(body: Body<O>) => (...args: unknown[]) => Promise<void>;

/** The one place where errors of commands become exit codes. */
export function createRun(io: CliIo, onFailed: () => void, onError: (error: unknown, options: CommonOptions) => void): Run {
  return (body) =>
    async (...args) => {
      // Commander passes the positional arguments, then the options, then the command.
      const options = args.at(-2) as CommonOptions & never;
      const positional = args.slice(0, -2).flat().filter((arg): arg is string => typeof arg === 'string');
      try {
        const outcome = await body(options, io, { json: (options as CommonOptions).json === true, common: options }, positional);
        if (outcome === 'failed') onFailed();
      } catch (error) {
        onError(error, options);
      }
    };
}
