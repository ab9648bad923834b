import type { ContractRouterClient } from '@orpc/contract';
import { createORPCClient } from '@orpc/client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import Fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect as connectTcp, type AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket as NodeWebSocket, WebSocketServer } from 'ws';
import { contract, type Contract } from '../../src/contract/api/index.ts';
import { createRouter, type Context, type Role } from '../../src/main/api/index.ts';
import { silentLog, type Log } from '../../src/main/core/kernel/index.ts';
import { connectToOwner } from '../../src/main/transports/client/index.ts';
import { createInProcessClient, createWebSocketDoor, registerRest, servePort, type PortDoor } from '../../src/main/transports/index.ts';
import { createClient, messagePortLink, webSocketLink, type Client, type ClientOptions, type LinkPort } from '../../src/renderer/api/index.ts';
import { createFakeCore, type FakeCore } from './fake-core.ts';

export type Api = ContractRouterClient<Contract>;

/** One door, open on a core of its own, and the ways to mistreat it. */
export type OpenDoor = {
  readonly fake: FakeCore;
  /** A client with the role of an admin. */
  readonly api: Api;
  as(role: Role): Promise<Api>;
  /** The window's client, where the door has connections that can be lost. */
  readonly window: Client | null;
  /** Breaks every connection from outside; null where there is none. */
  readonly cut: (() => void) | null;
  /** From now on everything is swallowed and nothing closes; null where there is no wire. */
  readonly deaden: (() => void) | null;
  /** A reader of `orders.watch` that takes nothing; tells how much waits for it on our side. */
  stall(): Promise<{ readonly waiting: () => number; readonly limit: number; close(): void }>;
  close(): Promise<void>;
};

export type DoorOptions = {
  readonly timeLimitMs?: number;
  readonly client?: ClientOptions;
  readonly log?: Log;
  readonly fake?: FakeCore;
};

type Base = { readonly fake: FakeCore; readonly router: ReturnType<typeof createRouter>; readonly log: Log; contextOf(role: Role): Context };

function createBase({ timeLimitMs, log = silentLog, fake = createFakeCore() }: DoorOptions): Base {
  const router = createRouter({ log, ...(timeLimitMs === undefined ? {} : { timeLimitMs: () => timeLimitMs }) });
  return { fake, router, log, contextOf: (role) => ({ core: fake.core, session: { role, who: 'test' } }) };
}

const watchOrders = (id: string): string => JSON.stringify({ i: id, p: { u: '/orders/watch', b: { json: { afterSeq: 0 } } } });

export async function openInProcess(options: DoorOptions = {}): Promise<OpenDoor> {
  const { fake, router, contextOf } = createBase(options);
  return {
    fake,
    api: createInProcessClient(router, contextOf('admin')),
    as: async (role) => createInProcessClient(router, contextOf(role)),
    window: null,
    cut: null,
    deaden: null,
    async stall() {
      const controller = new AbortController();
      const stream = await createInProcessClient(router, contextOf('admin')).orders.watch({ afterSeq: 0 }, { signal: controller.signal });
      await stream.next();
      return { waiting: () => 0, limit: 0, close: () => controller.abort() };
    },
    async close() {},
  };
}

