import type { ReturnSignificance } from '../../../../contract/model/significance.ts';
import { formatCell } from '../format-cell.ts';
import { formatTable } from '../table.ts';

type Row = readonly [figure: string, value: string, meaning: string];

/** A probability to a tenth of a percent; what is below or above that is not 0 or everything. */
function percent(share: number): string {
  if (share > 0 && share < 0.0005) return 'less than 0.1 %';
  return share < 1 && share > 0.9995 ? 'more than 99.9 %' : `${(100 * share).toFixed(1)} %`;
}

const judge = (pValue: number): string => (pValue <= 0.05 ? 'hard to call luck' : 'may well be luck');

/** Whether returns may be luck, for people: each figure with a sentence. */
export function renderSignificance(found: ReturnSignificance): string {
  const { name, returns, leftOut, candidates, bootstrap } = found;
  const head = `${name === null ? 'The returns' : name}: ${returns} returns${candidates.length > 1 ? `, the highest Sharpe ratio of ${candidates.length} candidates` : ''}${leftOut > 0 ? `; ${leftOut} rows without a value left out` : ''}.`;
  const spreads = Object.entries({ 'Sharpe ratio': bootstrap.sharpe, 'annual return': bootstrap.annualReturn, 'deepest fall': bootstrap.maxDrawdown }).map(([figure, one]) => [figure, ...Object.values(one).map(formatCell)]);
  const samples = formatTable([`of ${bootstrap.samples} samples`, 'low', 'median', 'high', 'error'], spreads);
  return [head, formatTable(['figure', 'value', 'what it means'], [...sharpeRows(found), ...choiceRows(found), ...timingRows(found)]), samples].join('\n\n');
}

function sharpeRows({ sharpe, sharpeError, probabilisticSharpe, expectedBestSharpe, deflatedSharpe, minimumTrackRecord, trials, returns, bootstrap }: ReturnSignificance): Row[] {
  const tried = trials === 1 ? 'one trial' : `${trials} trials`;
  return [
    ['Sharpe ratio', formatCell(sharpe), sharpe === null ? 'The returns do not vary, so there is no ratio.' : `A year; its standard error is ${formatCell(sharpeError)}.`],
    ['probabilistic Sharpe', formatCell(probabilisticSharpe), probabilisticSharpe === null ? 'Not defined.' : `The true ratio is above 0 with a probability of ${percent(probabilisticSharpe)}.`],
    ['expected best', formatCell(expectedBestSharpe), trials === 1 ? 'One trial chooses nothing; --trials says how many were made.' : `The ratio that the best of ${tried} without any skill would show.`],
    ['deflated Sharpe', formatCell(deflatedSharpe), deflatedSharpe === null ? 'Not defined.' : `After ${tried} the true ratio is above that with a probability of ${percent(deflatedSharpe)}.`],
    ['minimum track record', formatCell(minimumTrackRecord === null ? null : Math.ceil(minimumTrackRecord)), trackRecordSentence(minimumTrackRecord, returns)],
    ['loss probability', formatCell(bootstrap.lossProbability), `${percent(bootstrap.lossProbability)} of the samples end below their start.`],
  ];
}

function trackRecordSentence(needed: number | null, returns: number): string {
  if (needed === null) return 'A ratio that is not above 0 never proves to be.';
  const length = Math.ceil(needed);
  return length <= returns ? `Returns needed to be 95 % sure of a ratio above 0; there are ${returns}.` : `Returns needed to be 95 % sure of a ratio above 0; there are only ${returns}.`;
}

function choiceRows({ overfitting, realityCheck, candidates }: ReturnSignificance): Row[] {
  const rows: Row[] = [];
  if (overfitting !== null) {
    const { probability, lossProbability, splits, blocks } = overfitting;
    rows.push(
      ['overfitting', formatCell(probability), `In ${percent(probability)} of ${splits} splits of ${blocks} blocks the best of one half is in the lower half in the other.`],
      ['loss after choosing', formatCell(lossProbability), `In ${percent(lossProbability)} of them the best of one half loses in the other.`],
    );
  }
  if (realityCheck !== null) {
    const { best, meanExcess, isAgainstBenchmark, pValue } = realityCheck;
    const what = candidates.length > 1 ? `The best mean of ${candidates.length} candidates, that of ${best ?? ''},` : 'The mean';
    rows.push(['reality check, p', formatCell(pValue), `${what} is ${formatCell(meanExcess)} a period over ${isAgainstBenchmark ? 'the benchmark' : 'nothing'}: ${judge(pValue)} (White).`]);
  }
  return rows;
}

function timingRows({ timing }: ReturnSignificance): Row[] {
  if (timing === null) return [];
  const { permutation, randomEntry } = timing;
  const rows: Row[] = [['permutation, p', formatCell(permutation.pValue), `The positions earn ${formatCell(permutation.meanReturn)} a period, on returns in a random order ${formatCell(permutation.chanceMeanReturn)}: ${judge(permutation.pValue)}.`]];
  if (randomEntry === null) return rows;
  const { holdings, logReturn, chanceLogReturn, pValue } = randomEntry;
  return [...rows, ['random entry, p', formatCell(pValue), `${holdings} ${holdings === 1 ? 'holding earns' : 'holdings earn'} a log return of ${formatCell(logReturn)}, entered at random ${formatCell(chanceLogReturn)}: ${judge(pValue)}.`]];
}
