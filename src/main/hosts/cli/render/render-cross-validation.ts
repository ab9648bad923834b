import type { CrossValidation } from '../../../../contract/model/cross-validation.ts';
import { formatCell, none } from '../format-cell.ts';
import { formatTable } from '../table.ts';

const ratio = (value: number | null): string => (value === null ? none : value.toFixed(2));
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** A cross-validation for people: what each split chose and how that fared, then the paths that the tests make up. */
export function renderCrossValidation({ splits, paths, trials, groups, testGroups, sentence }: Pick<CrossValidation, 'splits' | 'paths' | 'trials' | 'groups' | 'testGroups' | 'sentence'>): string {
  const chosen = formatTable(
    ['tested groups', 'parameters', 'Sharpe in training', 'Sharpe in test'],
    splits.map(({ test, params, inSample, outOfSample }) => [
      test.map((group) => group + 1).join(' and '), params === null ? 'none had a figure' : Object.entries(params).map(([name, value]) => `${name} ${formatCell(value)}`).join(', '), ratio(inSample), ratio(outOfSample),
    ]),
  );
  const walked = formatTable(['path', 'return', 'Sharpe ratio', 'largest drawdown'], paths.map((path, k) => [String(k + 1), percent(path.return), ratio(path.sharpe), percent(path.maxDrawdown)]));
  return `${chosen}\n\n${walked}\n\n${trials.toLocaleString('en')} combinations, ${testGroups} of ${groups} groups tested at a time. ${sentence}`;
}
