// INTERIM: replaced by transports when they exist.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Core } from '../../core/index.ts';
export type Router = { place(): void };
export type Context = { core: Core; session: { role: 'admin'; who: string } };
export async function registerRest(app: FastifyInstance, { router, contextOf }: { router: Router; contextOf: (request: FastifyRequest) => Context }): Promise<void> {
  app.get('/api/v1/system/info', (request) => ({ who: contextOf(request).session.who }));
  app.get('/api/v1/orders', () => []);
  app.get('/api/v1/openapi.json', () => ({}));
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
