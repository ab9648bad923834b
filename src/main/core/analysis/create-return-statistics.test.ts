import { describe, expect, it } from 'vitest';
import { analyseReturns, assessSignificance, type ReturnSeries, type SignificanceRequest } from '../../../quant/stats/index.ts';
import type { JobPort } from '../jobs/index.ts';
import { createReturnStatistics } from './create-return-statistics.ts';
import type { AssessRequest, ReturnsRequest } from './return-statistics.ts';

/** A pool that does the work here and now, and keeps what it was given. */
function openHere() {
  const inputs: (ReturnSeries | SignificanceRequest)[] = [];
  const jobs = {
    run: async (task: string, input: ReturnSeries | SignificanceRequest) => {
      inputs.push(input);
      try {
        return { ok: true, value: 'candidates' in input ? assessSignificance(input) : analyseReturns(input), task };
      } catch (error) {
        return { ok: false, error: { reason: 'failed', message: (error as Error).message } };
      }
    },
  } as unknown as JobPort;
  return { statistics: createReturnStatistics({ jobs }), inputs };
}

const ask = (over: Partial<ReturnsRequest>): ReturnsRequest => ({ returns: [0.01, -0.02, 0.03], benchmark: null, time: null, riskFree: 0, periodsPerYear: null, ...over });

const assess = (over: Partial<AssessRequest>): AssessRequest => ({ candidates: [], benchmark: null, positions: null, riskFree: 0, periodsPerYear: null, trials: 5, trialDeviation: null, samples: 20, meanBlock: null, seed: 1, blocks: null, ...over });

describe('statistics of returns', () => {
  it('leave out and count the periods in which either series has none', async () => {
    const { statistics, inputs } = openHere();
    const { returns, leftOut } = await statistics.analyse(ask({ returns: [0.01, null, 0.03, 0.04], benchmark: [0.1, 0.2, null, 0.4], time: [1, 2, 3, 4] }));
    expect([returns, leftOut]).toEqual([2, 2]);
    expect(inputs[0]).toMatchObject({ returns: Float64Array.of(0.01, 0.04), benchmark: Float64Array.of(0.1, 0.4), time: Float64Array.of(1, 4) });
  });
  it.each([
    ['nothing but gaps', { returns: [null, null] }, 'None of the 2 periods has a return; at least one is needed.'],
    ['no period that both have', { returns: [0.1, null], benchmark: [null, 0.1] }, 'None of the 2 periods has a return of both series'],
    ['a benchmark of another length', { benchmark: [0.1] }, 'There are 3 returns and 1 returns of the benchmark'],
    ['percents, by the number of the period among those given', { returns: [null, 1.2, -2.5], benchmark: null }, 'The return number 3 is -2.5: a simple return is never below -1, the loss of everything. 0.01 is 1 %'],
    ['prices that fell, as a benchmark', { benchmark: [0.1, 0.2, -7] }, 'The return of the benchmark number 3 is -7'],
    ['moments of another length', { time: [1, 2] }, 'There are 3 returns and 2 moments'],
    ['moments out of order', { time: [1, 3, 2] }, 'The moment of return number 3 is not after the one before it'],
  ])('are refused for %s', async (_, over, sentence) => {
    const error = (await openHere().statistics.analyse(ask(over)).catch((thrown: unknown) => thrown)) as Error;
    expect(error).toMatchObject({ name: 'AppError', code: 'INVALID_INPUT' });
    expect(error.message).toContain(sentence);
  });
  it('are held against luck without the rows in which a column has a gap', async () => {
    const { statistics, inputs } = openHere();
    const candidates = [{ name: 'a', returns: [0.01, null, -0.02, 0.03, 0.01] }, { name: 'b', returns: [0.02, 0.01, -0.01, 0.05, 0.01] }];
    const found = await statistics.assess(assess({ candidates, benchmark: [0.01, 0.01, 0.01, null, 0.02], positions: [5, 1, 0, 1, -2] }));
    expect(found).toMatchObject({ name: 'b', returns: 3, leftOut: 2, trials: 5, bootstrap: { samples: 20 } });
    expect(inputs[0]).toMatchObject({ candidates: [{ returns: Float64Array.of(0.01, -0.02, 0.01) }, { returns: Float64Array.of(0.02, -0.01, 0.01) }], benchmark: Float64Array.of(0.01, 0.01, 0.02), positions: Float64Array.of(5, 0, -2) });
  });
  it.each([
    ['two of one name', { candidates: [{ name: 'a', returns: [0.1] }, { name: 'a', returns: [0.2] }] }, 'Two candidates are called a'],
    ['a candidate of another length', { candidates: [{ name: 'a', returns: [0.1] }, { name: 'b', returns: [0.2, 0.3] }] }, 'There are 1 returns and 2 returns of b'],
    ['percents of one of them', { candidates: [{ name: 'a', returns: [0.1] }, { name: 'b', returns: [-2.5] }] }, 'The return of b number 1 is -2.5'],
    ['positions without a benchmark', { candidates: [{ name: 'a', returns: [0.1] }], positions: [1] }, 'Positions are of a benchmark, and none is given'],
    ['positions of another length', { candidates: [{ name: 'a', returns: [0.1] }], benchmark: [0.1], positions: [1, 1] }, 'There are 1 returns and 2 positions'],
    ['no row that is whole', { candidates: [{ name: 'a', returns: [0.1, null] }, { name: 'b', returns: [null, 0.1] }] }, 'None of the 2 periods has a value in every column'],
    ['nothing', { candidates: [] }, 'There are no candidates'],
  ])('are not held against luck where there are %s', async (_, over, sentence) => {
    const error = (await openHere().statistics.assess(assess(over)).catch((thrown: unknown) => thrown)) as Error;
    expect(error).toMatchObject({ name: 'AppError', code: 'INVALID_INPUT' });
    expect(error.message).toContain(sentence);
  });
  it('explain each metric, of one library or name where asked, and know the nearest', () => {
    const { explain } = openHere().statistics;
    expect(explain('quantstats', 'sharpe')).toMatchObject([{ dialect: 'quantstats', name: 'sharpe', inputs: ['returns', 'riskFree', 'periods'] }]);
    expect(explain(null, 'sharpe').map(({ dialect }) => dialect)).toEqual(['tapedeck', 'quantstats']);
    expect(explain(null, null).length).toBeGreaterThan(explain('lean', null).length);
    expect(() => explain('quanstats', null)).toThrow('There is no library quanstats; did you mean quantstats?');
    expect(() => explain('lean', 'Sharp Ratio')).toThrow('did you mean Sharpe Ratio?');
    expect(() => explain(null, 'xxxxxxxxxxxxx')).toThrow('There is no metric xxxxxxxxxxxxx.');
  });
});
