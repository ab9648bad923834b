import { create } from 'zustand';
import type { AccountSummary, PortfolioSnapshot, PositionLine } from '../../../contract/model/portfolio.ts';
import type { Client } from '../../api/index.ts';

type Portfolio = { readonly positions: readonly PositionLine[]; readonly accounts: readonly AccountSummary[]; readonly isLoaded: boolean };

/** What is held and what it is worth, as it is told. */
export const usePositions = create<Portfolio>(() => ({ positions: [], accounts: [], isLoaded: false }));

export function followPositions(client: Client): () => void {
  const subscription = client.subscribe<PortfolioSnapshot>({
    kind: 'state',
    open: (api, signal) => api.portfolio.watch({}, { signal }),
    onValue: ({ positions, accounts }) => usePositions.setState({ positions, accounts, isLoaded: true }),
  });
  return () => subscription.close();
}
