import { expect, it } from 'vitest';
import type { ReturnSignificance } from '../../../../contract/model/significance.ts';
import { renderSignificance } from './render-significance.ts';

const spread = { low: -0.1, median: 0.5, high: 1.2, error: 0.3 };
const found: ReturnSignificance = {
  name: 'fast', leftOut: 2, returns: 250, trials: 3, sharpe: 1.5, sharpeError: 1, probabilisticSharpe: 0.99996, expectedBestSharpe: 0.8, deflatedSharpe: 0.75, minimumTrackRecord: 300.2,
  bootstrap: { samples: 100, meanBlock: 7, seed: 1, sharpe: spread, annualReturn: spread, maxDrawdown: spread, lossProbability: 0.06 }, candidates: [{ name: 'fast', sharpe: 1.5 }, { name: 'slow', sharpe: 0.2 }],
  overfitting: { blocks: 16, splits: 12_870, probability: 0.6, lossProbability: 0.5, medianLogit: -0.2 }, realityCheck: { best: 'slow', meanExcess: 0.001, isAgainstBenchmark: true, pValue: 0.3 },
  timing: { permutation: { meanReturn: 0.001, chanceMeanReturn: 0, pValue: 0.02 }, randomEntry: { holdings: 1, logReturn: 0.2, chanceLogReturn: 0.1, pValue: 0.4 } },
};
const bare: ReturnSignificance = { ...found, name: null, leftOut: 0, trials: 1, sharpe: null, deflatedSharpe: null, probabilisticSharpe: null, minimumTrackRecord: null, candidates: [{ name: null, sharpe: null }], overfitting: null, realityCheck: null, timing: null };

it('says what each figure means', () => {
  const text = renderSignificance(found);
  for (const sentence of [
    'fast: 250 returns, the highest Sharpe ratio of 2 candidates; 2 rows without a value left out.', 'above 0 with a probability of more than 99.9 %.', 'the best of 3 trials without any skill', 'there are only 250.',
    'In 60.0 % of 12870 splits of 16 blocks', 'that of slow, is 0.001 a period over the benchmark: may well be luck (White).', 'in a random order 0: hard to call luck.', '1 holding earns a log return of 0.2',
  ]) expect(text).toContain(sentence);
});

it('says what is not defined', () => {
  const text = renderSignificance(bare);
  for (const sentence of ['The returns: 250 returns.', 'The returns do not vary', 'never proves to be']) expect(text).toContain(sentence);
  for (const figure of ['overfitting', 'reality', 'permutation']) expect(text).not.toContain(figure);
});
