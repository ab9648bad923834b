import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createRouter } from '../../src/main/api/index.ts';
import { silentLog } from '../../src/main/core/kernel/index.ts';
import { createWebSocketDoor, servePort } from '../../src/main/transports/index.ts';
import { acme, createFakeCore, troubles, type FakeCore } from './fake-core.ts';
import { serveWebSockets } from './open-door.ts';

type Answer = { i: string; t?: number; p: { s?: number; b?: { json?: { code?: string; message?: string } }; e?: string } };

const frame = (id: string, procedure: string, input: unknown = {}): string => JSON.stringify({ i: id, p: { u: `/${procedure}`, b: { json: input } } });
const cancel = (id: string): string => JSON.stringify({ i: id, t: 4 });
const silentOrder = { instrumentId: troubles.silent, side: 'buy', type: 'market', quantity: '1' };

/** One raw end of a connection. */
type Raw = { send(frame: unknown): void; readonly answers: Answer[]; readonly texts: unknown[]; readonly closed: Promise<unknown>; close(): void };

function collect(): Pick<Raw, 'answers' | 'texts'> & { take(data: unknown): void } {
  const [answers, texts]: [Answer[], unknown[]] = [[], []];
  return { answers, texts, take: (data) => void (data === 'ping' || data === 'pong' ? texts.push(data) : answers.push(JSON.parse(String(data)) as Answer)) };
}

describe.each(['WebSocket', 'MessagePort'])('frames at the %s', (kind) => {
  let fake: FakeCore;
  let raw: Raw;
  let stop: () => unknown;

  const openSocket = async (): Promise<Raw> => {
    const served = await serveWebSockets({ fake });
    stop = served.close;
    const socket = new WebSocket(served.url);
    await once(socket, 'open');
    const { answers, texts, take } = collect();
    socket.on('message', (data, isBinary) => take(isBinary ? data : (data as Buffer).toString()));
    return { send: (data) => socket.send(data as string), answers, texts, closed: once(socket, 'close').then(([code]) => code as number), close: () => socket.close() };
  };
  const openPort = async (): Promise<Raw> => {
    const { port1, port2 } = new MessageChannel();
    const door = servePort(port1, { router: createRouter(), log: silentLog, context: { core: fake.core, session: { role: 'admin', who: 'test' } } });
    stop = () => (door.dispose(), port2.close());
    const { answers, texts, take } = collect();
    port2.on('message', (data) => {
      if (data === 'ping') port2.postMessage('pong');
      take(data);
    });
    return { send: (data) => port2.postMessage(data), answers, texts, closed: new Promise<void>((resolve) => void port2.once('close', () => resolve())), close: () => port2.close() };
  };

  beforeEach(async () => {
    fake = createFakeCore();
    raw = await (kind === 'WebSocket' ? openSocket() : openPort());
  });
  afterEach(() => stop());

  const answered = async (count: number): Promise<Answer[]> => {
    await expect.poll(() => raw.answers.length).toBe(count);
    return raw.answers;
  };

  it('answers a procedure that is not there like a missing thing', async () => {
    raw.send(frame('1', 'orders/nope'));
    const [answer] = await answered(1);
    expect(answer).toMatchObject({ i: '1', p: { s: 404, b: { json: { code: 'NOT_FOUND', message: 'There is no procedure orders/nope.' } } } });
  });

  it('answers a call whose body cannot be read', async () => {
    raw.send(JSON.stringify({ i: '1', p: { u: '/orders/get', b: { json: {}, meta: [[1, 'no', 'such', 'place']] } } }));
    const [answer] = await answered(1);
    expect(answer?.p).toMatchObject({ s: 400, b: { json: { code: 'INVALID_INPUT', message: expect.stringContaining('cannot be read') as string } } });
  });

  it.each(['', '{', 'null', '[]', '{"i":5,"p":{"u":"/x"}}', '{"i":"1","p":{"u":"nonsense"}}', `{"i":"${'x'.repeat(65)}","p":{"u":"/x"}}`])('ends the connection at %j', async (text) => {
    raw.send(text);
    expect(await raw.closed).toBe(kind === 'WebSocket' ? 1008 : undefined);
  });

  it('answers a ping in the order of the frames', async () => {
    raw.send('ping');
    await expect.poll(() => raw.texts).toEqual(['pong']);
  });

  it('never lets a cancel overtake the call that it cancels', async () => {
    for (let i = 0; i < 50; i++) {
      raw.send(frame(`w${i}`, 'market/watch', { instrumentIds: [acme] }));
      raw.send(cancel(`w${i}`));
    }
    raw.send(frame('last', 'risk/status'));
    await expect.poll(() => raw.answers.some((answer) => answer.i === 'last')).toBe(true);
    await expect.poll(() => fake.watchers).toBe(0);
  });

  it('counts the same id while it is open as one call', async () => {
    raw.send(frame('1', 'orders/place', silentOrder));
    raw.send(frame('1', 'risk/kill'));
    raw.send(frame('2', 'risk/status'));
    const [answer] = await answered(1);
    expect(answer).toMatchObject({ i: '2', p: { b: { json: { isHalted: false } } } });
  });

  it('answers RATE_LIMITED above 256 open calls and streams, and goes on when one is done', async () => {
    for (let i = 0; i < 256; i++) raw.send(frame(`s${i}`, 'orders/watch'));
    raw.send(frame('over', 'risk/status'));
    await expect.poll(() => raw.answers.find((answer) => answer.i === 'over')?.p).toMatchObject({ s: 429, b: { json: { code: 'RATE_LIMITED' } } });
    raw.send(cancel('s0'));
    await expect.poll(() => fake.watchers).toBe(255);
    raw.send(frame('again', 'risk/status'));
    await expect.poll(() => raw.answers.find((answer) => answer.i === 'again')?.p).toMatchObject({ b: { json: { isHalted: false } } });
  });

  it('ends every stream when the client goes', async () => {
    raw.send(frame('1', 'market/watch', { instrumentIds: [acme] }));
    raw.send(frame('2', 'orders/watch'));
    await expect.poll(() => fake.watchers).toBe(2);
    raw.close();
    await expect.poll(() => fake.watchers).toBe(0);
  });
});

