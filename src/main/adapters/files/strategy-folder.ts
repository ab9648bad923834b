import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mostStrategyLetters } from '../../../contract/model/strategy.ts';
import { AppError } from '../../core/kernel/index.ts';
import type { StrategyFile, StrategyFiles } from '../../core/strategies/ports.ts';

const isStrategy = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/.test(name) && /\.(?:ts|json)$/.test(name) && !name.endsWith('.d.ts');
/** Four bytes a letter at most. */
const mostBytes = 4 * mostStrategyLetters;

/** The user's strategies as files of a folder, which is made with the first of them. Other files in it are left alone. */
export function createStrategyFolder(folder: string): StrategyFiles {
  async function read(file: string): Promise<StrategyFile | null> {
    const path = join(folder, file);
    try {
      const { size } = await stat(path);
      if (size > mostBytes) return { file, problem: `${file} has ${size} bytes; a strategy has at most ${mostStrategyLetters} letters.` };
      return { file, source: await readFile(path, 'utf8') };
    } catch (error) {
      const code = codeOf(error);
      return code === 'ENOENT' ? null : { file, problem: `${file} cannot be read (${code}).` };
    }
  }

  return {
    async list() {
      const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return [];
        throw unavailable('The folder of strategies cannot be read', error);
      });
      const names = entries.filter((entry) => !entry.isDirectory() && isStrategy(entry.name)).map((entry) => entry.name).toSorted();
      return (await Promise.all(names.map(read))).filter((found) => found !== null);
    },
    async write(file, source) {
      const draft = join(folder, `.${file}.draft`);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(draft, source, { mode: 0o600 });
        await rename(draft, join(folder, file));
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined);
        throw unavailable(`${file} could not be stored`, error);
      }
    },
    async remove(file) {
      try {
        await rm(join(folder, file));
        return true;
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return false;
        throw unavailable(`${file} could not be removed`, error);
      }
    },
  };
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');

const unavailable = (what: string, error: unknown): AppError =>
  new AppError('UNAVAILABLE', `${what} (${codeOf(error)}); check the folder's room and rights.`, { code: codeOf(error) });
