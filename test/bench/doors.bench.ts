import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { WebSocketServer } from 'ws';
import type { ClientOrderId, OrderRequest } from '../../src/contract/model/order.ts';
import { decimalText } from '../../src/contract/model/units.ts';
import { createRouter, type Context } from '../../src/main/api/index.ts';
import { silentLog } from '../../src/main/core/kernel/index.ts';
import { connectToOwner } from '../../src/main/transports/client/index.ts';
import { createInProcessClient, createWebSocketDoor, servePort } from '../../src/main/transports/index.ts';
import { createClient, messagePortLink, type LinkPort } from '../../src/renderer/api/index.ts';
import { acme, createFakeCore } from '../doors/fake-core.ts';
import type { Api } from '../doors/open-door.ts';
import { percentile, type Bench, type Report } from './bench.ts';

const request = (i: number): OrderRequest => ({ instrumentId: acme, side: 'buy', type: 'limit', quantity: decimalText(String(i + 1)), limitPrice: decimalText('41.25'), timeInForce: 'day' });
const streamed = 50_000;

/** The doors over a core that answers at once, client and application in one process: what is measured is the door, paid on both sides. */
export const bench: Bench = {
  name: 'doors',
  async run(report) {
    await measure('in process', report, ({ router, context }) => ({ api: createInProcessClient(router, context), close() {} }));
    await measure('MessagePort', report, openPort);
    await measure('WebSocket', report, openSocket);
  },
};

type Opened = { readonly api: Api; close(): unknown };
type Base = { readonly router: ReturnType<typeof createRouter>; readonly context: Context };

function openPort({ router, context }: Base): Opened {
  const link = messagePortLink(async () => {
    const { port1, port2 } = new MessageChannel();
    servePort(port1, { router, context, log: silentLog });
    return port2 as unknown as LinkPort;
  });
  const client = createClient(link);
  return { api: client.api as Api, close: () => client.close() };
}

async function openSocket({ router, context }: Base): Promise<Opened> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  const door = createWebSocketDoor({ router, log: silentLog });
  server.on('connection', (socket) => door.accept(socket, context));
  const owner = await connectToOwner({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'bench' });
  return {
    api: owner.client,
    async close() {
      await owner.close();
      server.close();
    },
  };
}

async function measure(name: string, report: Report, open: (base: Base) => Opened | Promise<Opened>): Promise<void> {
  const fake = createFakeCore();
  const { api, close } = await open({ router: createRouter(), context: { core: fake.core, session: { role: 'admin', who: 'bench' } } });

  const times: number[] = [];
  for (let i = 0; i < 3_000; i++) {
    const start = performance.now();
    await api.orders.place({ ...request(i), clientOrderId: 'bench' as ClientOrderId });
    if (i >= 1_000) times.push(performance.now() - start);
  }
  const p95 = percentile(times, 0.95);
  const isSocket = name === 'WebSocket';
  report({
    figure: `orders.place, ${name}, one after the other`, measured: `p50 ${percentile(times, 0.5).toFixed(3)} ms, p95 ${p95.toFixed(3)} ms`,
    target: isSocket ? 'p95 < 5 ms' : '—', ok: isSocket ? p95 < 5 : null,
  });

  const callsPerSecond = await rate(4_000, async () => {
    for (let i = 0; i < 4_000; i += 50) await Promise.all(Array.from({ length: 50 }, () => api.risk.status({})));
  });
  report({ figure: `calls, ${name}, 50 at once`, measured: `${Math.round(callsPerSecond)}/s`, target: isSocket ? '≥ 1,000/s' : '—', ok: isSocket ? callsPerSecond >= 1_000 : null });

  const from = fake.pushUpdate({ kind: 'halt', reason: 'bench' });
  for (let i = 0; i < streamed; i++) fake.pushUpdate({ kind: 'halt', reason: 'bench' });
  const itemsPerSecond = await rate(streamed, async () => {
    let left = streamed;
    for await (const _item of await api.orders.watch({ afterSeq: from })) if (--left === 0) break;
  });
  report({ figure: `log stream, ${name}`, measured: `${Math.round(itemsPerSecond)} items/s`, target: '—', ok: null });
  await close();
}

async function rate(count: number, run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return count / ((performance.now() - start) / 1_000);
}
