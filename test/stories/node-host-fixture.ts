import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '../../src/main/adapters/clock/index.ts';
import { createRouter } from '../../src/main/api/index.ts';
import { silentLog } from '../../src/main/core/kernel/index.ts';
import { startNodeHost, type NodeHost, type NodeHostOptions } from '../../src/main/hosts/node/index.ts';
import { createCountingCore } from './node-host-core.ts';

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string; readonly cookie: string | null };
export type Ask = { readonly method?: string; readonly host?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Buffer };

/** A node host over a core that only counts the orders it is given. */
export type TestHost = {
  readonly host: NodeHost;
  readonly folder: string;
  readonly token: string;
  /** Host and port for programs, and for the browser. */
  readonly program: string;
  readonly browser: string;
  readonly orderCount: () => number;
  /** How often anything was asked of the core. */
  readonly callCount: () => number;
  /** A request with whatever headers the test wants, the Host included; no client of ours adds or refuses any. */
  ask(path: string, ask?: Ask): Promise<Answer>;
  /** Spends a login link and gives the session cookie. */
  login(): Promise<string>;
  close(): Promise<void>;
};

export const anOrder = JSON.stringify({ instrumentId: 'SIM:ACME', side: 'buy', type: 'market', quantity: '1' });

export async function startTestHost(options: Partial<NodeHostOptions> = {}): Promise<TestHost> {
  const folder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'tapedeck-host-'));
  const { core, counts } = createCountingCore();
  const windowFolder = writeWindow(folder);
  const host = await startNodeHost({
    core, router: createRouter(),
    dataFolder: folder, log: silentLog, clock: createSystemClock(), randomBytes, windowFolder, ...options,
  }).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const token = readFileSync(join(folder, 'api-token'), 'utf8').trim();
  const program = `127.0.0.1:${host.port}`;
  const ask = (path: string, { method = 'GET', host: hostHeader = program, headers = {}, body }: Ask = {}): Promise<Answer> =>
    send({ port: host.port, path, method, headers: { host: hostHeader, ...headers }, body });
  return {
    host, folder, token, program,
    browser: new URL(host.url()).host,
    orderCount: () => counts.orders,
    callCount: () => counts.calls,
    ask,
    async login() {
      const { host: name, pathname, search } = new URL(host.url());
      const { cookie } = await ask(pathname + search, { host: name });
      if (cookie === null) throw new Error('the login gave no cookie');
      return cookie;
    },
    async close() {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The smallest window that shows something of the core. */
function writeWindow(dataFolder: string): string {
  const folder = join(dataFolder, 'window');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="en"><title>Tapedeck</title><link rel="icon" href="/favicon.svg"><script type="module" src="/assets/window.js"></script><a href="/api/v1/docs">API</a><pre></pre></html>`);
  writeFileSync(join(folder, 'assets', 'window.js'), `document.querySelector('pre').textContent = await (await fetch('/api/v1/orders')).text();`);
  return folder;
}

type Sending = { readonly port: number; readonly path: string; readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body: string | Buffer | undefined };

const send = ({ port, path, method, headers, body }: Sending): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port, path, method, headers: { connection: 'close', ...headers }, setHost: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const cookie = incoming.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? null;
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks).toString(), cookie });
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
