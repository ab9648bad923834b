import type { FastifyInstance } from 'fastify';
import type { Context, Router } from '../../api/index.ts';
import type { Core } from '../../core/index.ts';
import { AppError, type Clock, type Log } from '../../core/kernel/index.ts';
import { createWebSocketDoor, registerRest } from '../../transports/index.ts';
import { acceptSockets } from './accept-sockets.ts';
import { createAddresses, createDeskName, type Addresses } from './addresses.ts';
import { createApp } from './create-app.ts';
import { ExpiringSecrets } from './expiring-secrets.ts';
import { createGate, unauthenticated, type Member, type Visitor } from './gate.ts';
import { loadToken } from './load-token.ts';
import { registerPages } from './register-pages.ts';
import type { RandomBytes } from './secret.ts';

export type NodeHostOptions = {
  readonly core: Core;
  readonly router: Router;
  /** Where the token file lies. */
  readonly dataFolder: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Loopback only; see the decision on other addresses. */
  readonly host?: string;
  readonly requestsPerTenSeconds?: number;
  /** The built window; left out: the page says that there is none. */
  readonly windowFolder?: string;
};

/** The workstation at an address of this computer. */
export type NodeHost = {
  readonly port: number;
  /** Where programs reach it with the token. */
  readonly programUrl: string;
  /** A link that opens the workstation in a browser, once and within ten minutes; another each time. */
  url(): string;
  /** Ends sockets, streams and the server within three seconds. */
  close(): Promise<void>;
};

const loopback = '127.0.0.1';
const codeLifetimeMs = 10 * 60_000;
const sessionLifetimeMs = 7 * 24 * 3_600_000;
/** A client that works through a long list may be quick; this only stops one that has lost its mind. */
const usualRequestsPerTenSeconds = 10_000;
const graceMs = 1_000;

/**
 * Serves the contract to programs and to the browser on this computer. INVALID_INPUT for an address that others could reach,
 * CONFLICT for a port in use.
 */
export async function startNodeHost(options: NodeHostOptions): Promise<NodeHost> {
  const { core, router, dataFolder, clock, randomBytes, port = 0, host = loopback, requestsPerTenSeconds = usualRequestsPerTenSeconds, windowFolder = null } = options;
  checkHost(host);
  const log = options.log.child('node-host');
  const token = loadToken(dataFolder, randomBytes);
  const codes = new ExpiringSecrets({ clock, randomBytes, lifetimeMs: codeLifetimeMs, capacity: 64 });
  const sessions = new ExpiringSecrets({ clock, randomBytes, lifetimeMs: sessionLifetimeMs, capacity: 64 });
  const deskName = createDeskName(randomBytes);
  let addresses: Addresses | null = null;
  const admit = createGate({ token, sessions, addresses: () => addresses });
  const url = (): string => `http://${addresses?.browser}/login?code=${codes.issue()}`;

  const app = await createApp({ admit, log, requestsPerTenSeconds });
  await registerPages(app, { codes, sessions, sessionLifetimeMs, createLoginUrl: url, windowFolder, log });
  const contextOf = (member: Member): Context => ({ core, session: { role: 'admin', who: member.who } });
  await registerRest(app, { router, log, contextOf: ({ visitor }) => contextOf(getMember(visitor)) });
  const door = createWebSocketDoor({ router, log });
  const sockets = acceptSockets({ server: app.server, path: '/api/v1/socket', admit, clock, log, accept: (socket, member) => door.accept(socket, contextOf(member)) });

  const boundPort = await listen(app, port);
  addresses = createAddresses(deskName, boundPort);
  const programUrl = `http://${addresses.program}`;
  log.info('the node host answers', { programUrl });
  return {
    port: boundPort,
    programUrl,
    url,
    async close() {
      const cut = clock.after(graceMs, () => app.server.closeAllConnections());
      await Promise.all([sockets.close(graceMs), app.close()]);
      cut.dispose();
      log.info('the node host is closed');
    },
  };
}

/** Routes of the contract are never public, so the gate has let nobody through without a membership. */
function getMember({ door, member }: Visitor): Member {
  if (member === null) throw unauthenticated(door);
  return member;
}

function checkHost(host: string): void {
  if (host === loopback || host === 'localhost') return;
  throw new AppError('INVALID_INPUT', `Tapedeck answers on this computer only: --host ${host} would need TLS and a list of origins, which it does not offer yet. Leave --host out.`);
}

async function listen(app: FastifyInstance, port: number): Promise<number> {
  try {
    await app.listen({ host: loopback, port });
  } catch (error) {
    await app.close();
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') throw new AppError('CONFLICT', `Port ${port} is in use by another program; choose another with --port, or leave --port out to get a free one.`, { port });
    if (code === 'EACCES') throw new AppError('FORBIDDEN', `Port ${port} is reserved by this computer; choose one above 1023 with --port, or leave --port out to get a free one.`, { port });
    throw error;
  }
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
