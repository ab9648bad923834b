// INTERIM: replaced by transports when they exist.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Core } from '../../core/index.ts';
export type Router = { place(): void };
export type Context = { core: Core; session: { role: 'admin'; who: string } };
export async function registerRest(app: FastifyInstance, { router, contextOf }: { router: Router; contextOf: (request: FastifyRequest) => Context }): Promise<void> {
  const touch = (request: FastifyRequest): unknown => (contextOf(request).core as unknown as { touched?: unknown }).touched;
  const answers: Record<string, unknown> = {
    'system/info': { name: 'Tapedeck', version: '0.1.0', engineVersion: '1', host: 'node', mode: 'paper', startedAtMs: 1_767_000_000_000 },
    'system/health': { status: 'ready', marketTimeMs: 1_767_000_000_000, parts: [{ name: 'ledger', status: 'ok', detail: 'open' }] },
    accounts: [{ accountId: 'PAPER', balances: [{ currency: 'USD', cash: '100000' }], equity: 100_500.25, buyingPower: '100000' }],
    positions: [{ instrumentId: 'SIM:ACME', quantity: '100', averagePrice: '101.25', markPrice: 106.5, unrealisedPnl: 525, realisedPnl: '-1.5' }],
    orders: [{ createdAtMs: 1_767_000_000_000, instrumentId: 'SIM:ACME', side: 'buy', type: 'market', quantity: '100', filledQuantity: '100', averagePrice: '101.25', status: 'filled' }],
    'openapi.json': {},
  };
  for (const [path, answer] of Object.entries(answers)) app.get(`/api/v1/${path}`, (request) => (touch(request), answer));
  app.post('/api/v1/orders', () => (router.place(), {}));
  app.post('/api/v1/data/imports/:id/chunks', { bodyLimit: 1024 * 1024 }, () => ({}));
  app.get('/api/v1/system/health/watch', (_request, reply) => {
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write(': open\n\n');
  });
}
export function createWebSocketDoor({ router }: { router: Router; log: unknown }): { accept(socket: WebSocket, context: Context): void } {
  return { accept: (socket, context) => { socket.send(context.session.who); socket.on('message', () => router.place()); } };
}
