import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import type { Moment, MomentEvent, MomentOrder, MomentSymbol } from '../../contract/model/moment.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { explainFill, explainWait, type BarPrices } from './explain.ts';
import { applyEvent, firstEventOf, openBefore, type OpenTerms } from './open-orders.ts';
import { eventKind, goneCause, intentVerb, type RunJournal } from './run-journal.ts';
import { kindNames, orderWords, roleNames, show, sizeWords } from './words.ts';

/** A recorded run with the bars that it saw, in the order of its series. */
export type RecordedMoments = { readonly journal: RunJournal; readonly bars: readonly BarColumns[]; readonly settings: BacktestSettings };

/** At most so many things of one moment are told. */
const mostEvents = 500;

/** The run at a moment. Whichever it is takes about as long: no more than a mark's distance of events is walked. */
export function readMoment(run: RecordedMoments, index: number): Omit<Moment, 'runId'> {
  const { journal } = run;
  const { time, ruinedAt, firstAsked } = journal;
  const before = openBefore(journal, index);
  const events = readEvents(run, index, before);
  const after = new Map(before);
  for (let event = firstEventOf(journal, index); event < journal.events.ends[index]; event++) applyEvent(journal, event, after);
  return {
    index, count: time.length, timeMs: time[index] as EpochMs, isAsked: index >= firstAsked && (ruinedAt === null || index < ruinedAt),
    cash: journal.cash[index], equity: journal.equity[index],
    symbols: run.bars.map((_, k) => readSymbol(run, k, index)),
    orders: [...after].map(([order, terms]) => readOrder(journal, order, terms)),
    events: events.slice(0, mostEvents), previousEvent: findEvent(journal, index, -1), nextEvent: findEvent(journal, index, 1),
  };
}

/** The moment at or before a time; the first one where all come later. */
export function momentAt({ time }: RunJournal, timeMs: number): number {
  return Math.max(0, lastAtOrBefore(time, timeMs));
}

