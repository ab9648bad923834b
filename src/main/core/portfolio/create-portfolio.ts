import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { PortfolioSnapshot } from '../../../contract/model/portfolio.ts';
import type { TradingUpdate } from '../../../contract/model/trading-update.ts';
import { Disposer, type Clock, type Log } from '../kernel/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { PacedMailbox } from '../market/index.ts';
import type { SessionDay } from './day-pnl.ts';
import { flowFold, flowsKeptMs } from './flow-fold.ts';
import type { Portfolio } from './portfolio.ts';
import type { PortfolioDesk, PortfolioMarket } from './ports.ts';
import { summariseAccount } from './summarise-account.ts';
import { WatchedInstruments } from './watched-instruments.ts';

export type PortfolioDeps = {
  readonly ledger: Ledger;
  readonly desk: PortfolioDesk;
  readonly market: PortfolioMarket;
  /** Time of the market, simulated or not. */
  readonly clock: Clock;
  /** Real time, for the pace of snapshots. */
  readonly pacer: Clock;
  readonly log: Log;
};

/** Holds that something has changed; what, a snapshot says when it is taken. */
type Mailbox = PacedMailbox<'portfolio', null>;

const snapshotsPerSecond = 4;
const firstWithinMs = 200;

/** Builds the view of what is held. */
export function createPortfolio({ ledger, desk, market, clock, pacer, log }: PortfolioDeps): Portfolio {
  const flows = ledger.follow(flowFold);
  const flowsOf = (accountId: string) => flows.state.accounts[accountId] ?? {};

  const day = (id: InstrumentId): SessionDay | null => {
    const { bar, previousClose } = market.sessionFigures(id);
    return bar === null ? null : { startMs: bar.time, previousClose };
  };

  function takeSnapshot(): PortfolioSnapshot {
    const positions = desk.positions();
    const parts = desk.accounts().map((account) =>
      summariseAccount(account, positions.filter((position) => position.accountId === account.accountId), { flows: flowsOf(account.accountId), day }));
    return { timeMs: clock.now(), accounts: parts.map((part) => part.account), positions: parts.flatMap((part) => part.positions) };
  }

  /** Instruments whose price or day counts: those held or ordered, and those traded so lately that it may have been in their day. */
  function listWatched(): InstrumentId[] {
    const sinceMs = clock.now() - flowsKeptMs;
    const isWatched = (accountId: string, id: InstrumentId, quantity: string): boolean => Number(quantity) !== 0 || (flowsOf(accountId)[id]?.at(-1)?.fromMs ?? 0) >= sinceMs;
    return [
      ...desk.positions().flatMap(({ accountId, instrumentId, quantity }) => (isWatched(accountId, instrumentId, quantity) ? instrumentId : [])),
      ...desk.list({ openOnly: true, limit: Number.MAX_SAFE_INTEGER }).map(({ instrumentId }) => instrumentId),
    ];
  }

  /** Marks the mailbox for every change at the desk until the signal aborts; a fill is urgent. */
  async function followDesk(watched: WatchedInstruments, mailbox: Mailbox, signal: AbortSignal): Promise<void> {
    for await (const item of desk.stream.read(desk.stream.lastSeq, signal)) {
      mailbox.put('portfolio', null, item.kind === 'reload' || item.value.kind === 'fill');
      // What has to be learned of a new instrument must not keep the next fill waiting, and completes what was told of the first.
      void watched.add(item.kind === 'reload' ? listWatched() : instrumentsOf(item.value)).then((isMore) => isMore && mailbox.put('portfolio', null, true));
    }
  }

  /** A first snapshot with the figures of the day is worth a moment, but not more. */
  const patience = (owned: Disposer): Promise<void> => new Promise((resolve) => owned.own(pacer.after(firstWithinMs, resolve)));

  return {
    async *watch(signal) {
      const mailbox: Mailbox = new PacedMailbox({ pacer, perSecond: snapshotsPerSecond });
      const owned = new Disposer();
      const watched = owned.own(new WatchedInstruments(market, log));
      const stopped = new AbortController();
      owned.defer(() => stopped.abort());
      try {
        owned.own(market.onTick(({ instrumentId }) => {
          if (watched.has(instrumentId)) mailbox.put('portfolio', null);
        }));
        followDesk(watched, mailbox, stopped.signal).catch((error: unknown) => mailbox.fail(error));
        await Promise.race([watched.add(listWatched()), patience(owned)]);
        mailbox.put('portfolio', null);
        for await (const _ of mailbox.batches(signal)) yield takeSnapshot();
      } finally {
        owned.dispose();
      }
    },
  };
}

/** An order is watched from its beginning, so that the day of its instrument is known when it fills. */
function instrumentsOf(update: TradingUpdate): InstrumentId[] {
  if (update.kind === 'fill') return [update.fill.instrumentId];
  return update.kind === 'order' ? [update.order.instrumentId] : [];
}
