export { engineVersion } from '../../quant/engine/version.ts';
export type { Context, Role, Session } from './context.ts';
export { createRouter, type Router } from './create-router.ts';
export { getLeastRole, roles } from './roles.ts';
export { contractError, isContractError, toContractError, type ContractError } from './to-contract-error.ts';
