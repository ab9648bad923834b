/** What the API of strategies in TypeScript gives: each member with its type, and the sentence that pages and editors say of it. */
export type ApiRow = {
  /** How it is written, as the page shows it. */
  readonly code: string;
  readonly text: string;
  /** What it adds to which object, as a declaration of TypeScript; `cursor` where nothing is said of the object. */
  readonly members: readonly ApiMember[];
};
export type ApiMember = { readonly of: ApiObject; readonly name: string; readonly declaration: string };
export type ApiObject = 'definition' | 'cursor' | 'longer' | 'indicator' | 'bar' | 'position' | 'trade' | 'pending' | 'order';

/** Members of an object from their declarations, such as `index: number`. */
const of = (object: ApiObject, ...declarations: readonly string[]): readonly ApiMember[] =>
  declarations.map((declaration) => ({ of: object, name: /^(?:readonly )?(\w+)/.exec(declaration)?.[1] ?? '', declaration }));

const row = (code: string, text: string, ...members: readonly (readonly ApiMember[])[]): ApiRow => ({ code, text, members: members.flat() });

/** The tables of the API, in the order of the page: the one source of the page, of completion and of the types in the editor. */
export const strategyApi: Readonly<Record<'definition' | 'cursor' | 'order', { readonly title: string; readonly rows: readonly ApiRow[] }>> = {
  definition: {
    title: 'in the definition',
    rows: [
      row('`name`, `title`, `description`', 'what it is called; another name is no new hypothesis', of('definition', 'name: string', 'title?: string', 'description?: string')),
      row('`params`', '`{ default, min, max, title, integer }` each, or only a number. Whole numbers where default, min and max are whole, unless `integer: false`', of('definition', 'params?: P')),
      row(
        '`indicators(p)`',
        "what it reads, by names of its own. Any of `tapedeck indicators list`: `'obv'`, `['sma', { timePeriod: 20 }]`, an output by its name `['bbands', { timePeriod: 20 }, 'upper']`, of another column `['sma', { timePeriod: 20 }, { of: 'high' }]`, of another indicator `['sma', { timePeriod: 5 }, { of: ['rsi', { timePeriod: 14 }] }]`",
        of('definition', 'indicators?: (p: Values<P>) => I'),
      ),
      row('`state`', 'what it remembers from bar to bar: JSON, or a function that gives it. Each run begins with it', of('definition', 'state?: S | (() => S)')),
      row('`onBar(c, p, state)`', 'asked on the close of each bar, from the first on which all indicators have a value', of('definition', 'onBar?(c: Cursor<keyof I & string>, p: Values<P>, state: S): void')),
      row(
        '`signals(columns, p)`', 'in its place: the position wanted on the close of every bar, as a list of numbers: above 0 long, below 0 short, 0 none, null to leave it',
        of('definition', 'signals?(columns: Columns<keyof I & string>, p: Values<P>): ArrayLike<number | null | undefined>'),
      ),
    ],
  },
  cursor: {
    title: 'on the cursor `c`',
    rows: [
      row(
        '`c.bar()`, `c.bar(-1)`', '`{ timeMs, open, high, low, close, volume }` of this bar, of the one before; all NaN before the first',
        of('cursor', 'bar(offset?: number): Bar'), of('bar', 'readonly timeMs: number', 'readonly open: number', 'readonly high: number', 'readonly low: number', 'readonly close: number', 'readonly volume: number'),
      ),
      row(
        '`c.index`, `c.symbol`, `c.symbols`, `c.hasBar`', 'number of the bar; its symbol; all symbols of the run; whether the symbol has a bar now',
        of('cursor', 'readonly index: number', 'readonly symbol: string', 'readonly symbols: readonly string[]', 'readonly hasBar: boolean'),
      ),
      row("`c.of('OTHER')`", 'the cursor of another symbol', of('cursor', 'of(symbol: string): Cursor<Names>')),
      row(
        "`c.timeframe('1d')`", 'longer bars of the symbol, for reading: `bar(…) ind index hasBar symbol timeframe crossedAbove(…) crossedBelow(…)`. A bar is there from its end on, NaN before the first',
        of('cursor', 'timeframe(length: string): LongerBars<Names>'),
        of(
          'longer', 'bar(offset?: number): Bar', 'readonly ind: { readonly [Name in Names]: Indicator }', 'readonly index: number', 'readonly hasBar: boolean', 'readonly symbol: string', 'readonly timeframe: string',
          'crossedAbove(a: number, b: number): boolean', 'crossedBelow(a: number, b: number): boolean',
        ),
      ),
      row(
        '`c.ind.fast.value`, `c.ind.fast.at(-2)`', 'an indicator now, and two bars ago. It stands in comparisons as it is: `c.ind.rsi > 70`',
        of('cursor', 'readonly ind: { readonly [Name in Names]: Indicator }'), of('indicator', 'readonly value: number', 'at(offset: number): number'),
      ),
      row(
        '`c.crossedAbove(a, b)`, `c.crossedBelow(a, b)`', 'of indicators or numbers: strictly on the other side a bar ago, strictly beyond now',
        of('cursor', 'crossedAbove(a: number, b: number): boolean', 'crossedBelow(a: number, b: number): boolean'),
      ),
      row('`c.buy({…})`, `c.sell({…})`', "an order; without options a market order of the run's own size. Options below", of('cursor', 'buy(options?: OrderOptions): void', 'sell(options?: OrderOptions): void')),
      row('`c.close()`, `c.close(0.5)`', 'closes every open trade of the symbol, or half of each', of('cursor', 'close(share?: number): void')),
      row('`c.cancelAll()`', 'cancels what is pending; stops and targets of open trades stay', of('cursor', 'cancelAll(): void')),
      row('`c.position`', '`{ size, profit }`, signed units and open profit', of('cursor', 'readonly position: Position'), of('position', 'readonly size: number', 'readonly profit: number')),
      row('`c.isFlat`, `c.isIdle`', 'nothing is held; nothing is pending', of('cursor', 'readonly isFlat: boolean', 'readonly isIdle: boolean')),
      row(
        '`c.trades`', 'open trades: `id size isLong entryPrice entryBar profit`, `stopLoss` and `takeProfit` that can be set, `trailStop`, `trail(…)`, `close(share)`',
        of('cursor', 'readonly trades: readonly Trade[]'),
        of(
          'trade', 'readonly id: number', 'readonly size: number', 'readonly isLong: boolean', 'readonly entryPrice: number', 'readonly entryBar: number', 'readonly profit: number',
          'stopLoss: number | null', 'takeProfit: number | null', 'readonly trailStop: number | null', 'trail(distance: Trail | null): void', 'close(share?: number): void',
        ),
      ),
      row(
        '`c.orders`', 'pending orders: `side limit stop isBracket group remaining`, `modify({…})`, `cancel()`',
        of('cursor', 'readonly orders: readonly PendingOrder[]'),
        of(
          'pending', "readonly side: 'buy' | 'sell'", 'readonly limit: number | null', 'readonly stop: number | null', 'readonly isBracket: boolean', 'readonly group: string | null',
          'readonly remaining: number | null',
          'modify(changes: { size?: number; limit?: number; stop?: number; stopLoss?: number; takeProfit?: number; trailingStop?: Trail; goodTill?: number }): void', 'cancel(): void',
        ),
      ),
      row('`c.equity`', 'cash and open profits of the run', of('cursor', 'readonly equity: number')),
    ],
  },
  order: {
    title: 'option of an order',
    rows: [
      row('`size`', 'below 1 a share of what can still be bought, from 1 on units; or a sizing, see *Sizes*', of('order', 'size?: number | Sizing')),
      row('`limit`, `stop`', 'prices to wait for; both: a stop-limit', of('order', 'limit?: number', 'stop?: number')),
      row('`stopLoss`, `takeProfit`', 'prices that close the trade', of('order', 'stopLoss?: number', 'takeProfit?: number')),
      row(
        '`trail`, `trailingStop`', 'a stop that follows the trade; an order that itself follows the price. `3` in currency, `{ percent: 2 }`, `{ atr: 3, period: 14 }`',
        of('order', 'trail?: Trail', 'trailingStop?: Trail'),
      ),
      row(
        '`tif`, `goodTill`, `on`, `group`, `triggers`, `reduceOnly`, `closes`', 'how long, when, and together with what: *How orders are filled*',
        of(
          'order', "tif?: 'gtc' | 'day' | 'gtd' | 'ioc' | 'fok'", 'goodTill?: number', "on?: 'open' | 'close'", 'group?: string', "triggers?: readonly (OrderOptions & { side: 'buy' | 'sell' })[]",
          'reduceOnly?: boolean', 'closes?: readonly number[]',
        ),
      ),
    ],
  },
};