/** A WebSocket server of our own door, reached as the given role by `?role=`. */
export async function serveWebSockets(options: DoorOptions = {}) {
  const base = createBase(options);
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 1_024 * 1_024, perMessageDeflate: false });
  await once(server, 'listening');
  const door = createWebSocketDoor({ router: base.router, log: base.log });
  server.on('connection', (socket, request) => {
    door.accept(socket, base.contextOf((new URL(`http://x${request.url}`).searchParams.get('role') ?? 'admin') as Role));
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...base, server, door, port,
    url: `ws://127.0.0.1:${port}/api/v1/socket`,
    async close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

async function openSockets(options: DoorOptions, which: 'window' | 'command line'): Promise<OpenDoor> {
  const served = await serveWebSockets(options);
  const clients: { close(): unknown }[] = [];
  const own = <T extends { close(): unknown }>(client: T): T => (clients.push(client), client);
  const open = (role: Role): Client => own(createClient(webSocketLink({ url: `${served.url}?role=${role}` }), { random: () => 0, ...options.client }));
  const window = which === 'window' ? open('admin') : null;
  const limits = options.client?.timeLimitMs === undefined ? {} : { timeLimitMs: options.client.timeLimitMs };
  const owner = window === null ? own(await connectToOwner({ url: `http://127.0.0.1:${served.port}`, token: 'test' }, limits)) : null;
  return {
    fake: served.fake,
    api: (owner?.client ?? window?.api) as Api,
    as: async (role) => open(role).api as Api,
    window,
    cut() {
      for (const socket of served.server.clients) socket.terminate();
    },
    deaden() {
      for (const socket of served.server.clients) socket.pause();
    },
    async stall() {
      const before = new Set(served.server.clients);
      const socket = new NodeWebSocket(served.url, { perMessageDeflate: false });
      await once(socket, 'open');
      const [mine] = [...served.server.clients].filter((one) => !before.has(one)) as [NodeWebSocket];
      socket.send(watchOrders('stalled'));
      await once(socket, 'message');
      socket.pause();
      return { waiting: () => mine.bufferedAmount, limit: 2 * 1_024 * 1_024, close: () => socket.terminate() };
    },
    async close() {
      for (const client of clients) await client.close();
      await served.close();
    },
  };
}

export const openWebSocketWindow = (options: DoorOptions = {}): Promise<OpenDoor> => openSockets(options, 'window');
export const openWebSocketOwner = (options: DoorOptions = {}): Promise<OpenDoor> => openSockets(options, 'command line');

export async function openPorts(options: DoorOptions = {}): Promise<OpenDoor> {
  const { fake, router, log, contextOf } = createBase(options);
  const ours = new Set<{ close(): void }>();
  const windows: Client[] = [];
  let isDead = false;

  const openPort = async (role: Role): Promise<LinkPort> => {
    const { port1, port2 } = new MessageChannel();
    const door: PortDoor = {
      postMessage: (message) => !isDead && port1.postMessage(message),
      on: (event: string, listener: (message: unknown) => void) => port1.on(event as 'message', (message) => isDead || listener(message)),
      close: () => port1.close(),
    };
    ours.add(port1);
    servePort(door, { router, log, context: contextOf(role) });
    return port2 as unknown as LinkPort;
  };
  const open = (role: Role): Client => {
    const client = createClient(messagePortLink(() => openPort(role)), { random: () => 0, ...options.client });
    windows.push(client);
    return client;
  };
  const window = open('admin');
  return {
    fake,
    api: window.api as Api,
    as: async (role) => open(role).api as Api,
    window,
    cut() {
      for (const port of ours) port.close();
      ours.clear();
    },
    deaden() {
      isDead = true;
    },
    async stall() {
      const { port1, port2 } = new MessageChannel();
      let posted = 0;
      const door: PortDoor = {
        postMessage: (message) => {
          posted += 1;
          port1.postMessage(message);
        },
        on: (event: string, listener: (message: unknown) => void) => port1.on(event as 'message', listener),
        close: () => port1.close(),
      };
      servePort(door, { router, log, context: contextOf('admin') });
      port2.postMessage(watchOrders('stalled'));
      return { waiting: () => posted, limit: 64 * 6, close: () => port2.close() };
    },
    async close() {
      for (const client of windows) client.close();
      for (const port of ours) port.close();
    },
  };
}

/** A Fastify server of our own door, reached as the given role by a header. */
export async function serveRest(options: DoorOptions = {}) {
  const base = createBase(options);
  const app: FastifyInstance = Fastify({ bodyLimit: 64 * 1_024, forceCloseConnections: true, routerOptions: { maxParamLength: 200 } });
  await registerRest(app, { router: base.router, log: base.log, contextOf: (request) => base.contextOf((request.headers['x-role'] ?? 'admin') as Role) });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { ...base, app, url, close: () => app.close() };
}

export async function openRest(options: DoorOptions = {}): Promise<OpenDoor> {
  const served = await serveRest(options);
  const open = (role: Role): Api => createORPCClient(new OpenAPILink(contract, { url: `${served.url}/api/v1`, headers: { 'x-role': role } }));
  return {
    fake: served.fake,
    api: open('admin'),
    as: async (role) => open(role),
    window: null,
    cut: () => served.app.server.closeAllConnections(),
    deaden: null,
    async stall() {
      const socket = connectTcp(Number(new URL(served.url).port), '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      const accepted = once(served.app.server, 'request');
      socket.write('GET /api/v1/orders/watch?afterSeq=0 HTTP/1.1\r\nhost: test\r\n\r\n');
      const [, response] = (await accepted) as [unknown, { writableLength: number }];
      await once(socket, 'readable');
      return { waiting: () => response.writableLength, limit: 1_024 * 1_024, close: () => socket.destroy() };
    },
    close: served.close,
  };
}
