/** A file in the folder of strategies, or why it cannot be read. */
export type StrategyFile = { readonly file: string } & ({ readonly source: string } | { readonly problem: string });

/** The user's own strategies: files of one folder, `.ts` and `.json`. */
export interface StrategyFiles {
  /** By name, in the order of the alphabet. */
  list(): Promise<readonly StrategyFile[]>;
  /** Makes or replaces a file, wholly or not at all. UNAVAILABLE where the disk does not take it. */
  write(file: string, source: string): Promise<void>;
  /** Whether there was one. */
  remove(file: string): Promise<boolean>;
}
