import { afterEach, describe, expect, it } from 'vitest';
import type { InstrumentId } from '../../src/contract/model/instrument.ts';
import type { ClientOrderId, OrderId, OrderRequest } from '../../src/contract/model/order.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import type { TradingUpdate } from '../../src/contract/model/trading-update.ts';
import { decimalText, type DecimalText } from '../../src/contract/model/units.ts';
import { silentLog, type Log } from '../../src/main/core/kernel/index.ts';
import { acme, secret, troubles } from './fake-core.ts';
import { measureMemory } from './memory.ts';
import type { Api, DoorOptions, OpenDoor } from './open-door.ts';

const request = (id: InstrumentId, quantity = '100'): OrderRequest => ({
  instrumentId: id, side: 'buy', type: 'market', quantity: decimalText(quantity), timeInForce: 'day',
});

type Failure = { code: string; status: number; message: string; defined: boolean; data: { details: Record<string, unknown> } };

/** What a call fails with, wherever in the stream it does. */
export async function failureOf(call: () => Promise<unknown>): Promise<Failure> {
  try {
    const answer = await call();
    if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer) {
      for await (const _item of answer as AsyncIterable<unknown>);
    }
  } catch (error) {
    return error as Failure;
  }
  throw new Error('the call did not fail');
}

const halt = (i: number, padding = 0): TradingUpdate => ({ kind: 'halt', reason: `${i}${'.'.repeat(padding)}` });

