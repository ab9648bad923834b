import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Contract } from '../../../contract/api/index.ts';
import type { Context, Router } from '../../api/index.ts';

/** The contract without a wire, for the command line: the same validation, roles, time limits and errors as every other door. */
export const createInProcessClient = (router: Router, context: Context): ContractRouterClient<Contract> => createRouterClient(router, { context });
