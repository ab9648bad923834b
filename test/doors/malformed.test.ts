import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createRouter, type Context } from '../../src/main/api/index.ts';
import { silentLog } from '../../src/main/core/kernel/index.ts';
import { createInProcessClient, servePort } from '../../src/main/transports/index.ts';
import { acme, createFakeCore } from './fake-core.ts';
import { listCalls, validInputs } from './list-calls.ts';
import { measureMemory } from './memory.ts';
import { createDice, mutateText, randomBytes, type Dice } from './mutate.ts';
import { serveRest, serveWebSockets, type Api } from './open-door.ts';

const total = Number(process.env['TAPEDECK_MALFORMED'] ?? 100_000);
const seed = Number(process.env['TAPEDECK_SEED'] ?? 20_260_105);
/** Ends what hangs, also where much else runs: in proportion to what is sent. */
const limitMs = Math.max(600_000, total * 3);
const shareOf = (share: number): number => Math.round(total * share);
const calls = listCalls();

/**
 * Viewers may change nothing, so a damaged frame that happens to be a good order must not either: whatever gets through, the
 * state stays as it was.
 */
const viewerContext = (fake: ReturnType<typeof createFakeCore>): Context => ({ core: fake.core, session: { role: 'viewer', who: 'stranger' } });

const validFrame = (dice: Dice): string => {
  const call = dice.pick(calls);
  return JSON.stringify({ i: String(dice.below(1_000)), p: { u: `/${call.path.join('/')}`, b: { json: validInputs[call.name] }, h: { 'x-a': 'b' }, m: dice.pick(['POST', 'GET', 'PUT']) } });
};

/** A frame of oRPC's protocol gone wrong. */
const badFrame = (dice: Dice): string | Uint8Array<ArrayBuffer> => {
  switch (dice.below(40)) {
    case 0:
      return randomBytes(dice);
    case 1:
      return mutateText(JSON.stringify({ i: String(dice.below(1_000)), t: 3, p: { e: 'message', d: {}, m: { id: 'a' } } }), dice);
    case 2:
      return JSON.stringify({ i: dice.pick([1, null, {}, 'x'.repeat(10_000), '', '__proto__']), t: dice.pick([1, 2, 4, 99, -1, 'x', null]), p: dice.pick([null, 1, [], { u: '/' }, { u: 5 }]) });
    case 3: {
      const blob = new TextEncoder().encode(mutateText(validFrame(dice), dice));
      return Uint8Array.from([...blob, 255, ...randomBytes(dice)]);
    }
    default:
      return mutateText(validFrame(dice), dice);
  }
};

/** Whether a frame cannot be read at all, so that its connection ends and nothing after it counts. */
function isUnreadable(frame: unknown): boolean {
  if (typeof frame !== 'string') return true;
  if (frame === 'ping' || frame === 'pong') return false;
  const message = readJson(frame) as { i?: unknown; t?: unknown; p?: { u?: unknown } } | null;
  return typeof message !== 'object' || typeof message?.i !== 'string' || (message.t !== 3 && message.t !== 4 && typeof message.p?.u !== 'string');
}

/** Up to eight inputs for one connection; one that ends it comes last, so that each is read and counted. */
function createBatch<T>(left: number, create: () => T, isLast: (input: T) => boolean): T[] {
  const batch: T[] = [];
  while (batch.length < Math.min(8, left)) {
    const input = create();
    batch.push(input);
    if (isLast(input)) break;
  }
  return batch;
}

