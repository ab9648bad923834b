import type { BacktestTrade } from '../../contract/model/backtest.ts';

/** Profit or loss of a trade as a share of its value at entry, net of commission; in the account's currency where the symbol has another. */
export const returnOf = ({ pnl, size, entryPrice, entryRate = 1 }: BacktestTrade): number => pnl / (size * entryPrice * entryRate);
