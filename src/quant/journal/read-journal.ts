import { eventKind, goneCause, intentVerb, orderRole, type RunJournal } from '../microscope/run-journal.ts';
import { journalLine, type Grain, type JournalEntry, type JournalOrderKind, type JournalRole, type JournalSizing } from './journal-entry.ts';

const verbs = { [intentVerb.buy]: 'buy', [intentVerb.sell]: 'sell', [intentVerb.close]: 'close', [intentVerb.closeTrade]: 'close-trade', [intentVerb.cancelAll]: 'cancel-all' } as const;
const roles: Readonly<Record<number, JournalRole>> = {
  [orderRole.entry]: 'entry', [orderRole.exit]: 'exit', [orderRole.stopLoss]: 'stop-loss', [orderRole.takeProfit]: 'take-profit', [orderRole.trailingStop]: 'trailing-stop',
};
const kinds: readonly JournalOrderKind[] = ['market', 'limit', 'stop', 'stop-limit', 'trailing-stop'];
const sizings: readonly JournalSizing[] = ['units', 'share', 'notional', 'equity', 'risk', 'volatility', 'kelly'];
const causes: Readonly<Record<number, string>> = {
  [goneCause.filled]: 'filled', [goneCause.cancelled]: 'cancelled', [goneCause.replaced]: 'replaced', [goneCause.group]: 'group', [goneCause.tradeClosed]: 'trade-closed', [goneCause.refused]: 'refused',
  [goneCause.expired]: 'expired', [goneCause.notAtOnce]: 'not-at-once', [goneCause.nothingToReduce]: 'nothing-to-reduce',
};

/** The entries of a run that was watched, in the order in which they came about, up to a moment (its last one where none is named). */
export function* readJournal(journal: RunJournal, lastMoment = journal.time.length - 1): Generator<JournalEntry, void, void> {
  const { events, time } = journal;
  let event = 0;
  for (let moment = 0; moment <= lastMoment; moment++) {
    for (; event < events.ends[moment]; event++) yield readEntry(journal, event, time[moment]);
  }
}

/** The journal as text, a line for each entry: what its hash is of. `grainOf`: the steps of a symbol. */
export function journalText(journal: RunJournal, grainOf: (symbol: string) => Grain, lastMoment?: number): string {
  let text = '';
  for (const entry of readJournal(journal, lastMoment)) text += `${journalLine(entry, grainOf(entry.symbol))}\n`;
  return text;
}

function readEntry({ events, orders, symbols }: RunJournal, event: number, timeMs: number): JournalEntry {
  const [kind, order, x, y, z] = [events.kind[event], events.order[event], events.x[event], events.y[event], events.z[event]];
  const head = { timeMs, symbol: symbols[events.symbol[event]].symbol };
  switch (kind) {
    case eventKind.asked: return { kind: 'intent', ...head, verb: verbs[x as keyof typeof verbs], share: numberOrNull(y) };
    case eventKind.filled: return { kind: 'fill', ...head, order: order > 0 ? order : null, side: y > 0 ? 'buy' : 'sell', quantity: Math.abs(y), price: x, fee: z };
    case eventKind.gone: return { kind: 'gone', ...head, order, cause: causes[x] };
    case eventKind.refused: return { kind: 'refused', ...head, order };
    default: {
      const k = order - 1;
      const isWhole = z === Infinity;
      return {
        kind: kind === eventKind.placed ? 'placed' : 'changed', ...head, order, side: orders.isBuy[k] === 1 ? 'buy' : 'sell', type: kinds[orders.kind[k]], role: roles[orders.role[k]],
        sizing: isWhole ? 'whole-trade' : z < 0 ? 'units' : sizings[orders.sizeKind[k]], size: isWhole ? null : Math.abs(z), limit: numberOrNull(x), stop: numberOrNull(y),
      };
    }
  }
}

const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
