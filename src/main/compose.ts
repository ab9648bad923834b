import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ClientOrderId } from '../contract/model/order.ts';
import type { SystemInfo } from '../contract/model/system.ts';
import type { EpochMs } from '../contract/model/units.ts';
import { engineVersion } from '../quant/engine/version.ts';
import { createPaperBroker, createVenueLatency, type PaperTape } from './adapters/brokers/paper/index.ts';
import { createSimulatedClock, createSystemClock } from './adapters/clock/index.ts';
import { createBarFiles, createStrategyFolder, createUploadStaging, readWhole } from './adapters/files/index.ts';
import { openLog } from './adapters/log/index.ts';
import { machineProbes } from './adapters/machine/machine-probes.ts';
import { createPool } from './adapters/pool/index.ts';
import { openSimulation } from './adapters/sim/index.ts';
import { acquireOwnership, openBarStore, openLedger, openRunRegistry, resolveDataFolder, storeProbes, type MarketStore, type Ownership } from './adapters/store/index.ts';
import { createRouter, type Router } from './api/index.ts';
import { AsyncDisposer } from './async-disposer.ts';
import { tradingHealth } from './compose-health.ts';
import { openPaperSessions } from './compose-paper.ts';
import { createAnalysis, createDescriptions, createEconometrics, createFeatures, createRegimes, createReturnStatistics } from './core/analysis/index.ts';
import { createBacktests, createCapsules, createCrossValidations, createHonesty, createMicroscope, createRobustness, createRunReports, createSweeps, createWalkForwards, type Honesty } from './core/backtests/index.ts';
import { createData, createSeriesTools, keepRetention, type UploadStaging } from './core/data/index.ts';
import type { Core } from './core/index.ts';
import { createRandomIds, type Clock, type Log } from './core/kernel/index.ts';
import { checkLedgerEntry, createLedger, type Ledger } from './core/ledger/index.ts';
import { createMarket, type FeedPort, type Market } from './core/market/index.ts';
import { createPortfolio } from './core/portfolio/index.ts';
import { createReplays } from './core/replay/index.ts';
import { createLayouts, createSettings, type UserSettings } from './core/settings/index.ts';
import { createStrategies } from './core/strategies/index.ts';
import { createFeedHealth, createSystem, observeJobs, type HealthSource } from './core/system/index.ts';
import { createTape } from './core/tape/index.ts';
import { createTrading, type Trading } from './core/trading/index.ts';
import { version } from './version.ts';

export type WorkstationOptions = {
  readonly host: SystemInfo['host'];
  readonly dataDir?: string | undefined;
  /** Seed of the simulated market; left out: that of the data folder. Another one than the folder's is refused. */
  readonly seed?: number | undefined;
  /** Simulated time per real time; left out: as it was set last. */
  readonly speed?: number | undefined;
};

/** The whole application, running. */
export type Workstation = {
  readonly core: Core;
  readonly router: Router;
  readonly dataFolder: string;
  readonly log: Log;
  readonly ownership: Ownership;
  dispose(): Promise<void>;
};

const compactEveryMs = 3_600_000;

/**
 * Builds adapters, core and router over one data folder and opens for business: owns the folder, starts the market, then compares
 * open orders with the venue. CONFLICT when another process owns the folder. What was opened is closed again when a step fails.
 */
export async function composeWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const dataFolder = resolveDataFolder(options.dataDir);
  const disposer = new AsyncDisposer();
  try {
    return await openWorkstation(options, dataFolder, disposer);
  } catch (error) {
    await disposer.dispose();
    throw error;
  }
}

