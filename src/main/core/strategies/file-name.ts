import { strategyCodeSchema, type StrategyCode } from '../../../contract/model/strategy.ts';
import { AppError } from '../kernel/index.ts';

/** INVALID_INPUT where no strategy can be kept under that name: it is one plain file of TypeScript or JSON. */
export function requireFileName(file: string): void {
  if (!strategyCodeSchema.shape.file.safeParse(file).success) {
    throw new AppError('INVALID_INPUT', `A strategy cannot be kept as ${JSON.stringify(file)}; use letters, digits, dashes and underscores, such as my-cross.ts.`, { file });
  }
  if (!/\.(?:ts|json)$/.test(file)) throw new AppError('INVALID_INPUT', `${file} is neither .ts nor .json; a strategy is a file of TypeScript or rules as JSON.`, { file });
}

/** The code of a file, its kind by its ending. */
export const codeOf = (file: string, source: string): StrategyCode => ({ kind: file.endsWith('.json') ? 'rules' : 'typescript', file, source });
