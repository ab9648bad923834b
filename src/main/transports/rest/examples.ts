import { engineVersion } from '../../api/index.ts';

/** A request and what came back, as the documentation shows them. */
export type Example = {
  readonly query?: Readonly<Record<string, unknown>>;
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly response: unknown;
};

const order = {
  orderId: 'ord-2f6k1c9d3m0a', clientOrderId: 'morning-1', venueOrderId: 'paper-o42', accountId: 'paper-1', brokerId: 'paper', instrumentId: 'SIM:ACME',
  side: 'buy', type: 'limit', timeInForce: 'day', quantity: '100', limitPrice: '41.25', stopPrice: null, status: 'working', filledQuantity: '0',
  averagePrice: null, commission: '0', pendingChange: null, reason: null, createdAtMs: 1_767_625_200_000, updatedAtMs: 1_767_625_200_012,
};

const run = {
  runId: 'run-7d1k0q2m4x5c', kind: 'backtest', hypothesis: '9c2e7b41d05a63f8e1b7c4920d6fa85337be1904cd2f8a6651e0b93d7c48fa12', title: 'sma-cross on FILE:GOOG 1d', status: 'queued', progress: 0,
  failure: null, resultHash: null, createdAtMs: 1_767_625_200_000, finishedAtMs: null,
};

const settings = {
  theme: 'dark', upDown: 'blue-orange', density: 'dense', timeDisplay: 'exchange', hotKeys: {}, tourDone: true, watchlists: [{ name: 'Mine', instrumentIds: ['SIM:ACME'] }],
};

const tape = {
  nowMs: 1_767_625_200_000, speed: 1, isPaused: false, isSimulated: true, minSpeed: 0.25, maxSpeed: 3_600, startedAtMs: 1_767_623_400_000, scenarios: [],
};