async function openWorkstation(options: WorkstationOptions, dataFolder: string, disposer: AsyncDisposer): Promise<Workstation> {
  const own = <T>(part: T, release: (part: T) => void | Promise<void>): T => {
    disposer.defer(() => release(part));
    return part;
  };

  const ownership = own(acquireOwnership(dataFolder), (part) => part.dispose());
  const clock = createSystemClock();
  const ids = createRandomIds(randomBytes);
  const log = own(await openLog({ folder: join(dataFolder, 'logs') }), (part) => part.close());

  const { events, documents } = own(openLedger(dataFolder, { log }), (part) => part.dispose());
  const bars = own(await openBarStore(dataFolder, { log }), (part) => part.dispose());
  disposer.defer(keepCompact(bars, clock, log));
  const registry = own(openRunRegistry(dataFolder, { log }), (part) => part.dispose());
  await registry.markInterrupted(clock.now());

  const { feed, tape, seed, record, clock: marketClock } = own(
    openSimulation({
      folder: dataFolder, seed: options.seed, speed: options.speed, clock, createTime: createSimulatedClock,
      lastEventMs: events.read(events.lastSeq() - 1, 1)[0]?.timeMs ?? null, log: log.child('simulation'),
    }),
    (part) => part.dispose(),
  );
  own(keepRetention({ bars, clock, marketTime: () => marketClock.now(), log: log.child('data') }), (part) => part.dispose());
  const market = own(await createMarket({ feeds: [feed], bars, instruments: bars, clock: marketClock, pacer: clock, log: log.child('market') }), (part) => part.dispose());
  const feedHealth = own(createFeedHealth({ name: 'simulated market', feed, clock, marketTime: () => marketClock.now() }), (part) => part.dispose());
  const ledger = createLedger({ store: events, log: log.child('ledger') });
  const trading = await openTrading({ market, feed, record, latencyMs: createVenueLatency(seed), marketClock, clock, ids, log, ledger, disposer });

  const pool = observeJobs(own(createPool({ clock }), (part) => part.dispose()));
  const files = own(createBarFiles(), (part) => part.dispose());
  const staging = createUploadStaging({ folder: join(dataFolder, 'uploads') });
  const settings = createSettings({ store: documents, clock, log: log.child('settings') });
  const strategies = createStrategies({ jobs: pool.jobs, files: createStrategyFolder(join(dataFolder, 'strategies')) });
  const research = { jobs: pool.jobs, strategies, registry, bars, market, clock, ids, log: log.child('backtests') };
  // A run is judged when it is done, by what is built upon runs.
  const backtests = createBacktests({ ...research, judge: { verdict: (runId) => honesty.verdict(runId), known: (runId) => honesty.known(runId) } });
  const honesty: Honesty = createHonesty({ ...research, files, ledger: registry }, backtests);
  const paperSessions = own(await openPaperSessions({ ...research, feed, trading, honesty, store: registry, marketNow: () => marketClock.now(), log: log.child('paper-sessions') }), (part) => part.dispose());
  const runReports = createRunReports({ ...research, files }, backtests, honesty);
  const replays = own(createReplays({ ...research, store: registry, backtests, runReports, marketTime: () => marketClock.now(), log: log.child('replays') }), (part) => part.dispose());
  const core: Core = {
    market,
    tape: createTape({ port: tape, market, clock }),
    trading,
    portfolio: createPortfolio({ ledger, desk: trading, market, clock: marketClock, pacer: clock, log: log.child('portfolio') }),
    settings,
    layouts: createLayouts({ store: documents, clock, log: log.child('settings') }),
    strategies,
    paperSessions,
    analysis: createAnalysis({ market, pacer: clock }),
    features: createFeatures({ market, jobs: pool.jobs }),
    returns: createReturnStatistics({ jobs: pool.jobs }),
    regimes: createRegimes({ market, jobs: pool.jobs }),
    econometrics: createEconometrics({ market, jobs: pool.jobs }),
    descriptions: createDescriptions({ market, runs: backtests, jobs: pool.jobs }),
    seriesTools: createSeriesTools({ market, jobs: pool.jobs }),
    data: createData({ files, staging, bars, market, log: log.child('data') }),
    backtests,
    robustness: createRobustness({ ...research, files }, backtests),
    capsules: createCapsules({ ...research, files, uploads: { take: (uploadId) => takeUpload(staging, uploadId) } }, backtests),
    microscope: createMicroscope({ ...research, files }, backtests),
    crossValidations: createCrossValidations(research),
    honesty,
    runReports,
    replays,
    sweeps: createSweeps({ ...research, log: log.child('sweeps') }),
    walkForwards: createWalkForwards({ ...research, log: log.child('walk-forwards') }),
    system: createSystem({
      info: { name: 'Tapedeck', version, engineVersion, host: options.host, mode: 'paper', startedAtMs: clock.now() },
      clock, marketTime: () => marketClock.now(), sources: [feedHealth, tradingHealth(trading), { name: 'storage', health: () => bars.health() }, pool.source, settingsHealth(settings)],
      probes: [...machineProbes(dataFolder), ...storeProbes(dataFolder, checkLedgerEntry)],
    }),
  };
  log.info('the workstation is open', { host: options.host, version });
  return { core, router: createRouter({ log: log.child('api') }), dataFolder, log, ownership, dispose: () => disposer.dispose() };
}