function lastAtOrBefore(values: Float64Array | Int32Array, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The bar that a symbol has come to at a moment; -1: none yet. */
const barAt = ({ journal }: RecordedMoments, symbol: number, index: number): number => {
  const { clock } = journal.symbols[symbol];
  return clock === null ? index : lastAtOrBefore(clock, index);
};

function readSymbol(run: RecordedMoments, k: number, index: number): MomentSymbol {
  const { symbol, held, average, profit, indicators, clock } = run.journal.symbols[k];
  const { time, open, high, low, close, volume } = run.bars[k];
  const bar = barAt(run, k, index);
  return {
    symbol, hasBar: clock === null || (bar >= 0 && clock[bar] === index),
    bar: bar < 0 ? null : { time: time[bar] as EpochMs, open: open[bar], high: high[bar], low: low[bar], close: close[bar], volume: volume[bar] },
    indicators: indicators.map(({ name, values }) => ({ name, value: bar < 0 || !Number.isFinite(values[bar]) ? null : values[bar] })),
    size: held[index], averagePrice: Number.isNaN(average[index]) ? null : average[index], profit: profit[index],
  };
}

function readOrder({ orders, symbols, time }: RunJournal, order: number, { limit, stop, size }: OpenTerms): MomentOrder {
  const k = order - 1;
  const numberOr = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return {
    order, symbol: symbols[orders.symbol[k]].symbol, side: orders.isBuy[k] === 1 ? 'buy' : 'sell', role: roleNames[orders.role[k]], kind: kindNames[orders.kind[k]],
    size: sizeWords(orders.sizeKind[k], size), limit: numberOr(limit), stop: numberOr(stop), placedIndex: orders.placed[k], placedMs: time[orders.placed[k]] as EpochMs,
  };
}

/** What happened at a moment, with its reasons: first what the bar did, with the orders that it passed by, then what the strategy did. */
function readEvents(run: RecordedMoments, index: number, before: ReadonlyMap<number, OpenTerms>): MomentEvent[] {
  const { journal } = run;
  const { events } = journal;
  const open = new Map(before);
  const [inBar, asked]: [MomentEvent[], MomentEvent[]] = [[], []];
  let intent: MomentEvent | null = null;
  const end = events.ends[index];
  let event = firstEventOf(journal, index);
  for (; event < end && events.isAsked[event] === 0; event++) {
    const told = tellVenue(run, index, event, open);
    if (told !== null) inBar.push(told);
    applyEvent(journal, event, open);
  }
  const waiting = new Map(open);
  for (; event < end; event++) {
    const isDecision = events.isAsked[event] === 1;
    if (events.kind[event] === eventKind.asked) asked.push((intent = tellIntent(journal, event)));
    else {
      const told: MomentEvent | null = isDecision ? tellDecision(journal, event, open, intent) : tellVenue(run, index, event, open);
      if (told !== null) asked.push(told);
    }
    applyEvent(journal, event, open);
  }
  return [...inBar, ...tellWaits(run, index, waiting), ...asked];
}

const symbolOf = ({ symbols, events }: RunJournal, event: number): string => symbols[events.symbol[event]].symbol;

const pricesOf = (run: RecordedMoments, symbol: number, index: number): BarPrices => {
  const { open, high, low, close } = run.bars[symbol];
  const bar = Math.max(0, barAt(run, symbol, index));
  return { open: open[bar], high: high[bar], low: low[bar], close: close[bar] };
};

/** Something that came about in the bar. */
function tellVenue(run: RecordedMoments, index: number, event: number, open: ReadonlyMap<number, OpenTerms>): MomentEvent | null {
  const { journal, settings } = run;
  const { kind, order, x, y, z, symbol } = journal.events;
  const number = order[event];
  const head = { symbol: symbolOf(journal, event), order: number > 0 ? number : null };
  const terms = open.get(number) ?? null;
  switch (kind[event]) {
    case eventKind.filled: {
      const fill = { side: y[event] > 0 ? ('buy' as const) : ('sell' as const), size: Math.abs(y[event]), price: x[event], commission: z[event] };
      const told = { order: number, price: x[event], units: y[event], isReducing: heldBefore(journal, index, event) * y[event] < 0 };
      const message = explainFill(journal, settings, pricesOf(run, symbol[event], index), told, terms, journal.ruinedAt === index);
      return { ...head, kind: 'fill', message, fill };
    }
    case eventKind.refused: return { ...head, kind: 'refusal', message: `The order to ${terms === null ? 'trade' : orderWords(journal, number, terms)} was refused: ${x[event] === 0 ? 'the margin left did not cover its size and costs' : 'what could be spent buys less than the smallest size'}.` };
    case eventKind.changed: return { ...head, kind: 'change', message: `Order ${number} is now a ${orderWords(journal, number, { limit: x[event], stop: y[event], size: z[event] })}.` };
    case eventKind.placed: return { ...head, kind: 'change', message: `Order ${number} was placed with the fill: ${orderWords(journal, number, { limit: x[event], stop: y[event], size: z[event] })}.` };
    case eventKind.gone: return tellGone(journal, event, terms);
    default: return null;
  }
}

/** Units of a fill's symbol that were held before it. */
function heldBefore(journal: RunJournal, index: number, fill: number): number {
  const { kind, symbol, y } = journal.events;
  let held = index === 0 ? 0 : journal.symbols[symbol[fill]].held[index - 1];
  for (let event = firstEventOf(journal, index); event < fill; event++) if (kind[event] === eventKind.filled && symbol[event] === symbol[fill]) held += y[event];
  return Math.abs(held) < 1e-9 ? 0 : held;
}

const goneWords: Readonly<Record<number, string>> = {
  [goneCause.cancelled]: 'was cancelled', [goneCause.replaced]: 'gave way to another', [goneCause.group]: 'was cancelled, because another order of its group was filled',
  [goneCause.tradeClosed]: 'is gone with its trade, which was closed', [goneCause.expired]: 'was good only until now and has expired',
  [goneCause.notAtOnce]: 'is gone: it was to be filled at once, and could not be', [goneCause.nothingToReduce]: 'is gone: it was only to reduce a position, and there is none',
};

/** An order that left without a fill; null: it was filled or refused, which is told already. */
function tellGone(journal: RunJournal, event: number, terms: OpenTerms | null): MomentEvent | null {
  const number = journal.events.order[event];
  const words = goneWords[journal.events.x[event]];
  if (words === undefined) return null;
  return { kind: 'gone', symbol: symbolOf(journal, event), order: number, message: `Order ${number}${terms === null ? '' : `, ${orderWords(journal, number, terms)},`} ${words}.` };
}

function tellWaits(run: RecordedMoments, index: number, waiting: ReadonlyMap<number, OpenTerms>): MomentEvent[] {
  const { journal, settings } = run;
  const told: MomentEvent[] = [];
  for (const [order, terms] of waiting) {
    const symbol = journal.orders.symbol[order - 1];
    const { clock } = journal.symbols[symbol];
    if (clock !== null && clock[barAt(run, symbol, index)] !== index) continue;
    told.push({ kind: 'wait', symbol: journal.symbols[symbol].symbol, order, message: explainWait(journal, settings, pricesOf(run, symbol, index), order, terms) });
  }
  return told;
}

/** What the strategy asked for; the order that comes of it is named by what follows. */
function tellIntent(journal: RunJournal, event: number): MomentEvent {
  const { x, y } = journal.events;
  const share = y[event] < 1 ? `${show(y[event] * 100)} % of ` : '';
  const words = {
    [intentVerb.buy]: 'to buy', [intentVerb.sell]: 'to sell', [intentVerb.close]: `to close ${share}what is held`, [intentVerb.closeTrade]: `to close ${share}one trade`, [intentVerb.cancelAll]: 'to cancel what was pending',
  }[x[event]];
  return { kind: 'decision', symbol: symbolOf(journal, event), order: null, message: `The strategy decided ${words ?? 'something'}.` };
}

/** What came of a decision. */
function tellDecision(journal: RunJournal, event: number, open: ReadonlyMap<number, OpenTerms>, intent: MomentEvent | null): MomentEvent | null {
  const { kind, order, x, y, z } = journal.events;
  const number = order[event];
  const head = { symbol: symbolOf(journal, event), order: number > 0 ? number : null };
  const terms = { limit: x[event], stop: y[event], size: z[event] };
  if (kind[event] === eventKind.placed) return { ...head, kind: intent === null ? 'decision' : 'change', message: `Order ${number} was placed: ${orderWords(journal, number, terms)}.` };
  if (kind[event] === eventKind.changed) return { ...head, kind: 'decision', message: `Order ${number} was changed: ${orderWords(journal, number, terms)}.` };
  return kind[event] === eventKind.gone ? tellGone(journal, event, open.get(number) ?? null) : null;
}

/** The nearest moment in a direction at which an order came, traded or was refused. */
function findEvent({ events, time }: RunJournal, index: number, step: 1 | -1): number | null {
  for (let moment = index + step; moment >= 0 && moment < time.length; moment += step) {
    for (let event = moment === 0 ? 0 : events.ends[moment - 1]; event < events.ends[moment]; event++) if (events.kind[event] !== eventKind.changed) return moment;
  }
  return null;
}
