import type { ReturnAnalysis } from '../../../contract/model/analysis.ts';
import type { BacktestResult } from '../../../contract/model/backtest.ts';
import type { RunAnalysis } from '../../../contract/model/run-analysis.ts';
import { analyseReturns } from '../../stats/index.ts';
import { placesAt } from '../align-series.ts';
import { holdWhatWasTraded } from '../make-report.ts';
import { returnOf } from '../return-of.ts';
import type { AnalysisOptions, ReportSeries } from '../task.ts';
import { describeBenchmark, type Benchmark } from './describe-benchmark.ts';
import { describeCosts } from './describe-costs.ts';
import { describeExposure } from './describe-exposure.ts';
import { describeFalls } from './describe-falls.ts';
import { followHoldings } from './follow-holdings.ts';
import { measureExcursions } from './measure-excursions.ts';
import { cutIntoPeriods, returnsAt, type PeriodCurve } from './period-curve.ts';
import { rollFigures } from './roll-figures.ts';
import { shapeOf } from './shape-of.ts';

/** Analyses a finished run. Pure: the same result and bars give the same analysis. */
export function analyseRun(runId: string, result: BacktestResult, data: readonly (ReportSeries | null)[], options: AnalysisOptions): RunAnalysis {
  const time = Float64Array.from(result.equity.time);
  const equity = Float64Array.from(result.equity.value);
  const series = data.map((one) => one?.bars ?? null);
  const known = series.filter((one) => one !== null);
  const hasBars = known.length > 0 && known.length === series.length;
  const holdings = hasBars ? followHoldings(result, known) : null;
  const benchmark = chooseBenchmark(result, data, options);
  const periods = cutIntoPeriods(time, equity);
  const { metrics, dialects } = analysePeriods(periods, benchmark);
  return {
    runId, hash: result.hash,
    period: periods.period, periods: periods.returns.length, periodsPerYear: periods.periodsPerYear, metrics, dialects,
    returns: shapeOf(periods.returns, [`${periods.period}'s return`, `returns of ${periods.period}s`]),
    trades: shapeOf(Float64Array.from(result.trades, returnOf), ['trade', 'trades']),
    rolling: rollFigures(periods, options.window, options.points),
    falls: describeFalls(time, equity, benchmark?.value ?? null),
    costs: describeCosts(result, series, holdings),
    exposure: holdings === null ? null : describeExposure(time, equity, holdings, options.points),
    excursions: hasBars ? measureExcursions(result, known) : null,
    benchmark: benchmark === null ? null : describeBenchmark(time, equity, benchmark, metrics, options.points),
  };
}

function chooseBenchmark(result: BacktestResult, data: readonly (ReportSeries | null)[], { benchmark }: AnalysisOptions): Benchmark | null {
  if (benchmark !== null) return { name: benchmark.name, key: benchmark.key, value: holdOther(result, benchmark) };
  const held = holdWhatWasTraded(result, data);
  const symbols = result.spec.data.map(({ symbol }) => symbol).join(', ');
  return held === null ? null : { name: `${symbols}, held,`, key: null, value: held };
}

/** The starting cash in another series from its first close in the run on. */
function holdOther({ equity, spec: { settings: { cash } } }: BacktestResult, { bars }: ReportSeries): Float64Array {
  const places = placesAt(equity.time, bars.time);
  const first = places.find((place) => place >= 0);
  return Float64Array.from(places, (place) => (place < 0 || first === undefined ? cash : (cash * bars.close[place]!) / bars.close[first]!));
}

function analysePeriods({ time, returns, ends, periodsPerYear }: PeriodCurve, benchmark: Benchmark | null): Pick<ReturnAnalysis, 'metrics' | 'dialects'> {
  if (returns.length === 0) return { metrics: {}, dialects: {} };
  return analyseReturns({ returns, benchmark: benchmark === null ? null : returnsAt(benchmark.value, ends), time, riskFree: 0, periodsPerYear });
}
