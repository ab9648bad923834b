import { useEffect } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { registerCommands, when } from '../../app/commands.ts';
import { cancelAllOrders, isOpenOrder, kill, resume, useTrading } from './trading-store.ts';

/** What can be done with all orders at once. */
export function useTradingCommands(): void {
  const client = useClient();
  useEffect(() => registerCommands([
    { id: 'trade.kill', title: 'KILL: stop trading and cancel every open order', group: 'Trade', keys: '$mod+Shift+KeyK', isGlobal: true, words: 'halt panic', run: () => void kill(client) },
    { id: 'trade.resume', title: 'Resume trading', group: 'Trade', condition: when(useTrading, (trading) => trading.haltReason !== null), run: () => void resume(client) },
    { id: 'trade.cancel-all', title: 'Cancel all open orders', group: 'Trade', condition: when(useTrading, (trading) => trading.orders.some(isOpenOrder)), run: () => void cancelAllOrders(client) },
  ]), [client]);
}
