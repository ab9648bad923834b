import type { StrategyInfo } from '../../contract/model/strategy.ts';
import { QuantError } from '../error.ts';

/** Refuses more or fewer symbols than a strategy trades, in one sentence. A strategy that does not say takes any number. */
export function checkSymbolCount({ name, symbols }: StrategyInfo, given: number): void {
  if (symbols === undefined) return;
  const { min, max = Infinity } = symbols;
  if (given >= min && given <= max) return;
  const wanted = max === min ? `exactly ${countOf(min)}` : max === Infinity ? `at least ${countOf(min)}` : `${min} to ${countOf(max)}`;
  throw new QuantError('SYMBOL_COUNT', `Strategy ${name} trades ${wanted}; ${given} ${given === 1 ? 'was' : 'were'} given.`);
}

const countOf = (count: number): string => `${count} symbol${count === 1 ? '' : 's'}`;