const rows: readonly ApiRow[] = Object.values(strategyApi).flatMap((table) => table.rows);

/** Every member of an object with the sentence of its row. */
export const membersOf = (object: ApiObject): readonly (ApiMember & { readonly text: string })[] =>
  rows.flatMap(({ members, text }) => members.filter((member) => member.of === object).map((member) => ({ ...member, text })));

/** A table as the page shows it, in Markdown. */
export const apiTable = (name: keyof typeof strategyApi): string =>
  [`| ${strategyApi[name].title} | |`, '|---|---|', ...strategyApi[name].rows.map(({ code, text }) => `| ${code} | ${text} |`)].join('\n');

/** The declaration of the module `tapedeck`, for a checker of types. `indicators`: the names that there are. */
export function declareStrategyApi(indicators: readonly string[]): string {
  const body = (object: ApiObject): string => membersOf(object).map(({ declaration, text }) => `    /** ${text.replaceAll('*/', '')} */\n    ${declaration};`).join('\n');
  const name = indicators.length === 0 ? 'string' : indicators.map((one) => JSON.stringify(one)).join(' | ');
  return `declare module 'tapedeck' {
  type Price = 'time' | 'open' | 'high' | 'low' | 'close' | 'volume';
  type IndicatorName = ${name};
  type Request = IndicatorName | readonly [name: IndicatorName, params?: Readonly<Record<string, number>>, read?: string | { readonly of?: Price | Request; readonly columns?: readonly (Price | Request)[]; readonly output?: string }]
    | { readonly name: IndicatorName; readonly params?: Readonly<Record<string, number>>; readonly of?: Price | Request; readonly columns?: readonly (Price | Request)[]; readonly output?: string };
  type Param = number | { readonly default: number; readonly min?: number; readonly max?: number; readonly title?: string; readonly integer?: boolean };
  type Values<P> = { readonly [Name in keyof P]: number };
  type Columns<Names extends string> = { readonly [Name in Names | Price]: Float64Array };
  type Trail = number | { readonly percent: number } | { readonly atr: number; readonly period?: number };
  type Sizing = { readonly kind: 'all' } | { readonly kind: 'units'; readonly units: number } | { readonly kind: 'fraction'; readonly fraction: number } | { readonly kind: 'notional'; readonly notional: number }
    | { readonly kind: 'equity'; readonly multiple: number } | { readonly kind: 'risk'; readonly share: number } | { readonly kind: 'volatility'; readonly target: number; readonly window?: number } | { readonly kind: 'kelly'; readonly fraction: number };
  interface IndicatorView {
${body('indicator')}
  }
  type Indicator = number & IndicatorView;
  interface Bar {
${body('bar')}
  }
  interface Position {
${body('position')}
  }
  interface Trade {
${body('trade')}
  }
  interface PendingOrder {
${body('pending')}
  }
  interface OrderOptions {
${body('order')}
  }
  interface LongerBars<Names extends string> {
${body('longer')}
  }
  interface Cursor<Names extends string> {
${body('cursor')}
  }
  interface Definition<P, I, S> {
${body('definition')}
  }
  /** What a strategy is made of. Export it as \`strategy\`. */
  export function defineStrategy<const P extends Readonly<Record<string, Param>> = {}, I extends Readonly<Record<string, Request>> = {}, S = {}>(definition: Definition<P, I, S>): object;
}
`;
}
