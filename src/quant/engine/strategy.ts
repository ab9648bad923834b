import type { BarColumns } from '../../contract/model/bar.ts';
import type { StrategyInfo } from '../../contract/model/strategy.ts';
import type { Cursor } from './cursor.ts';
import type { SignalColumns, SignalList } from './signals.ts';

export type StrategyParams = Readonly<Record<string, number>>;

/** A column computed from bars before the run. Causal: a value depends on no later bar. */
export type ColumnSource = (bars: BarColumns) => Float64Array;

/** A strategy as the engine runs it: its indicators, and what it does on the close of each bar. */
export type StrategyDefinition<Names extends string = string> = {
  readonly info: StrategyInfo;
  indicators(params: StrategyParams): Readonly<Record<Names, ColumnSource>>;
  /** Forgets all that it remembers, before each pass over the bars: a run may take several. Left out where it remembers nothing. */
  start?(): void;
  onBar(cursor: Cursor<Names>, params: StrategyParams): void;
  /**
   * The same decisions as a function of whole columns, for sweeps: adds the intents of every bar to an empty list. Left out where a
   * decision depends on more than the columns and on whether something is held. Asks for the columns that `indicators` names.
   */
  signals?(columns: SignalColumns, params: StrategyParams, out: SignalList): void;
};

/** The indicators of a strategy over any bars, by name. */
export const indicatorsOf = ({ indicators }: Pick<StrategyDefinition, 'indicators'>, params: StrategyParams) => (bars: BarColumns): readonly (readonly [name: string, values: Float64Array])[] =>
  Object.entries(indicators(params)).map(([name, source]) => [name, source(bars)] as const);
