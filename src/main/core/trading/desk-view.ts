import type { Fill } from '../../../contract/model/fill.ts';
import type { Order } from '../../../contract/model/order.ts';
import type { Account, Position } from '../../../contract/model/position.ts';
import { AppError } from '../kernel/index.ts';
import { orderStream, type Ledger } from '../ledger/index.ts';
import { computeBuyingPower, listPositions, valueAccount } from '../portfolio/index.ts';
import { collectFunds, type CommissionEstimate } from './collect-funds.ts';
import type { Journal } from './journal.ts';
import { getIdByClientId } from './order-book.ts';
import type { TradingMarketView } from './ports.ts';
import type { Trading } from './trading.ts';

export type DeskView = Pick<Trading, 'get' | 'findByClientId' | 'list' | 'fills' | 'positions' | 'accounts'>;

/** Everything that can be asked of the desk without changing it. */
export function createDeskView(ledger: Ledger, journal: Journal, market: TradingMarketView, estimateCommission: CommissionEstimate): DeskView {
  const openOrders = () => Object.values(journal.book.state.open);
  const accountStates = () => Object.values(journal.portfolio.state.accounts);

  const get: DeskView['get'] = (orderId) => {
    const record = journal.find(orderId);
    if (record === null) throw new AppError('NOT_FOUND', `There is no order ${orderId}.`, { orderId });
    return record.order;
  };

  return {
    get,

    findByClientId(clientOrderId) {
      const orderId = getIdByClientId(journal.book.state, clientOrderId);
      return orderId === null ? null : get(orderId);
    },

    list({ openOnly, instrumentId, limit }): Order[] {
      const records = openOnly ? openOrders() : [...openOrders(), ...Object.values(journal.book.state.ended)];
      return records
        .filter(({ order }) => instrumentId === undefined || order.instrumentId === instrumentId)
        .toSorted((a, b) => b.seq - a.seq)
        .slice(0, limit)
        .map(({ order }) => order);
    },

    fills({ orderId, limit }): Fill[] {
      if (orderId === undefined) return journal.book.state.fills.slice(-limit).toReversed();
      const fills: Fill[] = [];
      for (const event of ledger.readStream(orderStream(orderId))) if (event.type === 'orderFilled') fills.push(event.body);
      return fills.slice(-limit).toReversed();
    },

    positions: (): Position[] => accountStates().flatMap((account) => listPositions(account, (id) => market.quote(id))),

    accounts: (): Account[] =>
      accountStates().map((account) => {
        const funds = collectFunds(account, account.baseCurrency, openOrders(), market, estimateCommission);
        return valueAccount(account, (id) => market.quote(id), computeBuyingPower(funds));
      }),
  };
}
