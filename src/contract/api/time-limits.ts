/** How long a call may take, in milliseconds, where not the usual time. Streams have no limit once they are open. */
const limitsMs: Readonly<Record<string, number>> = {
  'analysis.changePoints': 60_000,
  'analysis.fitRegimes': 60_000,
  'analysis.fitVolatility': 60_000,
  'analysis.testSeries': 60_000,
  'analysis.ruleRegimes': 30_000,
  'analysis.describe': 60_000,
  'analysis.metrics': 30_000,
  'analysis.significance': 60_000,
  'backtests.analyse': 60_000,
  'backtests.export': 120_000,
  'backtests.monteCarlo': 60_000,
  'backtests.stress': 120_000,
  'backtests.overlay': 60_000,
  'backtests.report': 60_000,
  'backtests.moment': 120_000,
  'backtests.compare': 60_000,
  'backtests.capsule': 120_000,
  'backtests.verify': 120_000,
  'backtests.verdict': 120_000,
  'backtests.checkLookAhead': 120_000,
  'backtests.crossValidate': 120_000,
  'data.adjust': 30_000,
  'data.align': 30_000,
  'data.factors': 30_000,
  'data.gaps': 30_000,
  'data.importChunk': 30_000,
  'data.importPreview': 600_000,
  'data.importCommit': 600_000,
  'data.resample': 30_000,
  'features.compute': 60_000,
  'indicators.compute': 30_000,
  'sweeps.estimate': 60_000,
  'sweeps.map': 30_000,
  'sweeps.results': 30_000,
  'sweeps.resume': 60_000,
  'sweeps.start': 60_000,
  'walkForwards.start': 30_000,
  'walkForwards.result': 30_000,
  'system.doctor': 60_000,
};

const usualLimitMs = 10_000;

/**
 * How long the procedure at a path may take, in milliseconds, before the application answers TIMEOUT. Clients wait a little longer,
 * so that they hear that answer, and give up by themselves where none comes.
 */
export const getTimeLimitMs = (path: readonly string[]): number => limitsMs[path.join('.')] ?? usualLimitMs;
