import { traverseContractProcedures } from '@orpc/server';
import type { z } from 'zod';
import { contract } from '../../src/contract/api/index.ts';

export type ContractCall = {
  /** `orders.place`. */
  readonly name: string;
  readonly path: readonly string[];
  readonly method: string;
  readonly route: string;
  readonly input: z.ZodType;
  readonly isStream: boolean;
};

/** Every procedure of the contract. */
export function listCalls(): ContractCall[] {
  const calls: ContractCall[] = [];
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure, path }) => {
    const { route, inputSchema, outputSchema } = procedure['~orpc'];
    calls.push({
      name: path.join('.'), path, method: route.method ?? '', route: route.path ?? '', input: inputSchema as z.ZodType,
      isStream: outputSchema !== undefined && !('_zod' in outputSchema),
    });
  });
  return calls;
}

/** An input of each procedure that its schema accepts. */
export const validInputs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'market.instruments': { search: 'acme' },
  'market.quote': { instrumentId: 'SIM:ACME' },
  'market.history': { instrumentId: 'SIM:ACME', timeframe: '1m', limit: 10 },
  'market.watch': { instrumentIds: ['SIM:ACME'] },
  'market.tickers': { instrumentIds: ['SIM:ACME'] },
  'market.watchTickers': { instrumentIds: ['SIM:ACME'] },
  'market.sparklines': { instrumentIds: ['SIM:ACME'], points: 20 },
  'market.watchBars': { instrumentId: 'SIM:ACME', timeframe: '1m' },
  'market.news': { instrumentId: 'SIM:ACME', fromMs: 1_767_621_600_000, toMs: 1_767_625_200_000, limit: 5 },
  'market.depth': { instrumentId: 'SIM:ACME' },
  'market.watchDepth': { instrumentId: 'SIM:ACME' },
  'market.watchTrades': { instrumentId: 'SIM:ACME' },
  'tape.status': {},
  'tape.watch': {},
  'tape.play': {},
  'tape.pause': {},
  'tape.setSpeed': { speed: 60 },
  'tape.step': { by: 'minute' },
  'tape.runScenario': { kind: 'gap', instrumentId: 'SIM:ACME' },
  'tape.timeline': { instrumentId: 'SIM:ACME', fromMs: 1_767_621_600_000, toMs: 1_767_625_200_000, buckets: 60 },
  'data.importBegin': { name: 'a.csv', size: 10 },
  'data.importChunk': { uploadId: 'upl-1', offset: 0, data: 'YmFycw==' },
  'data.importPreview': { uploadId: 'upl-1', options: { price: 'mid' } },
  'data.importCommit': { uploadId: 'upl-1', symbol: 'GOOG', timeframe: '1d' },
  'data.importDiscard': { uploadId: 'upl-1' },
  'data.series': {},
  'data.remove': { instrumentId: 'FILE:GOOG', timeframe: '1d' },
  'data.calendars': {},
  'data.gaps': { instrumentId: 'SIM:ACME', timeframe: '1m', calendar: 'us-equity', only: 'open' },
  'data.resample': { instrumentId: 'SIM:ACME', timeframe: '1m', to: '15m' },
  'data.adjust': { instrumentId: 'FILE:GOOG', timeframe: '1d', factors: [{ date: '2014-03-27', priceFactor: 1, splitFactor: 0.5 }], to: 'split' },
  'data.factors': { instrumentId: 'FILE:GOOG', timeframe: '1d', actions: [{ date: '2014-03-27', type: 'split', value: 2 }, { date: '2014-06-05', type: 'dividend', value: 0.47 }] },
  'data.align': { series: [{ instrumentId: 'SIM:ACME', timeframe: '1d' }], join: 'outer', fill: 'previous' },
  'indicators.list': {},
  'indicators.compute': { instrumentId: 'SIM:ACME', timeframe: '1m', name: 'sma', params: { timePeriod: 3 }, columns: [{ name: 'macd', params: { fastPeriod: 5 }, columns: ['open'], output: 'signal' }] },
  'indicators.watch': { instrumentId: 'SIM:ACME', timeframe: '1m', name: 'sma', params: { timePeriod: 3 }, columns: [{ name: 'macd', params: { fastPeriod: 5 }, columns: ['open'], output: 'signal' }] },
  'features.list': {},
  'features.compute': { instrumentId: 'SIM:ACME', timeframe: '1m', names: ['return_5'], peers: ['SIM:ACME'], joins: [{ name: 'rates', knownAtMs: [1_700_000_000_000], value: [5.25] }], limit: 10 },
  'analysis.metrics': { returns: [0.01, null, -0.02], benchmark: [0.005, 0.01, -0.01], riskFree: 0.02 },
  'analysis.significance': { candidates: [{ name: 'slow', returns: [0.01, null, -0.02, 0.03] }, { name: 'fast', returns: [0.02, 0.01, -0.01, 0.01] }], benchmark: [0.01, 0, 0, 0], positions: [1, -1, 0, 1], trials: 20, samples: 10 },
  'analysis.explain': { dialect: 'tapedeck', name: 'sharpe' },
  'analysis.describe': { instrumentId: 'SIM:ACME', timeframe: '1d', bars: 500 },
  'analysis.watchDescription': { runId: 'run-1' },
  'analysis.fitVolatility': { instrumentId: 'SIM:ACME', timeframe: '1d', model: 'gjr', dist: 't', horizon: 5 },
  'analysis.testSeries': { series: [{ name: 'spread', values: [1, 2, null, 1.5] }], trend: 'none', lags: 1 },
  'analysis.fitRegimes': { instrumentId: 'SIM:ACME', timeframe: '1d', states: 3, seed: 2, fittedReturns: 500 },
  'analysis.watchRegimeFit': { instrumentId: 'SIM:ACME', timeframe: '1d' },
  'analysis.ruleRegimes': { instrumentId: 'SIM:ACME', timeframe: '1d', trendBars: 20 },
  'analysis.changePoints': { instrumentId: 'SIM:ACME', timeframe: '1d', kind: 'variance' },
  'strategies.list': {},
  'strategies.get': { name: 'sma-cross' },
  'strategies.save': { file: 'mine.ts', source: '' },
  'strategies.check': { file: 'mine.ts', source: '' },
  'strategies.explain': { rules: 'Strategy "x".\nWhen nothing is held, buy.' },
  'strategies.remove': { name: 'mine' },
  'backtests.start': { series: [{ instrumentId: 'FILE:GOOG', timeframe: '1d' }], strategy: 'sma-cross' },
  'backtests.get': { runId: 'run-1' },
  'backtests.result': { runId: 'run-1' },
  'backtests.report': { runId: 'run-1', points: 500, tradesLimit: 10 },
  'backtests.monteCarlo': { runId: 'run-1', method: 'bootstrap', paths: 200 },
  'backtests.stress': { runId: 'run-1', costFactors: [2], delays: [1], paths: 5 },
  'backtests.verdict': { runId: 'run-1' },
  'backtests.trials': { runId: 'run-1' },
  'backtests.checkLookAhead': { runId: 'run-1', probes: 5 },
  'backtests.hypotheses': { limit: 10 },
  'backtests.moment': { runId: 'run-1', index: 3 },
  'backtests.compare': { runId: 'run-1', otherRunId: 'run-2', onlyDifferent: true },
  'backtests.capsule': { runId: 'run-1', offset: 0 },
  'backtests.verify': { uploadId: 'upl-1' },
  'backtests.list': { limit: 10 },
  'backtests.cancel': { runId: 'run-1' },
  'backtests.watch': { runId: 'run-1' },
  'sweeps.start': { series: [{ instrumentId: 'FILE:GOOG', timeframe: '1d' }], strategy: 'sma-cross', space: { fast: [5, 10], slow: { from: 20, to: 50, step: 10 } }, where: 'fast<slow' },
  'sweeps.estimate': { series: [{ instrumentId: 'FILE:GOOG', timeframe: '1d' }], strategy: 'sma-cross', space: { fast: [5, 10], slow: [20, 50] } },
  'sweeps.map': { sweepId: 'swp-1', x: 'fast', y: 'slow', fixed: 'period=14' },
  'sweeps.trial': { sweepId: 'swp-1', trial: 3 },
  'sweeps.spec': { sweepId: 'swp-1' },
  'sweeps.get': { sweepId: 'swp-1' },
  'sweeps.results': { sweepId: 'swp-1', order: 'grid', limit: 10 },
  'sweeps.list': { limit: 10 },
  'sweeps.cancel': { sweepId: 'swp-1' },
  'sweeps.pause': { sweepId: 'swp-1' },
  'sweeps.resume': { sweepId: 'swp-1' },
  'sweeps.watch': { sweepId: 'swp-1' },
  'walkForwards.start': { series: { instrumentId: 'FILE:GOOG', timeframe: '1d' }, strategy: 'sma-cross', space: { fast: [5, 10], slow: [20, 50] }, train: 504, test: 126 },
  'walkForwards.get': { runId: 'run-1' },
  'walkForwards.result': { runId: 'run-1' },
  'walkForwards.list': { limit: 10 },
  'walkForwards.cancel': { runId: 'run-1' },
  'walkForwards.watch': { runId: 'run-1' },
  'orders.place': { clientOrderId: 'c-1', instrumentId: 'SIM:ACME', side: 'buy', type: 'limit', quantity: '100', limitPrice: '41.25' },
  'orders.preview': { instrumentId: 'SIM:ACME', side: 'buy', type: 'limit', quantity: '100', limitPrice: '41.25' },
  'orders.cancel': { orderId: 'ord-1' },
  'orders.replace': { orderId: 'ord-1', changes: { quantity: '50' } },
  'orders.get': { orderId: 'ord-1' },
  'orders.list': { openOnly: true, limit: 10 },
  'orders.fills': { limit: 10 },
  'orders.watch': { afterSeq: 0 },
  'portfolio.positions': {},
  'portfolio.accounts': {},
  'portfolio.watch': {},
  'risk.status': {},
  'risk.kill': { reason: 'test' },
  'risk.resume': {},
  'settings.get': {},
  'settings.patch': { version: 0, changes: { theme: 'light', hotKeys: { 'palette.open': 'Ctrl+K' }, watchlists: [{ name: 'Mine', instrumentIds: ['SIM:ACME'] }] } },
  'settings.watch': {},
  'layouts.list': {},
  'layouts.get': { name: 'desk' },
  'layouts.save': { name: 'desk', version: 1, layout: '{"panels":[]}' },
  'system.info': {},
  'system.health': {},
  'system.watchHealth': {},
  'system.doctor': {},
};
