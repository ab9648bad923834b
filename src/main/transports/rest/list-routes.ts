import { traverseContractProcedures } from '@orpc/server';
import { contract } from '../../../contract/api/index.ts';
import { bodyLimit, largerBodies } from './limits.ts';

/** One procedure as an HTTP route. */
export type RestRoute = {
  /** `orders.place`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in braces, without the prefix. */
  readonly path: string;
  /** Bytes of the body that are read. */
  readonly bodyLimit: number;
};

/** Every procedure of the contract with its method and path. */
export function listRoutes(): RestRoute[] {
  const routes: RestRoute[] = [];
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure, path }) => {
    const { method, path: httpPath } = procedure['~orpc'].route;
    const operation = path.join('.');
    if (method === undefined || method === 'HEAD' || httpPath === undefined) throw new Error(`${operation} has no method or path in the contract`);
    routes.push({ operation, method, path: httpPath, bodyLimit: largerBodies[httpPath] ?? bodyLimit });
  });
  return routes;
}
