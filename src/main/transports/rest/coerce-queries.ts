import { SmartCoercionPlugin } from '@orpc/json-schema';
import type { StandardHandlerOptions, StandardHandlerPlugin } from '@orpc/server/standard';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
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
    const onlyQueries: Coerce = (call) => (call.procedure['~orpc'].route.method === 'GET' ? coerce(call) : call.next());
    options.clientInterceptors = [onlyQueries, ...(options.clientInterceptors ?? [])];
  }
}
