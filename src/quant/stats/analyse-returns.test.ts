import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricSheet } from '../../contract/model/analysis.ts';
import { analyseReturns, listMetricNotes, type ReturnSeries } from './index.ts';

const dayMs = 86_400_000;
const start = Date.UTC(2024, 0, 1);
const series = (returns: readonly number[], over: Partial<ReturnSeries> = {}): ReturnSeries =>
  ({ returns: Float64Array.from(returns), time: Float64Array.from(returns, (_, i) => start + i * dayMs), benchmark: null, riskFree: 0, periodsPerYear: null, ...over });

const returnsArbitrary = fc.array(fc.double({ min: -0.5, max: 0.8, noNaN: true }), { minLength: 1, maxLength: 80 });
const sheets = (analysis: { metrics: MetricSheet; dialects: Record<string, MetricSheet> }): [string, MetricSheet][] => [['tapedeck', analysis.metrics], ...Object.entries(analysis.dialects)];

/** Every number in a sheet, inside lists and records too. */
const numbersOf = (sheet: MetricSheet): number[] =>
  Object.values(sheet).flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : [value])).filter((value): value is number => typeof value === 'number');

describe('metrics of returns', () => {
  it('are finite, text or null, whatever the returns', () => {
    const wild = fc.array(fc.oneof(fc.double({ min: -1, max: 3, noNaN: true }), fc.constantFrom(0, -1, 1e-300, 1e12, 1e300)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(wild, wild, fc.double({ min: -0.5, max: 1, noNaN: true }), fc.boolean(), (own, other, riskFree, isDated) => {
        const benchmark = Float64Array.from(own, (_, i) => other[i % other.length]!);
        const analysis = analyseReturns(series(own, { benchmark, riskFree, ...(isDated ? {} : { time: null }) }));
        for (const [dialect, sheet] of sheets(analysis)) for (const value of numbersOf(sheet)) expect(Number.isFinite(value), dialect).toBe(true);
      }),
      // A share to bet that is finite as a number and infinite as a percentage.
      { examples: [[[1e-307, -1], [0], 0, false]] },
    );
  });
  it('are of no series in which a return or one of the benchmark loses more than everything', () => {
    const possible = fc.array(fc.double({ min: -1, max: 3, noNaN: true }), { minLength: 1, maxLength: 20 });
    const beyond = fc.oneof(fc.double({ min: -1e12, max: -1, maxExcluded: true, noNaN: true }), fc.constantFrom(-1 - 2 ** -52, -1.5, -100));
    fc.assert(
      fc.property(possible, beyond, fc.nat(), fc.boolean(), (returns, bad, at, isBenchmark) => {
        const wrong = returns.with(at % returns.length, bad);
        const given = isBenchmark ? series(returns, { benchmark: Float64Array.from(wrong) }) : series(wrong);
        const words = `The return ${isBenchmark ? 'of the benchmark ' : ''}number ${(at % returns.length) + 1} is ${bad}: a simple return is never below -1, the loss of everything. 0.01 is 1 %`;
        expect(() => analyseReturns(given)).toThrow(expect.objectContaining({ name: 'QuantError', code: 'BELOW_TOTAL_LOSS', message: expect.stringContaining(words) }) as Error);
      }),
    );
  });
  it('agree with one another where the conventions do', () => {
    fc.assert(
      fc.property(returnsArbitrary, (returns) => {
        const { metrics, dialects } = analyseReturns(series(returns));
        expect(dialects['empyrical']?.['sharpe_ratio']).toEqual(metrics['sharpe']);
        expect(dialects['lean']?.['Net Profit']).toEqual(metrics['totalReturn']);
        expect(dialects['vectorbt']?.['Value at Risk']).toEqual(metrics['valueAtRisk']);
        if (metrics['maxDrawdown'] !== 0) expect(dialects['backtesting.py']?.['Max. Drawdown [%]']).toBeCloseTo(Number(metrics['maxDrawdown']) * 100, 8);
      }),
    );
  });
  it('of shape do not change with the scale, and those of size grow with it', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }).filter((value) => Math.abs(value) > 1e-6), { minLength: 5, maxLength: 60 }), (returns) => {
        const { metrics } = analyseReturns(series(returns));
        const { metrics: half } = analyseReturns(series(returns.map((value) => value / 2)));
        // Halves are exact, so that sums scale without rounding; only the 1.5th power of the variance does not.
        expect(Math.abs(Number(half['skewness']) - Number(metrics['skewness']))).toBeLessThanOrEqual(1e-14 * Math.abs(Number(metrics['skewness'])));
        for (const name of ['sharpe', 'sortino', 'kurtosis', 'tailRatio', 'profitFactor', 'kelly', 'omega']) expect(half[name], name).toEqual(metrics[name]);
        for (const name of ['annualVolatility', 'valueAtRisk', 'expectedShortfall', 'bestPeriod', 'averageWin']) expect(half[name], name).toEqual(metrics[name] === null ? null : Number(metrics[name]) / 2);
      }),
    );
  });
  it('against themselves as a benchmark have beta 1 and neither alpha nor tracking error', () => {
    const returns = [0.02, -0.01, 0.03, -0.02, 0.005];
    const { metrics, dialects } = analyseReturns(series(returns, { benchmark: Float64Array.from(returns), riskFree: 0.02 }));
    expect(metrics).toMatchObject({ beta: 1, alpha: 0, trackingError: 0, informationRatio: null, upCapture: 1, downCapture: 1 });
    expect(metrics['correlation']).toBeCloseTo(1, 12);
    expect(dialects['performanceanalytics']).toMatchObject({ 'UpDownRatios Number Up': 1, 'UpDownRatios Capture Up': 1 });
  });
  it('need no benchmark and no moments: what does is null', () => {
    const { metrics, dialects, months } = analyseReturns(series([0.01, -0.02, 0.03], { time: null }));
    expect(metrics).toMatchObject({ beta: null, bestMonth: null });
    expect(dialects['performanceanalytics']?.['CAPM.beta']).toBeNull();
    expect(dialects['empyrical']?.['alpha_beta']).toBeNull();
    expect(Object.values(dialects['backtesting.py'] ?? { none: 0 }).every((value) => value === null)).toBe(true);
    expect(months).toEqual([]);
  });
  it.each([
    ['one return', [0.01], { totalReturn: 0.01, annualVolatility: null, sharpe: null, sortino: null, calmar: null, skewness: null, maxDrawdown: 0, averageLoss: null, probabilisticSharpe: null }],
    ['no variance', [0.01, 0.01, 0.01, 0.01], { annualVolatility: 0, sharpe: null, skewness: null, kurtosis: null, autocorrelation: null, probabilisticSharpe: null, minimumTrackRecord: null }],
    ['a constant that sums are rounded of', Array.from({ length: 7 }, () => 0.1), { annualVolatility: 0, sharpe: null }],
    ['only zeros', [0, 0, 0], { totalReturn: 0, annualReturn: 0, sharpe: null, winRate: null, profitFactor: null, maxDrawdown: 0 }],
    ['only losses', [-0.01, -0.02, -0.03], { winRate: 0, profitFactor: 0, averageWin: null, kelly: null, longestLossStreak: 3, minimumTrackRecord: null }],
    ['only gains', [0.01, 0.02, 0.03], { winRate: 1, profitFactor: null, maxDrawdown: 0, calmar: null, sortino: null, averageDrawdown: null, maxDrawdownPeriods: 0 }],
    ['a total loss', [0.1, -1, 0.1], { totalReturn: -1, annualReturn: -1, maxDrawdown: -1 }],
  ])('of %s', (_, returns, expected) => {
    const { metrics } = analyseReturns(series(returns));
    for (const [name, value] of Object.entries(expected)) {
      if (value === null) expect(metrics[name], name).toBeNull();
      else expect(metrics[name], name).toBeCloseTo(value, 12);
    }
  });
  it('count a loss in the first return as a fall, except where a library does not', () => {
    const { metrics, falls, dialects } = analyseReturns(series([-0.1, 0.05, 0.2]));
    expect(metrics['maxDrawdown']).toBeCloseTo(-0.1, 12);
    expect(falls).toMatchObject([{ startIndex: 0, valleyIndex: 0, recoveryIndex: 2, startMs: start, recoveryMs: start + 2 * dayMs }]);
    expect(dialects['vectorbt']?.['Max Drawdown [%]']).toBe(0);
  });
  it('measure serenity by the deepest twentieth of the depths', () => {
    const { metrics } = analyseReturns(series([-0.5, 0.1, 0.1, 0.1, 0.1, 0.1], { periodsPerYear: 6 }));
    // Of six depths only −50 % lies at or below their 5 % quantile.
    const pitfall = 0.5 / Number(metrics['annualVolatility']);
    expect(metrics['serenity']).toBeCloseTo(Number(metrics['annualReturn']) / (Number(metrics['ulcerIndex']) * pitfall), 12);
  });
  it('are reported by QuantStats over calendar months, years and the last so many months', () => {
    const time = Float64Array.of(Date.UTC(2023, 2, 31), Date.UTC(2023, 11, 29), Date.UTC(2024, 0, 31), Date.UTC(2024, 1, 29), Date.UTC(2024, 4, 31));
    const report = analyseReturns(series([0.1, -0.2, 0.1, 0.1, -0.5], { time, riskFree: 0.02 })).dialects['quantstats.reports'] ?? {};
    const percent = (share: number) => expect.closeTo(share * 100, 9) as number;
    expect(report).toMatchObject({
      'Start Period': '2023-03-31', 'End Period': '2024-05-31', 'Risk-Free Rate %': 2, 'MTD %': percent(-0.5), 'YTD %': percent(1.1 * 1.1 * 0.5 - 1),
      // Three months before 31 May is the last of February, which is in; six months before is 30 November.
      '3M %': percent(1.1 * 0.5 - 1), '6M %': percent(0.8 * 1.1 * 1.1 * 0.5 - 1), 'Best Year %': percent(1.1 * 0.8 - 1), 'Worst Month %': percent(-0.5),
      'Win Year %%': 0, 'Win Quarter %%': 50, 'Win Month %%': 60, 'Avg. Up Month %': percent(0.1), 'Avg. Down Month %': percent(-0.35),
      'Max DD Date': '2024-05-31', 'Max DD Period Start': '2023-12-29', 'Max DD Period End': '2024-05-31', 'Longest DD Days': 155, Beta: null, Correlation: null,
    });
    expect(report['Gain/Pain (1M)']).toBeCloseTo(-0.4 / 0.7, 12);
    expect(report['Expected Yearly %%']).toBeCloseTo((Math.sqrt(1.1 ** 3 * 0.8 * 0.5) - 1) * 100, 9);
  });
  it('are tabulated by month in UTC, a row a year', () => {
    const time = Float64Array.of(Date.UTC(2023, 11, 31, 23, 59), Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 31), Date.UTC(2024, 2, 1));
    const { months, metrics } = analyseReturns(series([0.1, 0.1, 0.1, -0.5], { time }));
    expect(months.map(({ year }) => year)).toEqual([2023, 2024]);
    expect(months[0]?.months[11]).toBeCloseTo(0.1, 12);
    expect(months[1]?.months.slice(0, 3).map((value) => (value === null ? null : Math.round(value * 1e9) / 1e9))).toEqual([0.21, null, -0.5]);
    expect(months[1]?.total).toBeCloseTo(1.21 * 0.5 - 1, 12);
    expect(metrics).toMatchObject({ worstMonth: -0.5 });
  });
});

