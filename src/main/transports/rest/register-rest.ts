import { OpenAPIHandler } from '@orpc/openapi/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contractError, type Context, type Router } from '../../api/index.ts';
import { silentLog, type Log } from '../../core/kernel/index.ts';
import { answerUnreadable } from '../answer-unreadable.ts';
import { CoerceQueries } from './coerce-queries.ts';
import { createDocument } from './create-document.ts';
import { createDocumentPage } from './create-document-page.ts';
import { endWithConnection } from './end-with-connection.ts';
import { listRoutes } from './list-routes.ts';
import { pageStyle } from './page-style.ts';
import { replyError, toRestError } from './reply-error.ts';

export type RestOptions = {
  readonly router: Router;
  /** Who is calling; the host has already let the request in. */
  readonly contextOf: (request: FastifyRequest) => Context;
  readonly log?: Log;
};

const prefix = '/api/v1';

/**
 * Serves the contract under /api/v1: a route for each procedure, streams as server-sent events, the OpenAPI 3.1 document at
 * `openapi.json` and a page to read at `docs`. Bodies are JSON, read by Fastify and within its limits.
 */
export async function registerRest(app: FastifyInstance, { router, contextOf, log = silentLog }: RestOptions): Promise<void> {
  const handler = new OpenAPIHandler<Context>(router, { interceptors: [answerUnreadable], plugins: [new CoerceQueries()] });
  const document = await createDocument();
  const documentText = JSON.stringify(document);
  const page = createDocumentPage(document);

  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    // Else oRPC would read the raw stream itself, past Fastify's limits.
    request.body ??= {};
    endWithConnection(reply.raw);
    const { matched } = await handler.handle(request, reply, { prefix, context: contextOf(request) });
    if (!matched) throw nothingHere(request);
    return reply;
  };

  await app.register(
    async (rest) => {
      rest.removeContentTypeParser('text/plain');
      rest.setErrorHandler((error, _request, reply) => {
        if (reply.raw.headersSent) return void reply.raw.destroy();
        return replyError(reply, toRestError(error, log));
      });
      rest.setNotFoundHandler((request, reply) => replyError(reply, nothingHere(request)));
      for (const { method, path, bodyLimit } of listRoutes()) {
        rest.route({ method, url: path.replaceAll(/\{(\w+)\}/g, ':$1'), bodyLimit, exposeHeadRoute: false, handler: answer });
      }
      rest.get('/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(documentText));
      rest.get('/docs.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(pageStyle));
      rest.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
    },
    { prefix },
  );
}

const nothingHere = ({ method, url }: FastifyRequest) =>
  contractError('NOT_FOUND', `There is nothing at ${method} ${url.split('?', 1)[0]?.slice(0, 80)}; ${prefix}/docs lists what there is.`);