/** The bytes of a complete upload, which is let go of. */
async function takeUpload(staging: UploadStaging, uploadId: string): Promise<Uint8Array> {
  const { path, name } = await staging.finish(uploadId);
  try {
    return await readWhole(path, name);
  } finally {
    await staging.discard(uploadId);
  }
}

/** Settles stored bars from time to time; gives the function that stops it. */
function keepCompact(bars: MarketStore, clock: Clock, log: Log): () => void {
  let timer = clock.after(compactEveryMs, compact);
  function compact(): void {
    bars.compact().catch((error: unknown) => log.warn('Stored bars could not be compacted', { error }));
    timer = clock.after(compactEveryMs, compact);
  }
  return () => timer.dispose();
}

type TradingParts = {
  market: Market; feed: FeedPort; record: PaperTape; latencyMs: (id: ClientOrderId) => number; marketClock: Clock; clock: Clock; ids: Parameters<typeof createTrading>[0]['ids']; log: Log; ledger: Ledger; disposer: AsyncDisposer;
};

/** The order desk over the paper venue, recovered: the ledger is that venue's memory. Starts the market, which the venue must see before. */
async function openTrading({ market, feed, record, latencyMs, marketClock, clock, ids, log, ledger, disposer }: TradingParts): Promise<Trading> {
  const broker = createPaperBroker({
    clock: marketClock, log: log.child('paper'), instrument: (id) => market.instrument(id), tape: record, latencyMs,
    session(id, at: EpochMs) {
      const instrument = market.instrument(id);
      return instrument === null ? { isOpen: false, closesAtMs: null } : market.session(instrument, at);
    },
  });
  disposer.defer(() => broker.dispose());
  const trading = createTrading({
    ledger, broker, clock: marketClock, timers: clock, ids, log: log.child('trading'),
    market: {
      instrument: (id) => market.instrument(id),
      nearestInstrument: (text) => market.nearest(text),
      quote: (id) => market.quote(id),
      session: (instrument, at) => market.session(instrument, at),
    },
  });
  disposer.defer(() => trading.dispose());
  broker.restore(trading.venueMemory());
  const opening = market.onTick((tick) => broker.showTick(tick));
  disposer.defer(() => opening.dispose());
  feed.start();
  await trading.recover();
  opening.dispose();
  const ticks = market.onTick((tick) => broker.onTick(tick));
  disposer.defer(() => ticks.dispose());
  // Messages arrive and sessions end where nothing trades, too.
  const time = feed.onTime((completeUntilMs) => broker.advance(completeUntilMs));
  disposer.defer(() => time.dispose());
  return trading;
}

const settingsHealth = (settings: UserSettings): HealthSource => ({ name: 'settings', health: () => settings.health() });
