import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { PortfolioSnapshot } from '../../../contract/model/portfolio.ts';
import { Disposer, type Clock, type Log } from '../kernel/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { PacedMailbox } from '../market/index.ts';
import type { SessionDay } from './day-pnl.ts';
import { flowFold, flowsKeptMs } from './flow-fold.ts';
import type { Portfolio } from './portfolio.ts';
import type { PortfolioDesk, PortfolioMarket } from './ports.ts';
import { summariseAccount } from './summarise-account.ts';

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

  /** Instruments whose price or day counts: those held, and those traded so lately that it may have been in their day. */
  function listWatched(): InstrumentId[] {
    const sinceMs = clock.now() - flowsKeptMs;
    const isWatched = (accountId: string, id: InstrumentId, quantity: string): boolean => Number(quantity) !== 0 || (flowsOf(accountId)[id]?.at(-1)?.fromMs ?? 0) >= sinceMs;
    return desk.positions().flatMap(({ accountId, instrumentId, quantity }) => (isWatched(accountId, instrumentId, quantity) ? instrumentId : []));
  }

  /** A first snapshot with the figures of the day is worth a moment, but not more. */
  const patience = (owned: Disposer): Promise<void> => new Promise((resolve) => owned.own(pacer.after(firstWithinMs, resolve)));

  return {
    async *watch(signal) {
      const mailbox = new PacedMailbox<'portfolio', null>({ pacer, perSecond: snapshotsPerSecond });
      const owned = new Disposer();
      const changed = (isUrgent: boolean): void => mailbox.put('portfolio', null, isUrgent);
      const watched = new Set<InstrumentId>();
      const watchMore = async (ids: readonly InstrumentId[]): Promise<void> => {
        const added = [...new Set(ids)].filter((id) => !watched.has(id));
        if (added.length === 0) return;
        for (const id of added) watched.add(id);
        try {
          await owned.own(market.holdSessions(added)).ready;
        } catch (error) {
          log.warn('The day of some instruments is not known, so what they gained in it is not told', { instrumentIds: added, error });
        }
        changed(false);
      };
      const stopped = new AbortController();
      owned.defer(() => stopped.abort());
      const follow = async (): Promise<void> => {
        for await (const item of desk.stream.read(desk.stream.lastSeq, stopped.signal)) {
          const fill = item.kind === 'entry' && item.value.kind === 'fill' ? item.value.fill : null;
          changed(fill !== null || item.kind === 'reload');
          const added = item.kind === 'reload' ? listWatched() : fill === null ? [] : [fill.instrumentId];
          void watchMore(added);
        }
      };
      try {
        owned.own(market.onTick(({ instrumentId }) => {
          if (watched.has(instrumentId)) changed(false);
        }));
        follow().catch((error: unknown) => mailbox.fail(error));
        await Promise.race([watchMore(listWatched()), patience(owned)]);
        changed(false);
        for await (const _ of mailbox.batches(signal)) yield takeSnapshot();
      } finally {
        owned.dispose();
      }
    },
  };
}
