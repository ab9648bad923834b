export { cancelAllOrders, cancelOrder, followTrading, guarded, isOpenOrder, kill, replaceOrder, resume, symbolOf, useTrading } from './trading-store.ts';
export { useTradingCommands } from './use-trading-commands.ts';
