import { createContext, useContext } from 'react';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import type { Rules } from '../../../../contract/model/rule.ts';

/** What every block knows: the rules around it, how they are changed, and which indicators there are. */
export type Blocks = {
  readonly rules: Rules;
  readonly edit: (change: (rules: Rules) => Rules) => void;
  readonly known: ReadonlyMap<string, IndicatorInfo>;
};

export const BlocksContext = createContext<Blocks | null>(null);

export function useBlocks(): Blocks {
  const blocks = useContext(BlocksContext);
  if (blocks === null) throw new Error('useBlocks is called outside the blocks of rules.');
  return blocks;
}