describe('a series that cannot be measured', () => {
  it.each([
    ['no returns', series([]), 'NO_RETURNS', 'There are no returns'],
    ['a return that is no number', series([0.1, Number.NaN]), 'NOT_FINITE', 'return number 2'],
    ['an infinite benchmark', series([0.1, 0.2], { benchmark: Float64Array.of(Infinity, 0) }), 'NOT_FINITE', 'return of the benchmark number 1'],
    ['a shorter benchmark', series([0.1, 0.2], { benchmark: Float64Array.of(0) }), 'LENGTHS_DIFFER', 'There are 2 returns and 1 returns of the benchmark'],
    ['too few moments', series([0.1, 0.2], { time: Float64Array.of(0) }), 'LENGTHS_DIFFER', '1 moments'],
    ['moments out of order', series([0.1, 0.2], { time: Float64Array.of(2, 2) }), 'NOT_ASCENDING', 'number 2 is not after'],
    ['an impossible rate', series([0.1], { riskFree: -1 }), 'RANGE', 'risk-free rate'],
    ['no periods', series([0.1], { periodsPerYear: 0 }), 'RANGE', 'periods of a year'],
  ])('%s', (_, bad, code, words) => {
    expect(() => analyseReturns(bad)).toThrow(expect.objectContaining({ name: 'QuantError', code, message: expect.stringContaining(words) }) as Error);
  });
});

