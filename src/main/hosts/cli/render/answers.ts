/** Columns of lists that have more fields than a line has room for; --json has all of them. */
export const listColumns: Readonly<Record<string, readonly string[]>> = {
  'orders.list': ['orderId', 'instrumentId', 'side', 'type', 'quantity', 'limitPrice', 'stopPrice', 'status', 'filledQuantity', 'averagePrice', 'createdAt'],
  'orders.fills': ['time', 'instrumentId', 'side', 'quantity', 'price', 'commission', 'currency', 'orderId'],
  'backtests.list': ['runId', 'title', 'status', 'progress', 'createdAt', 'failure'],
  'market.instruments': ['id', 'name', 'assetClass', 'currency', 'tickSize', 'lotSize', 'isTradable', 'calendar'],
  'data.series': ['instrumentId', 'timeframe', 'bars', 'from', 'to', 'isKept', 'isRolledUp'],
};

/** What to do where a list has nothing in it. */
export const emptyLists: Readonly<Record<string, string>> = {
  'orders.list': 'There are no such orders; `tapedeck orders place` makes one.',
  'orders.fills': 'Nothing was filled yet; `tapedeck orders list` shows what is waiting.',
  'backtests.list': 'No run was recorded yet; `tapedeck backtest run` makes one.',
  'market.instruments': 'No instrument is called so; leave --search out to see all.',
  'data.series': 'No bars are stored yet; `tapedeck import FILE.csv` brings some.',
  'portfolio.positions': 'Nothing is held; `tapedeck orders place` buys.',
  'portfolio.accounts': 'There is no account; `tapedeck doctor` looks for what is wrong.',
  'layouts.list': 'No layout is kept yet; the window keeps one when you name it.',
  'indicators.list': 'There are no indicators.',
  'strategies.list': 'There are no strategies.',
};

/** One sentence for an empty list. */
export const describeEmptyList = (procedure: string): string => emptyLists[procedure] ?? 'There is nothing yet.';
