import { create } from 'zustand';

/** So many runs stand beside one another at most. */
export const mostCompared = 8;

/** Which runs were ticked to be compared, in the order in which they were. */
export const useCompared = create<{ readonly runIds: readonly string[] }>(() => ({ runIds: [] }));

export const toggleCompared = (runId: string): void =>
  useCompared.setState(({ runIds }) => ({ runIds: runIds.includes(runId) ? runIds.filter((one) => one !== runId) : [...runIds, runId].slice(-mostCompared) }));

export const clearCompared = (): void => useCompared.setState({ runIds: [] });
