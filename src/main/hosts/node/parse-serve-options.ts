import { parseArgs } from 'node:util';
import { messageOf } from '../../core/kernel/index.ts';
import { AppError } from '../../core/kernel/index.ts';

export type ServeOptions = {
  readonly port: number;
  readonly host: string;
  readonly opensBrowser: boolean;
  readonly dataDir?: string;
  /** Seed of the simulated market. */
  readonly seed?: number;
  /** Simulated time per real time. */
  readonly speed?: number;
};

/** Reads the options of `tapedeck serve`; INVALID_INPUT with a sentence where one is wrong. */
export function parseServeOptions(args: readonly string[]): ServeOptions {
  const values = readArgs(args);
  const seed = readNumber('seed', values.seed, { least: 0, most: Number.MAX_SAFE_INTEGER, isWhole: true });
  const speed = readNumber('speed', values.speed, { least: 0.25, most: 3_600, isWhole: false });
  return {
    port: readNumber('port', values.port, { least: 0, most: 65_535, isWhole: true }) ?? 0,
    host: values.host ?? '127.0.0.1',
    opensBrowser: values['no-open'] !== true,
    ...(values['data-dir'] === undefined ? {} : { dataDir: values['data-dir'] }),
    ...(seed === undefined ? {} : { seed }),
    ...(speed === undefined ? {} : { speed }),
  };
}

/** `--speed -4` as `--speed=-4`: a number that is refused in its own sentence, not taken for a flag. */
const joinNegativeNumbers = (args: readonly string[]): string[] =>
  args.reduce<string[]>((joined, arg) => (/^-\d/.test(arg) && joined.at(-1)?.startsWith('--') === true ? [...joined.slice(0, -1), `${joined.at(-1)}=${arg}`] : [...joined, arg]), []);

const readArgs = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: joinNegativeNumbers(args),
      strict: true,
      options: {
        port: { type: 'string' }, host: { type: 'string' }, 'data-dir': { type: 'string' },
        seed: { type: 'string' }, speed: { type: 'string' }, 'no-open': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new AppError('INVALID_INPUT', messageOf(error));
  }
};

function readNumber(name: string, text: string | undefined, { least, most, isWhole }: { least: number; most: number; isWhole: boolean }): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
  throw new AppError('INVALID_INPUT', `--${name} must be a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}, not "${text}".`);
}
