import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context, Router } from '../../api/index.ts';
import type { Log } from '../../core/kernel/index.ts';

export type RestOptions = {
  readonly router: Router;
  /** Who is calling; the host has already let the request in. */
  readonly contextOf: (request: FastifyRequest) => Context;
  readonly log?: Log;
};

/** Serves the contract under /api/v1, with its OpenAPI document and a page to read. */
export async function registerRest(_app: FastifyInstance, _options: RestOptions): Promise<void> {}
