import { SmartCoercionPlugin } from '@orpc/json-schema';
import type { StandardHandlerOptions, StandardHandlerPlugin } from '@orpc/server/standard';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import type { Context } from '../../api/index.ts';

type Coerce = NonNullable<StandardHandlerOptions<Context>['clientInterceptors']>[number];

/**
 * Turns the text of query and path parameters into the numbers and booleans that the contract asks for. Bodies are JSON, have
 * types of their own, and are taken as strictly as at every other door.
 */
export class CoerceQueries implements StandardHandlerPlugin<Context> {
  init(options: StandardHandlerOptions<Context>): void {
    const own: StandardHandlerOptions<Context> = {};
    new SmartCoercionPlugin<Context>({ schemaConverters: [new ZodToJsonSchemaConverter()] }).init(own);
    const [coerce] = own.clientInterceptors as [Coerce];
    const onlyQueries: Coerce = (call) => {
      const { route, inputSchema } = call.procedure['~orpc'];
      if (route.method !== 'GET') return call.next();
      return coerce({ ...call, input: wrapSingles(inputSchema, call.input) });
    };
    options.clientInterceptors = [onlyQueries, ...(options.clientInterceptors ?? [])];
  }
}

/** A list is a repeated parameter, so a list of one looks like a single value. */
function wrapSingles(schema: unknown, input: unknown): unknown {
  if (!(schema instanceof z.ZodObject) || typeof input !== 'object' || input === null) return input;
  const entries = Object.entries(input).map(([key, value]) => [key, schema.shape[key] instanceof z.ZodArray && typeof value === 'string' ? [value] : value]);
  return Object.fromEntries(entries);
}
