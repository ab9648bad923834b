import type { ClientOrderId } from '../../../contract/model/order.ts';
import { AppError, messageOf, type Clock, type Disposable } from '../kernel/index.ts';
import { recoverOrders, type RecoveryDeps } from './recovery.ts';
import type { RecoveryReport } from './recovery-report.ts';
import type { TradingHealth } from './trading.ts';

/** Whether the desk is open for business, and the way there. */
export interface Opening extends Disposable {
  /** UNAVAILABLE unless the book agrees with the venue and the ledger can be written. */
  assertOpen(): void;
  /** UNAVAILABLE before the first recovery: until then we do not know what is open. Cancels need no more than that. */
  assertRecovered(): void;
  /** While one is under way, it is the same recovery. */
  recover(): Promise<RecoveryReport>;
  /** The venue spoke of orders that we never placed: the desk closes until they are adopted. */
  meet(strangers: readonly ClientOrderId[]): void;
  health(): TradingHealth;
}

const retryMs = 5_000;

/** The report with counts instead of orders. */
const summarise = (report: RecoveryReport): Record<string, number> =>
  Object.fromEntries(Object.entries(report).map(([name, value]) => [name, typeof value === 'number' ? value : value.length]));

export function createOpening(deps: RecoveryDeps & { readonly timers: Clock; readonly openAccounts: () => void }): Opening {
  const { journal, inbox, timers, log } = deps;
  const strangers = new Set<ClientOrderId>();
  let state: 'closed' | 'recovering' | 'open' = 'closed';
  let reason: string | null = 'orders have not been compared with the venue yet';
  let wasOpen = false;
  let isDisposed = false;
  let underWay: Promise<RecoveryReport> | null = null;
  let retry: Disposable | null = null;

  async function run(): Promise<RecoveryReport> {
    state = 'recovering';
    reason = 'orders are being compared with the venue';
    try {
      await deps.line.idle();
      deps.openAccounts();
      const met = new Set(strangers);
      const report = await recoverOrders(deps, met);
      if (inbox.blockedReason !== null) throw new Error(inbox.blockedReason);
      for (const clientOrderId of met) strangers.delete(clientOrderId);
      wasOpen = true;
      if (!isDisposed) open();
      log.info('Orders agree with the venue', summarise(report));
      return report;
    } catch (error) {
      state = 'closed';
      reason = `orders could not be compared with the venue: ${messageOf(error)}`;
      throw new AppError('UNAVAILABLE', `Trading stays closed: ${reason}`);
    } finally {
      underWay = null;
    }
  }

  /** Opens, unless the venue spoke of further orders meanwhile. */
  const open = (): void => {
    state = strangers.size === 0 ? 'open' : 'recovering';
    reason = strangers.size === 0 ? null : 'orders that were not placed here are being looked up';
    if (strangers.size > 0) queueMicrotask(recoverUntilDone);
  };

  const recover = (): Promise<RecoveryReport> => {
    if (isDisposed) return Promise.reject(new AppError('UNAVAILABLE', 'Trading is closed.'));
    underWay ??= run();
    return underWay;
  };

  const recoverUntilDone = (): void => {
    if (isDisposed) return;
    recover().catch((error: unknown) => {
      log.error('Orders could not be compared with the venue; trying again', { error: String(error) });
      retry?.dispose();
      if (!isDisposed) retry = timers.after(retryMs, recoverUntilDone);
    });
  };

  const assertRecovered = (): void => {
    if (isDisposed || !wasOpen) throw new AppError('UNAVAILABLE', `Trading is not open: ${isDisposed ? 'it was closed' : reason}.`);
  };

  return {
    assertOpen() {
      assertRecovered();
      inbox.flush();
      if (inbox.blockedReason !== null) throw new AppError('UNAVAILABLE', `Trading is blocked, because the ledger cannot be written: ${inbox.blockedReason}`);
      if (state !== 'open') throw new AppError('UNAVAILABLE', `Trading is not open: ${reason}.`);
    },
    assertRecovered,
    recover,
    meet(clientOrderIds) {
      for (const clientOrderId of clientOrderIds) strangers.add(clientOrderId);
      log.warn('The venue speaks of orders that were not placed here; they will be adopted', { clientOrderIds });
      // Before the first recovery and during one there is nothing to start: they are looked up then or right after.
      if (state === 'open') open();
    },
    health() {
      const orders = Object.values(journal.book.state.open);
      const blockedReason = inbox.blockedReason ?? journal.trouble;
      return {
        state: blockedReason === null ? state : 'blocked',
        openOrders: orders.length,
        unknownOrders: orders.filter(({ order }) => order.status === 'unknown').length,
        reason: blockedReason ?? reason,
      };
    },
    dispose() {
      isDisposed = true;
      state = 'closed';
      reason = 'it was closed';
      retry?.dispose();
    },
  };
}
