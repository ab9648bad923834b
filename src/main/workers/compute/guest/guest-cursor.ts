import type { Bar, Cursor } from '../../../../quant/engine/cursor.ts';
import type { IndicatorView } from '../../../../quant/engine/indicator-view.ts';
import type { TimeframeView } from '../../../../quant/engine/timeframe-view.ts';
import type { OrderOptions } from '../../../../quant/engine/order-options.ts';
import { QuantError } from '../../../../quant/error.ts';
import { nearestName } from '../../../../quant/text/nearest-name.ts';
import { copyTerms } from './copy-terms.ts';
import { GuestOrder, GuestTrade } from './guest-holdings.ts';
import { requireNumber } from './require-number.ts';

/** What can be compared: an indicator of the strategy, or a number. */
type Level = GuestView | number;

const valueOf = (level: Level): number => (typeof level === 'number' ? level : level.value);
const valueBefore = (level: Level): number => (typeof level === 'number' ? level : level.at(-1));

/** An indicator as code of others sees it. */
export class GuestView {
  readonly #view: IndicatorView;

  constructor(view: IndicatorView) {
    this.#view = view;
    Object.freeze(this);
  }

  get value(): number { return this.#view.value; }

  at(offset: number): number { return this.#view.at(requireNumber(offset, 'An offset')); }

  valueOf(): number { return this.#view.value; }
}

/** Longer bars as code of others sees them. */
export class GuestTimeframe {
  readonly ind: Readonly<Record<string, GuestView>>;
  readonly #view: TimeframeView;

  constructor(view: TimeframeView) {
    this.#view = view;
    this.ind = viewsOf(view.ind);
    Object.freeze(this);
  }

  get index(): number { return this.#view.index; }
  get symbol(): string { return this.#view.symbol; }
  get timeframe(): string { return this.#view.timeframe; }
  get hasBar(): boolean { return this.#view.hasBar; }

  bar(offset: number = 0): Bar { return this.#view.bar(requireNumber(offset, 'An offset')); }

  crossedAbove(a: Level, b: Level): boolean { return hasCrossed(a, b); }

  crossedBelow(a: Level, b: Level): boolean { return hasCrossed(b, a); }
}

/** Views by the names that the strategy gave them. A name that it gave to none would be undefined, and whatever is compared with that false: a strategy that never trades, and nobody knows why. */
function viewsOf(ind: Readonly<Record<string, IndicatorView>>): Readonly<Record<string, GuestView>> {
  const views = Object.entries(ind).map(([name, view]) => [name, new GuestView(view)] as const);
  return Object.freeze(Object.assign(Object.create(refuseOthers(views.map(([name]) => name))), Object.fromEntries(views)));
}

/** Lies behind the views as their prototype, so that only a name that is not theirs comes to it and theirs cost nothing. */
const refuseOthers = (names: readonly string[]): object =>
  new Proxy(Object.freeze({}), {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || key === 'toJSON') return Reflect.get(target, key);
      const nearest = nearestName(key, names);
      const hint = nearest !== null ? `did you mean ${nearest}?` : names.length === 0 ? 'it names none.' : `it has ${names.join(', ')}.`;
      throw new QuantError('UNKNOWN_INDICATOR', `The strategy names no indicator ${key}; ${hint}`);
    },
  });

/** From below to above, strictly. */
const hasCrossed = (a: Level, b: Level): boolean => valueBefore(a) < valueBefore(b) && valueOf(a) > valueOf(b);

/** What the cursors of one run tell the host and not the strategy. */
export type GuestRun = {
  /** An error of our own in the middle of an order: the books may be wrong, so the run must end even where the strategy catches it. */
  broken: unknown;
};

/**
 * The cursor as code of others sees it. It takes numbers and copies where the engine would take whatever it is given: an object that says one
 * number when it is checked and another when it is used never reaches the engine. It gives numbers, copies and further views like itself.
 */
export class GuestCursor {
  readonly ind: Readonly<Record<string, GuestView>>;
  readonly #cursor: Cursor;
  readonly #run: GuestRun;
  readonly #others = new Map<string, GuestCursor>();
  readonly #timeframes = new Map<string, GuestTimeframe>();

  constructor(cursor: Cursor, run: GuestRun) {
    this.#cursor = cursor;
    this.#run = run;
    this.ind = viewsOf(cursor.ind);
    Object.freeze(this);
  }

  get index(): number { return this.#cursor.index; }
  get symbol(): string { return this.#cursor.symbol; }
  get symbols(): readonly string[] { return [...this.#cursor.symbols]; }
  get hasBar(): boolean { return this.#cursor.hasBar; }
  get position(): { readonly size: number; readonly profit: number } { return this.#cursor.position; }
  get isFlat(): boolean { return this.#cursor.isFlat; }
  get isIdle(): boolean { return this.#cursor.isIdle; }
  get equity(): number { return this.#cursor.equity; }
  get trades(): readonly GuestTrade[] { return this.#cursor.trades.map((trade) => new GuestTrade(trade)); }
  get orders(): readonly GuestOrder[] { return this.#cursor.orders.map((order) => new GuestOrder(order)); }

  of(symbol: string): GuestCursor {
    if (typeof symbol !== 'string') throw new QuantError('UNKNOWN_SYMBOL', 'c.of takes the symbol as a text.');
    let other = this.#others.get(symbol);
    if (other === undefined) {
      other = new GuestCursor(this.#cursor.of(symbol), this.#run);
      this.#others.set(symbol, other);
    }
    return other;
  }

  timeframe(length: string): GuestTimeframe {
    if (typeof length !== 'string') throw new QuantError('TIMEFRAME_INVALID', "c.timeframe takes a length as a text, such as '1d'.");
    let view = this.#timeframes.get(length);
    if (view === undefined) {
      view = new GuestTimeframe(this.#cursor.timeframe(length));
      this.#timeframes.set(length, view);
    }
    return view;
  }

  bar(offset: number = 0): Bar { return this.#cursor.bar(requireNumber(offset, 'An offset')); }

  crossedAbove(a: Level, b: Level): boolean { return hasCrossed(a, b); }

  crossedBelow(a: Level, b: Level): boolean { return hasCrossed(b, a); }

  buy(options?: OrderOptions): void {
    const terms = copyTerms('c.buy', options);
    this.#change(() => this.#cursor.buy(terms));
  }

  sell(options?: OrderOptions): void {
    const terms = copyTerms('c.sell', options);
    this.#change(() => this.#cursor.sell(terms));
  }

  close(share: number = 1): void {
    const wanted = requireNumber(share, 'The share that c.close closes');
    this.#change(() => this.#cursor.close(wanted));
  }

  cancelAll(): void { this.#change(() => this.#cursor.cancelAll()); }

  #change(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof QuantError)) this.#run.broken = error;
      throw error;
    }
  }
}
