import type { SeriesDescription } from '../../../../contract/model/description.ts';
import { formatNumber, formatPairs, formatTable } from '../table.ts';

type Described = Pick<SeriesDescription, 'name' | 'period' | 'returns' | 'leftOut' | 'lack' | 'needed' | 'parts'>;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** What a series is like for people: figures, a sentence for each part and the tests; --json has the curves. */
export function renderDescription({ name, period, returns, leftOut, lack, needed, parts }: Described): string {
  const head = `${name}: ${returns} returns, one a ${period}${leftOut.breaks > 0 ? `; ${leftOut.breaks} across breaks in trading left out` : ''}${leftOut.unusable > 0 ? `; ${leftOut.unusable} without a price left out` : ''}.`;
  if (parts === null) return `${head}\n${lack === 'flat' ? 'It does not move: there is nothing to describe.' : `At least ${needed} returns are needed; ask for more --bars or a shorter --timeframe.`}`;
  const { distribution, direction, size, regimes, volatility, tests } = parts;
  const figures = formatPairs([
    ['drift a year', `${percent(distribution.annualMean)} (standard error ${percent(distribution.annualMeanError)})`], ['volatility a year', percent(distribution.annualVolatility)],
    ['skewness', formatNumber(distribution.skewness)], ['excess kurtosis', formatNumber(distribution.excessKurtosis)], ['worst, best', `${percent(distribution.least)}, ${percent(distribution.most)}`],
  ]);
  const sentences = [['Distribution', distribution], ['Direction', direction], ['Size', size], ['Regimes', regimes], ['Volatility', volatility]] as const;
  const said = sentences.flatMap(([title, part]) => (part === null ? [] : [`${title}: ${part.verdict}. ${part.sentence}`]));
  const table = formatTable(['question', 'answer', 'test', 'statistic', 'p'], tests.map((test) => [test.question, test.verdict, test.title, formatNumber(test.statistic), formatNumber(test.pValue)]));
  return [head, figures, said.join('\n'), table].join('\n\n');
}
