import type { StrategyInfo } from '../../contract/model/strategy.ts';
import type { Cursor } from '../engine/cursor.ts';
import { IndicatorView } from '../engine/indicator-view.ts';
import { buyIntent, closeIntent, intentFor, sellIntent } from '../engine/signals.ts';
import type { ColumnSource, StrategyDefinition, StrategyParams } from '../engine/strategy.ts';

/** A column by a name that says everything it depends on (`sma close 20`), so that trials with the same one share it. */
export type NamedColumn = readonly [name: string, source: ColumnSource];

export type ColumnViews<Names extends string> = Readonly<Record<Names, IndicatorView>>;

type ColumnStrategy<Names extends string> = {
  readonly info: Omit<StrategyInfo, 'vectorised'>;
  columns(params: StrategyParams): Readonly<Record<Names, NamedColumn>>;
  /** What is asked for on the close of the present bar: bits of `intent`, 0 for nothing. */
  decide(columns: ColumnViews<Names>, params: StrategyParams): number;
};

/** A strategy that decides by its columns and by whether something is held, and by nothing else: one rule, bar by bar and over whole columns. */
export function defineColumnStrategy<Names extends string>({ info, columns, decide }: ColumnStrategy<Names>): StrategyDefinition<Names> {
  return {
    info: { ...info, vectorised: true },
    indicators: (params) => mapValues(columns(params), ([, source]) => source),
    onBar: (cursor, params) => act(cursor, decide(cursor.ind, params)),
    signals(given, params, out) {
      const time = { bar: 0 };
      const views = mapValues(columns(params), ([name, source]) => new IndicatorView(given.column(name, source), time));
      const count = given.bars.close.length;
      for (; time.bar < count; time.bar++) {
        const bits = decide(views, params);
        if (bits !== 0) out.add(time.bar, bits);
      }
    },
  };
}

function act(cursor: Cursor, bits: number): void {
  if (bits === 0) return;
  const asked = intentFor(bits, cursor.isFlat ? 0 : cursor.position.size);
  if ((asked & buyIntent) !== 0) cursor.buy();
  if ((asked & sellIntent) !== 0) cursor.sell();
  if ((asked & closeIntent) !== 0) cursor.close();
}

const mapValues = <Names extends string, A, B>(given: Readonly<Record<Names, A>>, change: (value: A) => B): Record<Names, B> =>
  Object.fromEntries(Object.entries<A>(given).map(([name, value]) => [name, change(value)])) as Record<Names, B>;
