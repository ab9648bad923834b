import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../../contract/api/index.ts';
import { AppError } from '../../core/kernel/index.ts';

export type OwnerAddress = {
  /** Such as http://127.0.0.1:41234. */
  readonly url: string;
  readonly token: string;
};

export type OwnerConnection = { readonly client: ContractRouterClient<Contract>; close(): Promise<void> };

/** Becomes a client of the workstation that owns the data folder. */
export async function connectToOwner({ url }: OwnerAddress): Promise<OwnerConnection> {
  throw new AppError('UNAVAILABLE', `The workstation at ${url} cannot be reached.`);
}
