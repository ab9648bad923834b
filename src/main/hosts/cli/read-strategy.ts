import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { mostStrategyLetters, type StrategyCode } from '../../../contract/model/strategy.ts';
import { AppError } from '../../core/kernel/index.ts';
import { codeOf } from '../../core/strategies/index.ts';

/** What `--strategy` names: a strategy by its name, or the code of a file of TypeScript or rules. */
export async function readStrategy(value: string): Promise<{ readonly strategy: string; readonly code?: StrategyCode }> {
  if (!/\.(?:ts|json)$/.test(value)) return { strategy: value };
  const file = basename(value).replace(/[^A-Za-z0-9 ._-]/g, '_').replace(/^[^A-Za-z0-9]+/, '').slice(-100);
  const source = await readFile(value, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') throw new AppError('NOT_FOUND', `There is no file ${value}; --strategy takes a name (strategies list) or a file of TypeScript or JSON.`, { file: value });
    throw new AppError('INVALID_INPUT', `${value} cannot be read (${code}).`, { file: value });
  });
  if (source.length > mostStrategyLetters) throw new AppError('INVALID_INPUT', `${value} has ${source.length} letters; a strategy has at most ${mostStrategyLetters}.`, { file: value });
  return { strategy: file, code: codeOf(file, source) };
}