/** Sequence numbers of the next `count` entries. */
async function readSeqs(api: Api, afterSeq: number, count: number): Promise<number[]> {
  const seqs: number[] = [];
  for await (const item of await api.orders.watch({ afterSeq })) {
    if (item.kind === 'entry') seqs.push(item.seq);
    if (seqs.length === count) break;
  }
  return seqs;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** What every door does, whatever carries it. */
export function testTransportContract(name: string, openDoor: (options?: DoorOptions) => Promise<OpenDoor>): void {
  describe(`${name} as a door`, () => {
    let door: OpenDoor;
    const open = async (options?: DoorOptions): Promise<OpenDoor> => (door = await openDoor(options));
    afterEach(() => door.close());

    describe('calls', () => {
      it('answers with what the core says, defaults filled in', async () => {
        const { api } = await open();
        const order = await api.orders.place(request(acme));
        expect(order).toMatchObject({ orderId: 'ord-1', instrumentId: 'SIM:ACME', quantity: '100', status: 'working', limitPrice: null });
        expect(await api.orders.get({ orderId: order.orderId })).toEqual(order);
        expect(await api.orders.list({ openOnly: true, limit: 5 })).toEqual([order]);
        expect(await api.risk.kill({})).toEqual({ isHalted: true, reason: 'stopped by hand' });
        expect((await api.market.history({ instrumentId: acme, timeframe: timeframe('1m'), limit: 3 })).close).toEqual([0, 1, 2]);
        expect(await api.data.importChunk({ uploadId: 'upl-1', offset: 7, data: Buffer.from('bars').toString('base64') })).toEqual({ received: 11 });
      });

      it('answers many calls at once, each with its own', async () => {
        const { api } = await open();
        const orders = await Promise.all(range(1, 100).map((i) => api.orders.place({ ...request(acme, String(i)), clientOrderId: `c-${i}` as ClientOrderId })));
        expect(orders.map((order) => order.quantity)).toEqual(range(1, 100).map(String));
      });

      it('carries the largest chunk of an import', async () => {
        const { api } = await open();
        const data = Buffer.alloc(512 * 1_024, 7).toString('base64');
        expect(await api.data.importChunk({ uploadId: 'upl-1', offset: 0, data })).toEqual({ received: 512 * 1_024 });
      });
    });

    describe('errors', () => {
      it('says in one sentence which field is wrong and why', async () => {
        const { api } = await open();
        const failure = await failureOf(() => api.orders.place({ ...request(acme), quantity: 'many' as DecimalText }));
        expect(failure).toMatchObject({ code: 'INVALID_INPUT', status: 400, defined: true });
        expect(failure.message).toMatch(/^quantity must be a decimal number/);
        expect(failure.data.details['faults']).toEqual([{ field: 'quantity', reason: expect.stringContaining('decimal') as string }]);
      });

      it('takes no empty change of an order', async () => {
        const { api } = await open();
        const { orderId } = await api.orders.place(request(acme));
        expect(await failureOf(() => api.orders.replace({ orderId, changes: {} }))).toMatchObject({
          code: 'INVALID_INPUT', status: 400, defined: true, message: 'changes must have at least one of quantity, limitPrice and stopPrice.',
        });
        expect(await api.orders.replace({ orderId, changes: { quantity: decimalText('50') } })).toMatchObject({ orderId });
      });

      it('refuses with the refusal and its numbers', async () => {
        const { api } = await open();
        const failure = await failureOf(() => api.orders.place(request(acme, '-3')));
        expect(failure).toMatchObject({ code: 'REFUSED', status: 422, defined: true, message: 'Quantity is -3; it must be above 0.' });
        expect(failure.data).toEqual({ details: { refusal: { code: 'QUANTITY_NOT_POSITIVE', quantity: '-3' } } });
      });

      it('carries the codes of the core with their details', async () => {
        const { api } = await open();
        expect(await failureOf(() => api.orders.get({ orderId: 'ord-9' as OrderId }))).toMatchObject({
          code: 'NOT_FOUND', status: 404, defined: true, message: 'There is no order ord-9.', data: { details: { orderId: 'ord-9' } },
        });
        expect(await failureOf(() => api.orders.fills({ orderId: 'ord-9' as OrderId })), 'no fills of an order that is not there').toMatchObject({ code: 'NOT_FOUND', message: 'There is no order ord-9.' });
        expect(await failureOf(() => api.backtests.watch({ runId: 'nope' }))).toMatchObject({ code: 'NOT_FOUND', status: 404, message: 'There is no run nope.' });
      });

      it('calls numbers that cannot be computed with an invalid input', async () => {
        const { api } = await open();
        expect(await failureOf(() => api.orders.place(request(troubles.badNumbers)))).toMatchObject({
          code: 'INVALID_INPUT', message: 'period must be from 2 to 200.', data: { details: { code: 'RANGE' } },
        });
      });

      it('keeps the text of unforeseen errors to the log', async () => {
        const logged: string[] = [];
        const log: Log = {
          ...silentLog,
          error: (_, { error, ...fields } = {}) => void logged.push(error instanceof Error ? error.message : JSON.stringify(fields)),
        };
        const { api } = await open({ log });
        for (const trouble of [troubles.broken, troubles.badAnswer]) {
          const failure = await failureOf(() => api.orders.place(request(trouble)));
          expect(failure).toMatchObject({ code: 'UNAVAILABLE', status: 503, defined: true });
          expect(JSON.stringify([failure, failure.message])).not.toContain(secret);
        }
        expect(logged).toHaveLength(2);
        expect(logged[0]).toContain(secret);
        expect(logged[1], 'where the answer was wrong, without its values').toBe('{"procedure":"orders.place","faultsOfAnswer":[{"field":"createdAtMs","reason":"must be a number, not string"}]}');
      });

      it('lets a viewer read, a trader trade and only an admin change the data', async () => {
        await open();
        const [viewer, trader] = [await door.as('viewer'), await door.as('trader')];
        expect(await viewer.orders.list({})).toEqual([]);
        expect(await failureOf(() => viewer.orders.place(request(acme)))).toMatchObject({
          code: 'FORBIDDEN', status: 403, message: 'orders.place needs the role trader; this session is a viewer.', data: { details: { role: 'viewer', needed: 'trader' } },
        });
        expect((await trader.orders.place(request(acme))).status).toBe('working');
        expect(await failureOf(() => trader.data.remove({ instrumentId: acme, timeframe: timeframe('1m') }))).toMatchObject({ code: 'FORBIDDEN' });
        expect(await door.api.data.remove({ instrumentId: acme, timeframe: timeframe('1m') })).toEqual({});
      });

      it('answers TIMEOUT when the core does not', async () => {
        const { api } = await open({ timeLimitMs: 50 });
        expect(await failureOf(() => api.orders.place(request(troubles.silent)))).toMatchObject({ code: 'TIMEOUT', status: 504, defined: true });
        expect(await api.orders.list({}), 'the door goes on').toEqual([]);
      });
    });

    describe('streams', () => {
      it('begins a state stream with a snapshot and goes on with what is newest', async () => {
        const { api, fake } = await open();
        const stream = await api.market.watch({ instrumentIds: [acme] });
        expect((await stream.next()).value).toMatchObject([{ instrumentId: 'SIM:ACME', last: 41 }]);
        fake.pushQuote({ last: 42 });
        expect((await stream.next()).value).toMatchObject([{ last: 42 }]);
        await stream.return?.();
      });

      it('ends a stream when the core does', async () => {
        const { api } = await open();
        const statuses: string[] = [];
        for await (const run of await api.backtests.watch({ runId: 'run-1' })) statuses.push(run.status);
        expect(statuses).toEqual(['running', 'done']);
      });

      it('gives every entry of a log in order, from where it was asked', async () => {
        const { api, fake } = await open();
        range(1, 5_000).forEach((i) => fake.pushUpdate(halt(i)));
        expect(await readSeqs(api, 0, 5_000)).toEqual(range(1, 5_000));
        expect(await readSeqs(api, 4_990, 10)).toEqual(range(4_991, 5_000));
      });

      it('reads a log from now on when nothing else is asked', async () => {
        const { api, fake } = await open();
        fake.pushUpdate(halt(1));
        const stream = await api.orders.watch({});
        const next = stream.next();
        await expect.poll(() => fake.watchers).toBe(1);
        fake.pushUpdate(halt(2));
        expect((await next).value).toMatchObject({ kind: 'entry', seq: 2 });
        await stream.return?.();
      });

      it('tells a reader who was away too long to reload', async () => {
        const { api, fake } = await open();
        fake.forgetLog();
        const stream = await api.orders.watch({ afterSeq: 3 });
        expect((await stream.next()).value).toEqual({ kind: 'reload', seq: 1_000_000 });
        await stream.return?.();
      });

      it('lets go of the source when the reader stops, waiting or not', async () => {
        const { api, fake } = await open();
        for await (const _quotes of await api.market.watch({ instrumentIds: [acme] })) break;
        await expect.poll(() => fake.watchers, { message: 'after a break' }).toBe(0);

        const controller = new AbortController();
        const stream = await api.orders.watch({}, { signal: controller.signal });
        const waiting = failureOf(async () => stream).catch(() => 'ended');
        await expect.poll(() => fake.watchers).toBe(1);
        controller.abort();
        await waiting;
        await expect.poll(() => fake.watchers, { message: 'after a cancel' }).toBe(0);
      });

      it('lets go of the source when the connection is cut', async () => {
        const { api, fake } = await open();
        if (door.cut === null) return;
        const stream = await api.orders.watch({});
        const waiting = failureOf(async () => stream);
        await expect.poll(() => fake.watchers).toBe(1);
        door.cut();
        await waiting;
        await expect.poll(() => fake.watchers).toBe(0);
      });

      it('misses nothing across a lost connection when it goes on by sequence number', async () => {
        const { api, fake } = await open();
        range(1, 10).forEach((i) => fake.pushUpdate(halt(i)));
        expect(await readSeqs(api, 0, 10)).toEqual(range(1, 10));
        const noticed = door.window === null ? null : new Promise((resolve) => door.window?.connection.watch(resolve));
        door.cut?.();
        await noticed;
        range(11, 20).forEach((i) => fake.pushUpdate(halt(i)));
        const again = door.window === null ? await door.as('admin') : api;
        expect(await readSeqs(again, 10, 10)).toEqual(range(11, 20));
      });

      it('keeps memory bounded for a reader that takes nothing, while others go on', { timeout: 60_000 }, async () => {
        const { api, fake } = await open();
        fake.pushUpdate(halt(0));
        const stalled = await door.stall();
        await expect.poll(() => fake.watchers).toBe(1);
        const memory = measureMemory();
        const count = 50_000;
        const reading = readSeqs(api, 1, count);
        // 100 MB in all, were they kept.
        const entry = halt(1, 2_000);
        range(1, count).forEach(() => fake.pushUpdate(entry));
        expect(await reading).toEqual(range(2, count + 1));
        fake.forgetLog();
        expect(stalled.waiting(), 'what waits for the stalled reader').toBeLessThanOrEqual(stalled.limit);
        expect(memory.grownMb(), 'MB').toBeLessThan(50);
        stalled.close();
        await expect.poll(() => fake.watchers, { message: 'the stalled stream ends with its reader' }).toBe(0);
      });
    });
  });
}
