import { Option, type Command } from 'commander';
import { basename } from 'node:path';
import { fileError, type BarFile, type BarFileOptions, type BarFiles } from '../../core/data/index.ts';
import type { CliIo } from './io.ts';

export type FileOptions = { timezone?: string; adjusted?: true; price?: 'bid' | 'ask' | 'mid' };

/** How a file of bars is to be read. */
export const addFileOptions = (command: Command): Command =>
  command
    .option('--timezone <zone>', 'IANA zone of times without an offset (default UTC)')
    .option('--adjusted', 'use the adjusted close')
    .addOption(new Option('--price <side>', 'side of a bid/ask table').choices(['bid', 'ask', 'mid']));

/** The options of the command line as the reader takes them. */
export const toBarFileOptions = ({ timezone, adjusted, price }: FileOptions): BarFileOptions => ({
  ...(timezone === undefined ? {} : { timezone }),
  ...(adjusted === undefined ? {} : { adjusted }),
  ...(price === undefined ? {} : { price }),
});

/** The bars of a file, or INVALID_INPUT with line, reason and remedy. */
export async function readBars(files: BarFiles, path: string, options: FileOptions, io: CliIo): Promise<BarFile> {
  const file = await files.read(path, toBarFileOptions(options), undefined, io.signal);
  if (!file.ok) throw fileError(basename(path), file.error);
  return file.value;
}
