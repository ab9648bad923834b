import type { BarPage, SeriesKey } from '../../src/contract/model/bar.ts';
import type { Book } from '../../src/contract/model/book.ts';
import { instrumentId, type Instrument, type InstrumentId } from '../../src/contract/model/instrument.ts';
import type { ClientOrderId, Order, OrderId, OrderRequest } from '../../src/contract/model/order.ts';
import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import type { PaperSession } from '../../src/contract/model/paper-session.ts';
import type { Quote } from '../../src/contract/model/quote.ts';
import type { Run } from '../../src/contract/model/run.ts';
import type { Sweep } from '../../src/contract/model/sweep.ts';
import type { Ticker } from '../../src/contract/model/ticker.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import type { ScenarioKind, TapeStatus } from '../../src/contract/model/tape.ts';
import type { TradingUpdate } from '../../src/contract/model/trading-update.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import type { Hypothesis } from '../../src/contract/model/verdict.ts';
import { createManualClock } from '../../src/main/adapters/clock/index.ts';
import { createMemoryDocumentStore } from '../../src/main/adapters/store/index.ts';
import type { Core } from '../../src/main/core/index.ts';
import { AppError, LogStream, refused, silentLog, StateMailbox } from '../../src/main/core/kernel/index.ts';
import { createLayouts, createSettings } from '../../src/main/core/settings/index.ts';
import type { TimelineRequest } from '../../src/main/core/tape/index.ts';
import { engineVersion } from '../../src/quant/engine/version.ts';
import { QuantError } from '../../src/quant/error.ts';
import { fakeReplays } from './fake-replays.ts';

/** Instruments whose orders go wrong, each in its way. */
export const troubles = {
  broken: instrumentId('SIM:BROKEN'), silent: instrumentId('SIM:SILENT'), badAnswer: instrumentId('SIM:BADANSWER'), badNumbers: instrumentId('SIM:BADNUMBERS'),
};
export const acme = instrumentId('SIM:ACME');
/** What an unforeseen error says; nothing of it may reach a caller. */
export const secret = '/home/somebody/secret.db';

export type FakeCore = {
  readonly core: Core;
  pushQuote(quote: Partial<Quote>): void;
  pushUpdate(value: TradingUpdate): number;
  /** A new life of the log: what was before can no longer be read. */
  forgetLog(): void;
  /** State streams open now. */
  readonly watchers: number;
  /** Everything that a call can change, to compare. */
  fingerprint(): string;
};

const at = epochMs(1_767_625_200_000);

export const quoteOf = (id: InstrumentId, last: number): Quote => ({
  instrumentId: id, timeMs: at, bid: last - 0.01, ask: last + 0.01, bidSize: 100, askSize: 100, last, lastSize: 10,
});

const instrumentOf = (id: InstrumentId): Instrument => ({
  id, symbol: id.split(':')[1] as string, venue: 'SIM', name: id, assetClass: 'equity', sector: null, currency: 'USD', tickSize: decimalText('0.01'),
  lotSize: decimalText('1'), minQuantity: decimalText('1'), isTradable: true, calendar: 'always',
});

const tickerOf = (id: InstrumentId): Ticker =>
  ({ ...quoteOf(id, 41), previousClose: 40, open: 40.5, high: 41.5, low: 40.25, volume: 1_000, session: 'open', opensAtMs: null });

const bookOf = (id: InstrumentId): Book => ({ instrumentId: id, timeMs: at, bids: [{ price: 40.99, size: 100 }], asks: [{ price: 41.01, size: 100 }] });

const run: Run = {
  runId: 'run-1', kind: 'backtest', hypothesis: 'h', title: 't', status: 'running', progress: 0.5, failure: null, resultHash: null, createdAtMs: at, finishedAtMs: null,
};

const hypothesis: Hypothesis = {
  hypothesis: 'h', strategy: 'sma-cross', symbols: ['GOOG'], trials: 3, bestSharpe: 1, meanSharpe: 0.5, sharpeDeviation: 0.5, firstAtMs: at, lastAtMs: at,
};

