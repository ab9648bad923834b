import { create } from 'zustand';
import type { Account, Position } from '../../../contract/model/position.ts';
import type { Client } from '../../api/index.ts';

type Portfolio = { readonly positions: readonly Position[]; readonly accounts: readonly Account[]; readonly isLoaded: boolean };

/** What is held and what it is worth, as it is told. */
export const usePositions = create<Portfolio>(() => ({ positions: [], accounts: [], isLoaded: false }));

export function followPositions(client: Client): () => void {
  const load = async (): Promise<void> => {
    const [positions, accounts] = await Promise.all([client.api.portfolio.positions({}), client.api.portfolio.accounts({})]);
    usePositions.setState({ positions, accounts, isLoaded: true });
  };
  const timer = setInterval(() => void load().catch(() => undefined), 1_000);
  void load().catch(() => undefined);
  return () => clearInterval(timer);
}