describe('every metric', () => {
  const notes = listMetricNotes();
  it('says of itself what it is: formula, inputs and source', () => {
    for (const note of notes) expect([note.formula.length > 0, note.inputs.length > 0, note.source.length > 0], `${note.dialect} ${note.name}`).toEqual([true, true, true]);
  });
  it('has one note, and each note a metric', () => {
    const { metrics, dialects } = analyseReturns(series([0.1, -0.1]));
    const named = sheets({ metrics, dialects }).flatMap(([dialect, sheet]) => Object.keys(sheet).map((name) => `${dialect} ${name}`));
    expect(notes.map(({ dialect, name }) => `${dialect} ${name}`)).toEqual(named);
    expect(new Set(named).size).toBe(named.length);
  });
  it('reads only what it says it does', () => {
    const returns = [0.02, -0.01, 0.03, -0.02, 0.005, 0.01, -0.015, 0.02];
    const plain = series(returns, { benchmark: Float64Array.from(returns, (value, i) => value / 2 + i / 1000) });
    const before = sheets(analyseReturns(plain));
    const changes = { riskFree: { riskFree: 0.05 }, periods: { periodsPerYear: 52 }, benchmark: { benchmark: Float64Array.from(returns, (value) => -value) } } as const;
    for (const [input, change] of Object.entries(changes)) {
      const after = sheets(analyseReturns({ ...plain, ...change }));
      before.forEach(([dialect, sheet], i) => {
        for (const [name, value] of Object.entries(sheet)) {
          const isTold = notes.find((note) => note.dialect === dialect && note.name === name)?.inputs.some((one) => one === input) ?? false;
          if (!isTold) expect(after[i]?.[1][name], `${dialect} ${name} changed with ${input}`).toEqual(value);
        }
      });
    }
  });
});
