/** Columns of lists that have more fields than a line has room for; --json has all of them. */
export const listColumns: Readonly<Record<string, readonly string[]>> = {
  'orders.list': ['orderId', 'instrumentId', 'side', 'type', 'quantity', 'limitPrice', 'stopPrice', 'status', 'filledQuantity', 'averagePrice', 'createdAt'],
  'orders.fills': ['time', 'instrumentId', 'side', 'quantity', 'price', 'commission', 'currency', 'orderId'],
  'backtests.list': ['runId', 'title', 'status', 'progress', 'createdAt', 'failure'],
  'backtests.hypotheses': ['strategy', 'symbols', 'trials', 'bestSharpe', 'meanSharpe', 'sharpeDeviation', 'firstAt', 'lastAt'],
  'walkForwards.list': ['runId', 'title', 'status', 'progress', 'createdAt', 'failure'],
  'sweeps.list': ['sweepId', 'title', 'status', 'done', 'trials', 'createdAt', 'failure'],
  'replays.list': ['replayId', 'title', 'status', 'cursor', 'bars', 'peeks', 'createdAt', 'runId'],
  'replays.intents': ['number', 'bar', 'time', 'intent', 'isInformed', 'droppedBy'],
  'market.instruments': ['id', 'name', 'assetClass', 'currency', 'tickSize', 'lotSize', 'isTradable', 'calendar'],
  'data.series': ['instrumentId', 'timeframe', 'bars', 'from', 'to', 'isKept', 'isRolledUp'],
};

/** What to do where a list has nothing in it: of a procedure, else of its area. */
const emptyLists: Readonly<Record<string, string>> = {
  'orders.list': 'There are no such orders; `tapedeck orders place` makes one.',
  'market.instruments': 'No instrument is called so; leave --search out to see all.',
  'portfolio.positions': 'Nothing is held; `tapedeck orders place` buys.',
  orders: 'Nothing was filled yet; `tapedeck orders list` shows what is waiting.',
  backtests: 'No run was recorded yet; `tapedeck backtest run` makes one.',
  'replays.intents': 'Nothing was asked for yet; `tapedeck replay place` gives an order.',
  replays: 'No replay was recorded yet; `tapedeck replay start` makes one.',
  paperSessions: 'No strategy trades on paper yet; `tapedeck paper promote` lets one.',
  sweeps: 'No sweep was recorded yet; `tapedeck backtest sweep` makes one.',
  walkForwards: 'No walk-forward was recorded yet; `tapedeck backtest walk-forward` makes one.',
  market: 'Nothing is known of that yet; `tapedeck market instruments` lists what there is.',
  data: 'No bars are stored yet; `tapedeck import FILE.csv` brings some.',
  portfolio: 'There is no account; `tapedeck doctor` looks for what is wrong.',
  layouts: 'No layout is kept yet; the window keeps one when you name it.',
  indicators: 'There are no indicators; `tapedeck doctor` looks for what is wrong.',
  features: 'There are no features; `tapedeck doctor` looks for what is wrong.',
  analysis: 'There is no such metric; `tapedeck metrics explain` lists them all.',
  strategies: 'There are no strategies; `tapedeck doctor` looks for what is wrong.',
};

/** One sentence for an empty list of a procedure (`area.verb`); null for an area that has none yet. */
export const describeEmptyList = (procedure: string): string | null => emptyLists[procedure] ?? emptyLists[procedure.split('.', 1)[0] ?? ''] ?? null;