/** Examples of the main procedures; a test holds each against the contract. */
export const examples: Readonly<Record<string, Example>> = {
  'market.quote': {
    path: { instrumentId: 'SIM:ACME' },
    response: { instrumentId: 'SIM:ACME', timeMs: 1_767_625_200_000, bid: 41.24, ask: 41.26, bidSize: 900, askSize: 400, last: 41.25, lastSize: 100 },
  },
  'market.history': {
    query: { instrumentId: 'SIM:ACME', timeframe: '1m', limit: 2 },
    response: {
      instrumentId: 'SIM:ACME', timeframe: '1m', seq: 0, time: [1_767_625_080_000, 1_767_625_140_000], open: [41.2, 41.22], high: [41.24, 41.27],
      low: [41.18, 41.2], close: [41.22, 41.25], volume: [5_200, 4_100],
    },
  },
  'analysis.explain': {
    query: { dialect: 'quantstats', name: 'sharpe' },
    response: [
      {
        dialect: 'quantstats', name: 'sharpe', formula: 'mean(r − f) / s × √periods', inputs: ['returns', 'riskFree', 'periods'],
        convention: 'f = (1 + annual)^(1 / periods) − 1', source: 'quantstats.stats 0.0.81, default arguments',
      },
    ],
  },
  'analysis.metrics': {
    body: { returns: [0.01, -0.02, 0.015], benchmark: [0.005, -0.01, 0.01], time: [1_767_571_200_000, 1_767_657_600_000, 1_767_744_000_000], riskFree: 0.02 },
    response: {
      returns: 3, leftOut: 0, metrics: { totalReturn: 0.004646999999999846, sharpe: 1.3311166512794432, sortino: 2.1735536893071172, bestMonth: 0.004646999999999846 },
      dialects: { empyrical: { annual_return: 0.4761595646542174, alpha_beta: [-0.27623187038051533, 1.8076923076923077] } },
      falls: [{ depth: -0.020000000000000018, startIndex: 1, valleyIndex: 1, recoveryIndex: null, startMs: 1_767_657_600_000, valleyMs: 1_767_657_600_000, recoveryMs: null }],
      months: [{ year: 2026, months: [0.004646999999999846, null, null, null, null, null, null, null, null, null, null, null], total: 0.004646999999999846 }],
    },
  },
  'market.tickers': {
    query: { instrumentIds: ['SIM:ACME'] },
    response: [
      {
        instrumentId: 'SIM:ACME', timeMs: 1_767_625_200_000, bid: 41.24, ask: 41.26, bidSize: 900, askSize: 400, last: 41.25, lastSize: 100,
        previousClose: 40.8, open: 40.95, high: 41.4, low: 40.9, volume: 310_500, session: 'open', opensAtMs: null,
      },
    ],
  },
  'market.sparklines': {
    query: { instrumentIds: ['SIM:ACME'], points: 8 },
    response: [{ instrumentId: 'SIM:ACME', previousClose: 40.8, close: [40.97, 41.02, 41.1, 41.05, 41.2, 41.31, 41.28, 41.25] }],
  },
  'market.news': {
    query: { instrumentId: 'SIM:ACME', limit: 1 },
    response: [{ newsId: 'move-ACME-1767625260000', timeMs: 1_767_625_260_000, instrumentId: 'SIM:ACME', headline: 'Acme Robotics gains 3.8% after a large order' }],
  },
  'market.depth': {
    query: { instrumentId: 'SIM:ACME' },
    response: {
      instrumentId: 'SIM:ACME', timeMs: 1_767_625_200_000, bids: [{ price: 41.24, size: 900 }, { price: 41.23, size: 1_400 }],
      asks: [{ price: 41.26, size: 400 }, { price: 41.27, size: 1_100 }],
    },
  },
  'tape.status': { response: tape },
  'tape.setSpeed': { body: { speed: 60 }, response: { ...tape, speed: 60 } },
  'tape.step': { body: { by: 'minute' }, response: { ...tape, isPaused: true } },
  'tape.runScenario': {
    body: { kind: 'halt', instrumentId: 'SIM:ACME' },
    response: {
      ...tape,
      scenarios: [{ scenarioId: 'halt-1767625200000-1', kind: 'halt', instrumentId: 'SIM:ACME', startMs: 1_767_625_200_000, endMs: 1_767_625_500_000 }],
    },
  },
  'tape.timeline': {
    query: { instrumentId: 'SIM:ACME', fromMs: 1_767_623_400_000, toMs: 1_767_627_000_000, buckets: 16 },
    response: {
      fromMs: 1_767_623_400_000, toMs: 1_767_627_000_000, bucketMs: 300_000, volume: [91_400, 70_250, 64_100, 59_800, 61_050, 48_300, 0, 0, 0, 0, 0, 0],
      close: [41.2, 41.31, 41.27, 41.22, 41.3, 41.25, null, null, null, null, null, null], sessions: [{ openMs: 1_767_623_400_000, closeMs: 1_767_627_000_000 }],
    },
  },
  'indicators.compute': {
    body: { instrumentId: 'FILE:GOOG', timeframe: '1d', name: 'sma', params: { timePeriod: 2 }, limit: 3 },
    response: { name: 'sma', params: { timePeriod: 2 }, bars: 3, warmup: 1, time: [1_092_873_600_000, 1_092_960_000_000, 1_093_219_200_000], outputs: { real: [null, 104.33, 108.77] } },
  },
  'backtests.report': {
    path: { runId: run.runId }, query: { points: 200, tradesLimit: 1 },
    response: {
      runId: run.runId, hash: '5b1d0c94e7a2', series: { instrumentId: 'FILE:GOOG', timeframe: '1d' },
      spec: {
        strategy: 'sma-cross', params: { fast: 10, slow: 20 }, engineVersion,
        settings: {
          profile: 'tapedeck', cash: 10_000, commissionRate: 0.002, commissionFixed: 0, spreadRate: 0, slippageRate: 0, margin: 1, fill: 'next-open', intrabar: 'pessimistic',
          exclusive: true, hedging: false, closeAtEnd: false, size: { kind: 'all' }, fractional: false, seed: 1,
        },
        data: [{ symbol: 'GOOG', bars: 3, fromMs: 1_092_873_600_000, toMs: 1_093_219_200_000, fingerprint: '56a86e69' }],
      },
      metrics: [{ name: 'totalReturn', title: 'Growth in all', unit: 'share', value: 0.05, hint: 'How much more there is at the end than at the start, after costs.' }],
      dialects: { 'backtesting.py': { 'Return [%]': 5 } },
      curve: {
        bars: 3, time: [1_092_873_600_000, 1_092_960_000_000, 1_093_219_200_000], equity: [10_000, 9_900, 10_500], drawdown: [0, -0.01, 0], benchmark: [10_000, 9_950, 10_200],
      },
      worstDrawdown: { depth: -0.01, fromMs: 1_092_873_600_000, bottomMs: 1_092_960_000_000, toMs: 1_093_219_200_000 },
      years: [{ year: 2004, months: [null, null, null, null, null, null, null, 0.05, null, null, null, null], total: 0.05 }],
      trades: { total: 0, from: 0, rows: [], won: 0, lost: 0, pnl: 0, commission: 0 },
    },
  },
  'data.importBegin': { body: { name: 'GOOG.csv', size: 153_604 }, response: { uploadId: '3f0c5a1e-8d27-4b6a-9c14-72e5d0b8a961' } },
  'data.importPreview': {
    path: { uploadId: '3f0c5a1e-8d27-4b6a-9c14-72e5d0b8a961' },
    body: { symbol: 'GOOG', options: { timezone: 'America/New_York' } },
    response: {
      layout: { separator: ',', price: 'trade', isAdjusted: false, hasSides: false, hasAdjusted: false },
      columns: [
        { name: 'Date', role: 'time' }, { name: 'Open', role: 'open' }, { name: 'High', role: 'high' }, { name: 'Low', role: 'low' },
        { name: 'Close', role: 'close' }, { name: 'Volume', role: 'volume' },
      ],
      rows: [['2004-08-19', '100', '104.06', '95.96', '100.34', '22351900']], rowLines: [2], faultRows: [], rowCount: 2_148,
      fromMs: 1_092_873_600_000, toMs: 1_362_096_000_000, guessedTimeframe: '1d', timeframe: '1d', rolledUpReplaced: 0, faults: [], warnings: [], warningCount: 0,
    },
  },
  'data.importCommit': {
    path: { uploadId: '3f0c5a1e-8d27-4b6a-9c14-72e5d0b8a961' },
    body: { symbol: 'GOOG', timeframe: '1d' },
    response: {
      instrumentId: 'FILE:GOOG', timeframe: '1d', rows: 2_148, added: 2_148, replaced: 0, unchanged: 0, rolledUpReplaced: 0, fromMs: 1_092_873_600_000, toMs: 1_362_096_000_000,
      fileHash: '5b1f0f6d3d5b4d0f9c6b0c7a7a0f7b1b2f3c4d5e6f708192a3b4c5d6e7f80910', warnings: [], warningCount: 0,
    },
  },
  'backtests.start': {
    body: { series: [{ instrumentId: 'FILE:GOOG', timeframe: '1d' }], strategy: 'sma-cross', params: { fast: 10, slow: 20 }, settings: { commissionRate: 0.002 } },
    response: run,
  },
  'backtests.get': { path: { runId: run.runId }, response: { ...run, status: 'running', progress: 0.4 } },
  'orders.place': {
    body: { clientOrderId: 'morning-1', instrumentId: 'SIM:ACME', side: 'buy', type: 'limit', quantity: '100', limitPrice: '41.25' },
    response: order,
  },
  'orders.preview': {
    body: { instrumentId: 'SIM:ACME', side: 'buy', type: 'limit', quantity: '100', limitPrice: '41.25' },
    response: {
      refusal: null, sentence: null,
      estimate: {
        price: 41.25, value: '4125', commission: '0', buyingPowerBefore: '100000', buyingPowerAfter: '95875', positionBefore: '0', positionAfter: '100',
        weightBefore: 0, weightAfter: 0.04125,
      },
      notes: ['Price 0.12 % below market, no collar on that side', 'Needs 4,125.00 of 100,000.00 USD buying power'],
    },
  },
  'orders.cancel': { path: { orderId: order.orderId }, response: { ...order, pendingChange: 'cancel' } },
  'orders.list': { query: { openOnly: true, limit: 10 }, response: [order] },
  'portfolio.positions': {
    response: [
      {
        accountId: 'paper-1', instrumentId: 'SIM:ACME', currency: 'USD', quantity: '100', averagePrice: '41.25', realisedPnl: '-1', markPrice: 41.3,
        marketValue: 4_130, unrealisedPnl: 5,
      },
    ],
  },
  'portfolio.accounts': {
    response: [
      { accountId: 'paper-1', brokerId: 'paper', mode: 'paper', baseCurrency: 'USD', balances: [{ currency: 'USD', cash: '95874' }], equity: 100_004, buyingPower: '95874' },
    ],
  },
  'risk.kill': { body: { reason: 'end of the day' }, response: { isHalted: true, reason: 'end of the day' } },
  'settings.get': { response: { version: 3, settings } },
  'settings.patch': { body: { version: 3, changes: { theme: 'light' } }, response: { version: 4, settings: { ...settings, theme: 'light' } } },
  'layouts.save': { path: { name: 'desk' }, body: { version: 0, layout: '{"panels":[]}' }, response: { name: 'desk', version: 1, layout: '{"panels":[]}' } },
  'system.info': {
    response: { name: 'Tapedeck', version: '0.1.0', engineVersion, host: 'node', mode: 'paper', startedAtMs: 1_767_625_200_000 },
  },
};
