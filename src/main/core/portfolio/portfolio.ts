import type { PortfolioSnapshot } from '../../../contract/model/portfolio.ts';

/** Accounts and positions as they change. */
export interface Portfolio {
  /** Everything at the newest marks, then again at most four times a second as they change, and at once after a fill. */
  watch(signal: AbortSignal): AsyncGenerator<PortfolioSnapshot, void, void>;
}
