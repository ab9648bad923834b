/**
 * Version of everything that decides a backtest's result. It grows with every change that can alter a fill or a statistic,
 * so that a recorded result is never compared with one made under other rules.
 */
export const engineVersion = '5';
