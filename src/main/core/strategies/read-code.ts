import { createHash } from 'node:crypto';
import { mostStrategyLetters, type StrategyCode, type StrategyInfo } from '../../../contract/model/strategy.ts';
import { AppError } from '../kernel/index.ts';
import type { JobFailure, JobPort } from '../jobs/index.ts';
import { readRules } from './read-rules.ts';
import { watchCode, type CodeLimits } from './watch-code.ts';

/** What code says of itself. */
export type ReadCode = { readonly info: StrategyInfo; readonly codeHash: string };

const mostRemembered = 200;

/** Reads code in a job and remembers what it said: the same text says the same. */
export class CodeReader {
  readonly #jobs: JobPort;
  readonly #limits: CodeLimits;
  readonly #known = new Map<string, ReadCode>();

  constructor(jobs: JobPort, limits: CodeLimits) {
    this.#jobs = jobs;
    this.#limits = limits;
  }

  /** INVALID_INPUT with file and line where it cannot be read; TIMEOUT or UNAVAILABLE where reading it never ends or takes all memory. */
  async read(code: StrategyCode): Promise<ReadCode> {
    if (code.source.length > mostStrategyLetters) {
      throw new AppError('INVALID_INPUT', `${code.file} has ${code.source.length} letters; a strategy has at most ${mostStrategyLetters}.`, { file: code.file });
    }
    if (code.kind === 'rules') readRules(code.file, code.source);
    const key = createHash('sha256').update(`${code.kind}\n${code.file}\n${code.source}`).digest('hex');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const outcome = await this.#jobs.run('strategies.read', { code }, watchCode(code, undefined, this.#limits));
    if (!outcome.ok) throw codeError(outcome.error);
    if (this.#known.size >= mostRemembered) this.#known.delete(this.#known.keys().next().value ?? '');
    this.#known.set(key, outcome.value);
    return outcome.value;
  }
}

const errorOf = { cancelled: 'CONFLICT', timeout: 'TIMEOUT', 'out-of-memory': 'UNAVAILABLE', crashed: 'UNAVAILABLE', failed: 'INVALID_INPUT' } as const;

const codeError = ({ reason, message, details }: JobFailure): AppError => new AppError(errorOf[reason], message, { reason, ...details });