const sweep: Sweep = {
  sweepId: 'swp-1', hypothesis: 'h', title: 't', status: 'running', trials: 8, done: 4, eventTrials: 0, failedTrials: 0, firstFailure: null, progress: 0.5, best: null,
  failure: null, createdAtMs: at, finishedAtMs: null,
};

const paperSession: PaperSession = {
  sessionId: 'ppr-1', name: 'sma-cross on ACME', status: 'running', progress: 1, reason: null, strategy: 'sma-cross', params: { fast: 5, slow: 20 }, file: null, settings: backtestSettingsSchema.parse({}),
  series: [{ instrumentId: acme, timeframe: timeframe('1m') }], symbols: ['ACME'], engineVersion, createdAtMs: at, endedAtMs: null, tradesFromMs: at, lookAhead: null, promotedFrom: null,
  bars: { warmup: 500, live: 2, caughtUp: 0 }, lastBarMs: at, journal: { entries: 0, hash: 'h' }, account: null, latest: [],
};

function getPaperSession(sessionId: string): PaperSession {
  if (sessionId !== paperSession.sessionId) throw new AppError('NOT_FOUND', `There is no session ${sessionId} on paper.`, { sessionId });
  return paperSession;
}

/** A stream of one item that stays open. */
async function* onceThenWait<T>(item: T, signal: AbortSignal): AsyncGenerator<T, void, void> {
  yield item;
  if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** A core whose streams and failures the test controls. */
export function createFakeCore(logCapacity = 100_000): FakeCore {
  const orders = new Map<string, Order>();
  const quotes = new Map<InstrumentId, Quote>([[acme, quoteOf(acme, 41)]]);
  const mailboxes = new Set<{ readonly ids: readonly InstrumentId[]; readonly box: StateMailbox<InstrumentId, Quote> }>();
  let log = new LogStream<TradingUpdate>(logCapacity);
  let uploads = 0;
  let removed = 0;
  let halted: string | null = null;
  let tape: TapeStatus = { nowMs: at, speed: 1, isPaused: false, isSimulated: true, minSpeed: 0.25, maxSpeed: 3_600, startedAtMs: at, scenarios: [] };
  const documents = { store: createMemoryDocumentStore(), clock: createManualClock(at), log: silentLog };
  const settings = createSettings(documents);
  const layouts = createLayouts(documents);
  layouts.save({ name: 'desk', version: 0, layout: '{}' });

  const order = (request: OrderRequest, orderId: string): Order => ({
    orderId: orderId as OrderId, clientOrderId: request.clientOrderId ?? (orderId as string as ClientOrderId), venueOrderId: null, accountId: 'paper' as Order['accountId'],
    brokerId: 'paper', instrumentId: request.instrumentId, side: request.side, type: request.type, timeInForce: request.timeInForce, quantity: request.quantity,
    limitPrice: request.limitPrice ?? null, stopPrice: request.stopPrice ?? null, status: 'working', filledQuantity: decimalText('0'), averagePrice: null,
    commission: decimalText('0'), pendingChange: null, reason: null, createdAtMs: at, updatedAtMs: at,
  });

  const getOrder = (id: string): Order => {
    const found = orders.get(id);
    if (found === undefined) throw new AppError('NOT_FOUND', `There is no order ${id}.`, { orderId: id });
    return found;
  };
  const getRun = (runId: string): Run => {
    if (runId !== run.runId) throw new AppError('NOT_FOUND', `There is no run ${runId}.`, { runId });
    return run;
  };
  const getSweep = (sweepId: string): Sweep => {
    if (sweepId !== sweep.sweepId) throw new AppError('NOT_FOUND', `There is no sweep ${sweepId}.`, { sweepId });
    return sweep;
  };
  const unsupported = (): never => {
    throw new AppError('NOT_FOUND', 'The fake core has none of these.');
  };

  async function place(request: OrderRequest): Promise<Order> {
    if (request.instrumentId === troubles.broken) throw new Error(`cannot open ${secret}`);
    if (request.instrumentId === troubles.badNumbers) throw new QuantError('RANGE', 'period must be from 2 to 200.');
    if (request.instrumentId === troubles.silent) return new Promise(() => {});
    if (request.instrumentId === troubles.badAnswer) return { ...order(request, 'ord-x'), createdAtMs: secret as unknown as Order['createdAtMs'] };
    if (Number(request.quantity) <= 0) throw refused({ code: 'QUANTITY_NOT_POSITIVE', quantity: request.quantity });
    const known = [...orders.values()].find((one) => one.clientOrderId === request.clientOrderId);
    if (known !== undefined) return known;
    const placed = order(request, `ord-${orders.size + 1}`);
    orders.set(placed.orderId, placed);
    log.push({ kind: 'order', order: placed });
    return placed;
  }

  const core = {
    market: {
      instruments: () => [instrumentOf(acme)],
      instrument: (id: InstrumentId) => (quotes.has(id) ? instrumentOf(id) : null),
      nearest: () => null,
      quote: (id: InstrumentId) => quotes.get(id) ?? null,
      async history({ instrumentId: id, timeframe }: SeriesKey, { limit }: { limit: number }): Promise<BarPage> {
        if (!quotes.has(id)) throw new AppError('NOT_FOUND', `There is no instrument ${id}.`);
        const column = Array.from({ length: Math.min(limit, 1_000) }, (_, i) => i);
        return { instrumentId: id, timeframe, seq: 1, time: column, open: column, high: column, low: column, close: column, volume: column };
      },
      tickers: async (ids: readonly InstrumentId[]) => ids.map(tickerOf),
      watchTickers: (ids: readonly InstrumentId[], signal: AbortSignal) => onceThenWait(ids.map(tickerOf), signal),
      sparklines: async (ids: readonly InstrumentId[]) => ids.map((id) => ({ instrumentId: id, previousClose: 40, close: [40.5, 41] })),
      news: async ({ instrumentId }: { readonly instrumentId: InstrumentId | null }) => [{ newsId: 'n-1', timeMs: at, instrumentId, headline: 'Acme Robotics gains 3.8%' }],
      watchBars: (_key: SeriesKey, signal: AbortSignal) => onceThenWait([{ time: at, open: 41, high: 42, low: 40, close: 41.5, volume: 10, isForming: true }], signal),
      depth: bookOf,
      watchDepth: (id: InstrumentId, signal: AbortSignal) => onceThenWait(bookOf(id), signal),
      watchTrades: (_id: InstrumentId, signal: AbortSignal) => onceThenWait([{ seq: 1, timeMs: at, price: 41, size: 5, aggressor: 'buy' }], signal),
      async *watch(ids: readonly InstrumentId[], signal: AbortSignal) {
        const entry = { ids, box: new StateMailbox<InstrumentId, Quote>() };
        mailboxes.add(entry);
        for (const id of ids) {
          const quote = quotes.get(id);
          if (quote !== undefined) entry.box.put(id, quote);
        }
        try {
          yield* entry.box.batches(signal);
        } finally {
          mailboxes.delete(entry);
        }
      },
    },
    tape: {
      status: () => tape,
      async *watch() {
        yield tape;
      },
      play: () => (tape = { ...tape, isPaused: false }),
      pause: async () => (tape = { ...tape, isPaused: true }),
      setSpeed: (speed: number) => (tape = { ...tape, speed }),
      step: async () => (tape = { ...tape, isPaused: true, nowMs: epochMs(tape.nowMs + 1_000) }),
      runScenario(kind: ScenarioKind, instrumentId: InstrumentId | null) {
        const scenario = { scenarioId: `${kind}-1`, kind, instrumentId, startMs: tape.nowMs, endMs: epochMs(tape.nowMs + 60_000) };
        tape = { ...tape, scenarios: [scenario] };
        return tape;
      },
      timeline: async ({ fromMs, toMs }: TimelineRequest) => ({ fromMs, toMs, bucketMs: 60_000, volume: [0], close: [null], sessions: [] }),
    },
    data: {
      importBegin: async () => ({ uploadId: `upl-${++uploads}` }),
      importChunk: async (_id: string, offset: number, chunk: Uint8Array) => ({ received: offset + chunk.length }),
      importPreview: async () => unsupported(),
      importCommit: async () => unsupported(),
      importDiscard: async () => {},
      series: async () => [],
      remove: async () => void (removed += 1),
    },
    seriesTools: {
      calendars: () => [{ name: 'always', title: 'never closes', timezone: null }],
      findGaps: async () => unsupported(),
      resample: async () => unsupported(),
      adjust: async () => unsupported(),
      makeFactors: async () => unsupported(),
      align: async () => unsupported(),
    },
    analysis: {
      indicators: () => [],
      computeSeriesIndicator: async () => unsupported(),
      watchIndicator: (_key: SeriesKey, _request: unknown, signal: AbortSignal) => onceThenWait([{ time: at, isForming: true, outputs: { real: 41.5 } }], signal),
    },
    features: {
      list: () => [],
      computeSeries: async () => unsupported(),
    },
    returns: {
      analyse: async () => unsupported(),
      assess: async () => unsupported(),
      explain: () => [],
    },
    descriptions: {
      describe: async () => unsupported(),
      async *watch() {
        yield { share: 0.5, description: null };
      },
    },
    econometrics: {
      fitVolatility: async () => unsupported(),
      testSeries: async () => unsupported(),
    },
    regimes: {
      fit: async () => unsupported(),
      async *watchFit() {
        yield { share: 0.5, fit: null };
      },
      judge: async () => unsupported(),
      findChanges: async () => unsupported(),
    },
    strategies: {
      list: async () => [],
      get: async () => unsupported(),
      save: async () => unsupported(),
      check: async () => unsupported(),
      explain: () => unsupported(),
      remove: async () => unsupported(),
    },
    backtests: {
      start: async () => run,
      get: async (runId: string) => getRun(runId),
      result: async () => unsupported(),
      resultPage: async () => unsupported(),
      report: async () => unsupported(),
      list: async () => [run],
      cancel: async (runId: string) => getRun(runId),
      async *watch(runId: string) {
        yield getRun(runId);
        yield { ...run, status: 'done', progress: 1 };
      },
    },
    crossValidations: { run: async () => unsupported() },
    honesty: {
      verdict: async () => unsupported(),
      known: async () => null,
      trials: async (runId: string) => ({ ...hypothesis, runs: [{ runId: getRun(runId).runId, kind: 'backtest' as const, title: 't', createdAtMs: at, trials: 1 }] }),
      checkLookAhead: async () => unsupported(),
      hypotheses: async () => [hypothesis],
    },
    capsules: {
      exportPiece: async (runId: string) => ({ runId: getRun(runId).runId, name: 'a.capsule.json', size: 2, offset: 0, data: new Uint8Array([123, 125]) }),
      exportWhole: async () => unsupported(),
      verify: async () => unsupported(),
      verifyUpload: async () => unsupported(),
    },
    microscope: {
      moment: async () => unsupported(),
      compare: async () => unsupported(),
    },
    runReports: {
      analyse: async () => unsupported(),
      explain: () => [],
      export: async () => unsupported(),
      overlay: async () => unsupported(),
      annotate: async (runId: string) => getRun(runId),
    },
    robustness: {
      monteCarlo: async () => unsupported(),
      stress: async () => unsupported(),
    },
    sweeps: {
      start: async () => sweep,
      estimate: async () => ({ trials: 4, combinations: 4, allowed: 4, eventPath: null, seconds: 0.1, needsConfirm: false, series: [{ symbol: 'GOOG', bars: 2_148, fromMs: at, toMs: at }] }),
      map: async (sweepId: string) => ({
        sweepId: getSweep(sweepId).sweepId, status: 'running', metric: 'sharpe', x: { name: 'fast', values: [5, 10], isBinned: false }, y: { name: 'slow', values: [20], isBinned: false },
        values: [1.5, null], trials: [1, 0], best: [0, null], around: null,
      }),
      matrix: async (sweepId: string) => ({
        sweepId: getSweep(sweepId).sweepId, status: 'running', metric: 'sharpe', strategies: ['sma-cross'], series: [{ symbol: 'GOOG', bars: 2_148 }], best: [1.5], bestTrial: [0], median: [0.5], trials: [4],
      }),
      trial: async (sweepId: string, trial: number) => ({ trial, series: 0, symbol: getSweep(sweepId).title, params: { fast: 5 }, return: 0.1, maxDrawdown: -0.1, sharpe: 1, trades: 3 }),
      spec: async (sweepId: string) => (getSweep(sweepId), unsupported()),
      get: async (sweepId: string) => getSweep(sweepId),
      results: async (sweepId: string) => ({ sweepId: getSweep(sweepId).sweepId, status: 'running', trials: 4, results: [] }),
      list: async () => [sweep],
      cancel: async (sweepId: string) => getSweep(sweepId),
      pause: async (sweepId: string) => getSweep(sweepId),
      resume: async (sweepId: string) => getSweep(sweepId),
      async *watch(sweepId: string) {
        yield getSweep(sweepId);
        yield { ...sweep, status: 'done', progress: 1 };
      },
    },
    paperSessions: {
      promote: async () => paperSession,
      list: () => [paperSession],
      get: getPaperSession,
      report: async (sessionId: string) => ({
        session: getPaperSession(sessionId), equity: { time: [at], value: [10_000] }, openOrders: [], trades: [], caughtUp: [], sentence: 'All 2 bars since the session began came live.',
        figures: { profit: 0, return: 0, maxDrawdown: 0, trades: 0, wins: 0, winShare: null, profitFactor: null, averageTrade: null, fees: 0 },
      }),
      journal: async (sessionId: string) => ({ total: getPaperSession(sessionId).journal.entries, hash: 'h', from: 0, entries: [] }),
      stop: async (sessionId: string) => getPaperSession(sessionId),
      resume: async (sessionId: string) => getPaperSession(sessionId),
      remove: async (sessionId: string) => void getPaperSession(sessionId),
      compare: async (sessionId: string) => (getPaperSession(sessionId), unsupported()),
      async *watch() {
        yield [paperSession];
      },
    },
    walkForwards: {
      start: async () => run,
      get: async (runId: string) => getRun(runId),
      result: async () => unsupported(),
      export: async () => unsupported(),
      list: async () => [run],
      cancel: async (runId: string) => getRun(runId),
      async *watch(runId: string) {
        yield getRun(runId);
        yield { ...run, status: 'done', progress: 1 };
      },
    },
    replays: fakeReplays(at),
    trading: {
      place,
      preview: () => ({ refusal: null, sentence: null, estimate: null, notes: ['Price at market, collar 10 %'] }),
      cancel: async (id: string) => getOrder(id),
      replace: async (id: string) => getOrder(id),
      get: getOrder,
      list: () => [...orders.values()].reverse(),
      fills: () => [],
      positions: () => [],
      accounts: () => [],
      halt: async (reason: string) => ({ isHalted: true, reason: (halted = reason) }),
      resume: () => ({ isHalted: false, reason: (halted = null) }),
      riskStatus: () => ({ isHalted: halted !== null, reason: halted }),
      get stream() {
        return log;
      },
    },
    portfolio: {
      async *watch() {
        yield { timeMs: at, accounts: [], positions: [] };
      },
    },
    settings,
    layouts,
    system: {
      info: () => ({ name: 'Tapedeck', version: '0', engineVersion, host: 'node', mode: 'paper', startedAtMs: at }),
      health: () => ({ status: 'ready', marketTimeMs: at, parts: [] }),
      async *watchHealth(signal: AbortSignal) {
        yield* onceThenWait(core.system.health(), signal);
      },
      doctor: async () => ({ ok: true, checks: [] }),
    },
  } as unknown as Core;

  return {
    core,
    pushQuote(change) {
      const id = change.instrumentId ?? acme;
      const quote = { ...(quotes.get(id) ?? quoteOf(id, 41)), ...change };
      quotes.set(id, quote);
      for (const { ids, box } of mailboxes) if (ids.includes(id)) box.put(id, quote);
    },
    pushUpdate: (value) => log.push(value),
    forgetLog() {
      log = new LogStream<TradingUpdate>(logCapacity, 1_000_000);
    },
    get watchers() {
      return mailboxes.size + log.readerCount;
    },
    fingerprint: () => JSON.stringify([[...orders.values()], uploads, removed, halted, tape, log.lastSeq, settings.get(), layouts.list()]),
  };
}
