export { cancelAllOrders, cancelOrder, followTrading, guarded, isOpenOrder, kill, replaceOrder, resume, useTrading } from './trading-store.ts';
export { warnOfUnknown } from './announce.ts';
export { symbolOf } from './symbol-of.ts';
export { useTradingCommands } from './use-trading-commands.ts';
