import type { StrategyCode, StrategyDetail, StrategyInfo } from '../../../contract/model/strategy.ts';
import type { CodeWatch, JobOptions } from '../jobs/index.ts';
import type { WrittenRules } from './read-rules.ts';

export type { WrittenRules } from './read-rules.ts';

/** What names a strategy: a name, or code at hand. */
export type StrategyRequest = { readonly strategy: string; readonly code?: StrategyCode | undefined };

/** A strategy that can be run. */
export type RunnableStrategy = {
  readonly info: StrategyInfo;
  /** What the job that runs it must be given; null for a ready-made one. */
  readonly code: StrategyCode | null;
  /** What the trials of its hypothesis go by; null: the name. */
  readonly codeHash: string | null;
};

/** Strategies that can be run: ready-made ones, and the user's own. */
export interface Strategies {
  /** Own ones come last; one that cannot be read says why. */
  list(): Promise<readonly StrategyInfo[]>;
  /** NOT_FOUND with the nearest name. */
  get(name: string): Promise<StrategyDetail>;
  /** Stores a file of the user's, also one that cannot be run yet. INVALID_INPUT for a name or length that is not taken. */
  save(file: string, source: string): Promise<StrategyDetail>;
  /** Reads a file that is being written and keeps nothing. INVALID_INPUT for a name or length that is not taken. */
  check(file: string, source: string): Promise<StrategyDetail>;
  /** Takes an own strategy's file away. NOT_FOUND where there is none of that name, CONFLICT for a ready-made one. */
  remove(name: string): Promise<void>;
  /** Rules, as JSON or sentences, in all their forms. INVALID_INPUT with the line where they are not understood. */
  explain(rules: string): WrittenRules;
  /** INVALID_INPUT, with file and line, where there is no such strategy or its code cannot be read. */
  resolve(request: StrategyRequest): Promise<RunnableStrategy>;
}

/** What a job with such a strategy is watched by: memory, and where it stands. */
export type CodeOptions = Pick<JobOptions, 'memoryLimitMb'> & { readonly code?: CodeWatch };
