import { describe, expect, it } from 'vitest';
import type { Order, OrderId } from '../../contract/model/order.ts';
import { AppError } from '../core/kernel/index.ts';
import { findOrder } from './find-order.ts';

const order = { orderId: 'ord-7d1k0q2m4x5c' as OrderId } as Order;
const trading = {
  get(orderId: OrderId): Order {
    if (orderId !== order.orderId) throw new AppError('NOT_FOUND', `There is no order ${orderId}.`, { orderId });
    return order;
  },
  list: () => [order],
};
const find = (orderId: string) => findOrder(trading, orderId as OrderId);

describe('an order asked for by its id', () => {
  it('is given', () => {
    expect(find('ord-7d1k0q2m4x5c')).toBe(order);
  });
  it('is looked for among the newest where the id is mistyped, and said not to be there where none is near', () => {
    expect(() => find('ord-7d1k0q2m4x5d')).toThrow(expect.objectContaining({ code: 'NOT_FOUND', message: 'There is no order ord-7d1k0q2m4x5d; did you mean ord-7d1k0q2m4x5c?' }) as Error);
    expect(() => find('nope')).toThrow(expect.objectContaining({ code: 'NOT_FOUND', message: 'There is no order nope.' }) as Error);
  });
  it('fails as it does for any other reason', () => {
    const broken = { ...trading, get: () => { throw new AppError('UNAVAILABLE', 'Not open yet.'); } };
    expect(() => findOrder(broken, order.orderId)).toThrow('Not open yet.');
  });
});
