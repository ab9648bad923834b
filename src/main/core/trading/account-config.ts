import type { AccountId } from '../../../contract/model/order.ts';
import { decimalText, type DecimalText, type EpochMs } from '../../../contract/model/units.ts';
import type { NewLedgerEvent } from '../ledger/index.ts';
import type { Journal } from './journal.ts';
import type { BrokerPort } from './ports.ts';

/** An account that is opened, with its first money, when the ledger does not have it yet. */
export type AccountConfig = {
  readonly accountId: AccountId;
  readonly baseCurrency: string;
  readonly cash: readonly { readonly currency: string; readonly amount: DecimalText }[];
};

/** One paper account with 100,000 USD. */
export const defaultAccounts: readonly [AccountConfig] = [
  { accountId: 'paper-1' as AccountId, baseCurrency: 'USD', cash: [{ currency: 'USD', amount: decimalText('100000') }] },
];

/** Puts the accounts that are not there yet on the tape. */
export function openAccounts(journal: Journal, broker: Pick<BrokerPort, 'id' | 'mode'>, accounts: readonly AccountConfig[], timeMs: EpochMs): void {
  const missing = accounts.filter(({ accountId }) => !Object.hasOwn(journal.portfolio.state.accounts, accountId));
  const events = missing.flatMap(({ accountId, baseCurrency, cash }): NewLedgerEvent[] => {
    const stream = `account:${accountId}`;
    return [
      { stream, type: 'accountOpened', timeMs, body: { accountId, brokerId: broker.id, mode: broker.mode, baseCurrency } },
      ...cash.map(({ currency, amount }): NewLedgerEvent => ({ stream, type: 'cashDeposited', timeMs, body: { accountId, currency, amount } })),
    ];
  });
  if (events.length > 0) journal.write(events);
}
