import { create } from 'zustand';
import type { StrategyCode, StrategyInfo } from '../../../contract/model/strategy.ts';

/** A strategy of one's own as it stands in the editor, not stored yet: it runs in place of its file. */
export type AtHand = {
  readonly code: StrategyCode;
  /** What it says of itself; null: it cannot be read as it stands, or was not read yet. */
  readonly info: StrategyInfo | null;
};

/** What the lab and the editor of strategies tell each other. */
type Store = {
  readonly atHand: AtHand | null;
  /** Why the last run of the lab did not start or failed; null: it did neither. */
  readonly fault: string | null;
  /** Grows when the list of strategies should be asked for again. */
  readonly round: number;
};

export const useAtHand = create<Store>(() => ({ atHand: null, fault: null, round: 0 }));

export const putAtHand = (atHand: AtHand | null): void => useAtHand.setState({ atHand });
export const sayRunFault = (fault: string | null): void => useAtHand.setState({ fault });
export const reloadStrategies = (): void => useAtHand.setState(({ round }) => ({ round: round + 1 }));

/** The strategy as it runs: with the parameters of what is at hand where that is its file, and the code to run in the file's place. */
export function withAtHand(strategy: StrategyInfo, atHand: AtHand | null): { readonly strategy: StrategyInfo; readonly code: StrategyCode | null } {
  if (atHand === null || strategy.file === undefined || atHand.code.file !== strategy.file) return { strategy, code: null };
  return { strategy: { ...strategy, params: atHand.info?.params ?? strategy.params }, code: atHand.code };
}
