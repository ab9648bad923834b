import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { contractError } from '../../api/index.ts';
import { AppError, type Log } from '../../core/kernel/index.ts';
import { replyError, toRestError } from '../../transports/index.ts';
import { unauthenticated, type Visitor } from './gate.ts';
import { securityHeaders } from './security-headers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    visitor: Visitor;
  }
  interface FastifyContextConfig {
    /** Served before the login; must tell and change nothing. */
    isPublic?: boolean;
  }
}

export type AppOptions = {
  readonly admit: (request: IncomingMessage) => Visitor;
  readonly log: Log;
  /** Requests one member may make in ten seconds. */
  readonly requestsPerTenSeconds: number;
};

const bodyLimitBytes = 64 * 1_024;
const connectionLimit = 256;

/** The server with its limits, headers and gate, before any route. */
export async function createApp({ admit, log, requestsPerTenSeconds }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: bodyLimitBytes,
    requestTimeout: 30_000,
    keepAliveTimeout: 10_000,
    http: { maxHeaderSize: 16_384, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    clientErrorHandler: (_error, socket) => refuseUnreadable(socket),
    frameworkErrors: (error, _request, reply) => void replyError(reply, toRestError(error, log)),
  });
  app.server.maxConnections = connectionLimit;

  app.setErrorHandler((error, _request, reply) => replyError(reply, toRestError(error, log)));
  app.setNotFoundHandler((_request, reply) => replyError(reply, contractError('NOT_FOUND', 'There is nothing at this address.')));
  // A form or a text post needs no permission from the browser; JSON from elsewhere does, and never gets it.
  app.removeContentTypeParser('text/plain');

  await app.register(fastifyHelmet, securityHeaders);
  await app.register(fastifyCookie);
  app.decorateRequest('visitor');
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    request.visitor = admit(request.raw);
    if (request.visitor.member === null && request.routeOptions.config.isPublic !== true) throw unauthenticated(request.visitor.door);
  });
  await app.register(fastifyRateLimit, {
    max: requestsPerTenSeconds,
    timeWindow: 10_000,
    keyGenerator: ({ visitor }) => visitor.member?.key ?? 'nobody',
    errorResponseBuilder: (_request, { after }) => new AppError('RATE_LIMITED', `Too many requests; try again in ${after}.`),
  });
  return app;
}

/** Bytes that are no HTTP request, or one that did not arrive in time. */
function refuseUnreadable(socket: { readonly writable: boolean; end(text: string): void; destroy(): void }): void {
  if (!socket.writable) return socket.destroy();
  const body = JSON.stringify(contractError('INVALID_INPUT', 'This is not an HTTP request that can be read.'));
  socket.end(`HTTP/1.1 400 Bad Request\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}
