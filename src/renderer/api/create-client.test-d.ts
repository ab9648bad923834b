import { expectTypeOf } from 'vitest';
import type { Order } from '../../contract/model/order.ts';
import type { Client } from './create-client.ts';

declare const client: Client;

// Calls answer with the contract's nouns.
expectTypeOf(client.api.orders.get({ orderId: 'ord-1' as Order['orderId'] })).resolves.toEqualTypeOf<Order>();

// Streams are read with subscribe and in no other way.
expectTypeOf(client.api.orders).not.toHaveProperty('watch');
expectTypeOf(client.api.market).not.toHaveProperty('watch');
expectTypeOf(client.api.system).toHaveProperty('health');