describe('a client that asks without end', () => {
  const pings = 50_000;

  it('gets no answers at a socket while it reads nothing, and again when it reads', async () => {
    const { server, url, fake, close } = await serveWebSockets();
    const accepted = once(server, 'connection') as Promise<[WebSocket]>;
    const socket = new WebSocket(url);
    const [[ours]] = await Promise.all([accepted, once(socket, 'open')]);
    let [heard, pongs] = [0, 0];
    ours.on('message', () => (heard += 1));
    socket.on('message', (data: Buffer) => (pongs += data.toString() === 'pong' ? 1 : 0));
    socket.send(frame('1', 'orders/watch', { afterSeq: 0 }));
    await expect.poll(() => fake.watchers).toBe(1);
    socket.pause();
    for (let i = 0; i < 10_000; i++) fake.pushUpdate({ kind: 'halt', reason: 'x'.repeat(2_000) });
    await expect.poll(() => ours.bufferedAmount).toBeGreaterThan(1_024 * 1_024);
    const before = ours.bufferedAmount;
    for (let i = 0; i < pings; i++) socket.send('ping');
    await expect.poll(() => heard).toBe(1 + pings);
    expect(ours.bufferedAmount).toBe(before);
    socket.resume();
    await expect.poll(() => ours.bufferedAmount).toBe(0);
    socket.send('ping');
    await expect.poll(() => pongs).toBe(1);
    await close();
  });

  it('has one answer at a time on its way at a socket', async () => {
    const { server, url, close } = await serveWebSockets();
    const accepted = once(server, 'connection') as Promise<[WebSocket]>;
    const socket = new WebSocket(url);
    const [[ours]] = await Promise.all([accepted, once(socket, 'open')]);
    const sent: unknown[] = [];
    ours.send = (data: unknown) => void sent.push(data);
    for (let i = 0; i < 100; i++) ours.emit('message', Buffer.from('ping'), false);
    expect(sent).toEqual(['pong']);
    await close();
  });

  it('gets no more answers at a port than a reader may be behind, and again when it has answered itself', async () => {
    const { port1, port2 } = new MessageChannel();
    let pongs = 0;
    let asked = 0;
    port2.on('message', (data) => (data === 'pong' ? (pongs += 1) : (asked += 1)));
    const door = servePort(port1, { router: createRouter(), log: silentLog, context: { core: createFakeCore().core, session: { role: 'admin', who: 'test' } } });
    let heard = 0;
    port1.on('message', () => (heard += 1));
    for (let i = 0; i < pings; i++) port2.postMessage('ping');
    await expect.poll(() => heard).toBe(pings);
    await expect.poll(() => [pongs, asked]).toEqual([256, 4]);
    port2.postMessage('pong');
    port2.postMessage('ping');
    await expect.poll(() => pongs).toBe(257);
    door.dispose();
  });
});

describe('the heartbeat of the doors', () => {
  it('cuts off a socket that does not answer', async () => {
    const { server, close, router, contextOf } = await serveWebSockets();
    server.removeAllListeners('connection');
    const door = createWebSocketDoor({ router, log: silentLog, heartbeatMs: 20 });
    server.on('connection', (socket) => door.accept(socket, contextOf('admin')));
    const address = `ws://127.0.0.1:${(server.address() as { port: number }).port}`;
    const [dead, alive] = [new WebSocket(address), new WebSocket(address)];
    await Promise.all([once(dead, 'open'), once(alive, 'open')]);
    dead.pause();
    await expect.poll(() => door.openSockets).toBe(1);
    expect(alive.readyState).toBe(WebSocket.OPEN);
    await close();
  });

  it('closes a port that does not answer', async () => {
    const { port1 } = new MessageChannel();
    const closed = once(port1, 'close');
    servePort(port1, { router: createRouter(), log: silentLog, heartbeatMs: 20, context: { core: createFakeCore().core, session: { role: 'admin', who: 'test' } } });
    await closed;
  });
});