const untilClosed = (emitter: { once(event: 'close', listener: () => void): unknown }): Promise<void> => new Promise((resolve) => void emitter.once('close', () => resolve()));
const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe(`${total} malformed inputs over all doors`, () => {
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown): void => void rejections.push(reason);
  beforeAll(() => {
    process.on('unhandledRejection', onRejection);
    process.on('uncaughtException', onRejection);
  });
  afterAll(() => {
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onRejection);
  });

  /** Runs it and checks what must hold whatever came in. */
  const survive = async (fake: ReturnType<typeof createFakeCore>, attack: () => Promise<void>, api: () => Promise<Api>): Promise<void> => {
    const before = fake.fingerprint();
    const memory = measureMemory();
    await attack();
    await nextTurn();
    expect(rejections, `unhandled with seed ${seed}`).toEqual([]);
    expect(fake.fingerprint(), 'state').toBe(before);
    expect(({} as Record<string, unknown>)['polluted'], 'Object.prototype').toBeUndefined();
    await expect.poll(() => fake.watchers, { message: 'streams left open', timeout: 10_000 }).toBe(0);
    expect(memory.grownMb(), 'MB').toBeLessThan(50);
    expect(await (await api()).market.quote({ instrumentId: acme }), 'the door still answers').toMatchObject({ last: 41 });
  };

  it('WebSocket', { timeout: limitMs }, async () => {
    const fake = createFakeCore();
    const served = await serveWebSockets({ fake });
    const dice = createDice(seed);
    let left = shareOf(0.35);
    const attacker = async (): Promise<void> => {
      while (left > 0) {
        const socket = new WebSocket(`${served.url}?role=viewer`, { perMessageDeflate: false });
        socket.on('error', () => {});
        const closed = untilClosed(socket);
        await once(socket, 'open');
        let isOpen = true;
        void closed.then(() => (isOpen = false));
        while (left > 0 && isOpen) {
          const batch = createBatch(left, () => badFrame(dice), isUnreadable);
          left -= batch.length;
          for (const frame of batch) socket.send(frame);
          if (isUnreadable(batch.at(-1))) break;
          // Below the protocol, too: bytes that are no frame of a WebSocket.
          if (dice.below(200) === 0) (socket as unknown as { _socket: Socket })._socket.write(randomBytes(dice));
          await nextTurn();
        }
        socket.close();
        const cut = setTimeout(() => socket.terminate(), 200);
        await closed;
        clearTimeout(cut);
      }
    };
    await survive(fake, async () => {
      await Promise.all(Array.from({ length: 8 }, attacker));
      await expect.poll(() => served.door.openSockets, { timeout: 10_000 }).toBe(0);
    }, async () => (await import('./open-door.ts')).openInProcess({ fake }).then((door) => door.api));
    const socket = new WebSocket(served.url);
    await once(socket, 'open');
    socket.send(JSON.stringify({ i: '1', p: { u: '/market/quote', b: { json: { instrumentId: acme } } } }));
    expect(String((await once(socket, 'message'))[0])).toContain('"last":41');
    socket.terminate();
    await served.close();
  });

  it('MessagePort', { timeout: limitMs }, async () => {
    const fake = createFakeCore();
    const router = createRouter();
    const dice = createDice(seed + 1);
    const oddMessages = [null, undefined, 5, {}, [], { data: 'x' }, { data: { data: 1 } }, new Map(), new Date(), 10n, new ArrayBuffer(3), new Float64Array(2), '', 'ping', 'pong', new SharedArrayBuffer(4)];
    await survive(fake, async () => {
      for (let left = shareOf(0.35); left > 0; ) {
        const { port1, port2 } = new MessageChannel();
        servePort(port1, { router, context: viewerContext(fake), log: silentLog });
        const closed = untilClosed(port2);
        let isOpen = true;
        void closed.then(() => (isOpen = false));
        while (left > 0 && isOpen) {
          const batch = createBatch(left, (): unknown => (dice.below(30) === 0 ? dice.pick(oddMessages) : badFrame(dice)), isUnreadable);
          left -= batch.length;
          for (const message of batch) port2.postMessage(message);
          if (isUnreadable(batch.at(-1))) break;
          await nextTurn();
        }
        await nextTurn();
        port2.close();
        await closed;
      }
    }, async () => createInProcessClient(router, viewerContext(fake)));
  });

  it('REST', { timeout: limitMs }, async () => {
    const fake = createFakeCore();
    const served = await serveRest({ fake });
    const dice = createDice(seed + 2);
    const port = Number(new URL(served.url).port);
    let left = shareOf(0.2);
    const attacker = async (): Promise<void> => {
      while (left > 0) {
        const socket = connectTcp(port, '127.0.0.1');
        socket.on('error', () => {});
        socket.resume();
        await once(socket, 'connect');
        const closed = untilClosed(socket);
        let isOpen = true;
        void closed.then(() => (isOpen = false));
        while (left > 0 && isOpen) {
          const batch = createBatch(left, () => badRequest(dice), ({ isLast }) => isLast);
          left -= batch.length;
          socket.write(batch.map(({ text }) => text).join(''), 'latin1');
          await nextTurn();
          if (batch.at(-1)?.isLast === true || dice.below(4) === 0) break;
        }
        socket.end();
        const cut = setTimeout(() => socket.destroy(), 200);
        await closed;
        clearTimeout(cut);
      }
    };
    await survive(fake, async () => {
      await Promise.all(Array.from({ length: 8 }, attacker));
    }, async () => (await import('./open-door.ts')).openInProcess({ fake }).then((door) => door.api));
    expect((await fetch(`${served.url}/api/v1/market/quotes/SIM:ACME`)).status).toBe(200);
    await served.close();
  });

  it('in process', { timeout: limitMs }, async () => {
    const fake = createFakeCore();
    const router = createRouter();
    const client = createInProcessClient(router, viewerContext(fake));
    const dice = createDice(seed + 3);
    await survive(fake, async () => {
      for (let left = shareOf(0.1); left > 0; left--) {
        const { path: [area, verb], name } = dice.pick(calls);
        const call = (client as unknown as Record<string, Record<string, (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>>>)[area as string]?.[verb as string];
        const controller = new AbortController();
        await call?.(readJson(mutateText(JSON.stringify(validInputs[name]), dice)), { signal: controller.signal }).catch((error: { code?: string; message?: string }) => {
          expect(['INVALID_INPUT', 'FORBIDDEN', 'NOT_FOUND'], `${name}: ${error.message}`).toContain(error.code);
        });
        controller.abort();
      }
    }, async () => client);
  });
});

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A request to one of our routes with something wrong in its line, its headers or its body; `isLast` when its end cannot be found. */
function badRequest(dice: Dice): { readonly text: string; readonly isLast: boolean } {
  const call = dice.pick(calls);
  const input = validInputs[call.name] ?? {};
  const body = dice.below(6) === 0 ? String.fromCharCode(...randomBytes(dice)) : mutateText(JSON.stringify(input), dice).replaceAll(/[\u0100-\uffff]/g, '?');
  const method = dice.below(5) === 0 ? dice.pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE']) : dice.below(40) === 0 ? 'BREW' : call.method;
  const route = call.route.replaceAll(/\{\w+\}/g, () => dice.pick(['run-1', 'ord-1', '%00', '%', '..', '__proto__', 'x'.repeat(300), 'SIM%3AACME', '%E0%A4%A']));
  const query = dice.pick(['', '', '?limit=5', '?limit=1e999', '?__proto__[polluted]=1', '?constructor[prototype][polluted]=1', `?${'a[b]'.repeat(50)}=1`, '?instrumentIds[99999]=x', '?a[__proto__][polluted]=1&limit[]=2', '?%']);
  const type = dice.pick(['application/json', 'application/json', 'application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/event-stream', 'application/json; charset=utf-16']);
  const length = dice.below(40) === 0 ? dice.below(100_000) : body.length;
  const isChunked = dice.below(40) === 0;
  const more = dice.pick(['', '', 'content-disposition: attachment; filename="x"\r\n', 'last-event-id: 5\r\n', 'x-role: viewer\r\n']) + (isChunked ? 'transfer-encoding: chunked\r\n' : '');
  const text = `${method} /api/v1${route}${query} HTTP/1.1\r\nhost: test\r\nx-role: viewer\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n${more}\r\n${body}`;
  return { text, isLast: method === 'BREW' || length !== body.length || isChunked };
}
