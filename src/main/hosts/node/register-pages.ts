import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../core/kernel/index.ts';
import type { ExpiringSecrets } from './expiring-secrets.ts';
import { sessionCookie, unauthenticated } from './gate.ts';
import { favicon } from './page/favicon.ts';
import { pageStyle } from './page/page-style.ts';
import { sentencePage } from './page/sentence-page.ts';

export type PagesOptions = {
  readonly codes: ExpiringSecrets;
  readonly sessions: ExpiringSecrets;
  readonly sessionLifetimeMs: number;
  /** A new login link with a code of its own. */
  readonly createLoginUrl: () => string;
  /** The built window: its page and an `assets` folder whose files are named by their content; null: there is none. */
  readonly windowFolder: string | null;
  readonly log: Log;
};

const forEveryone = { config: { isPublic: true } };
const html = 'text/html; charset=utf-8';
const needsLogin = sentencePage('Tapedeck is not open here yet', 'Open the link that Tapedeck printed when it started, or run “tapedeck serve” again in a terminal: it prints a new one.');
const codeIsSpent = sentencePage(
  'This link cannot be used any more',
  'Each link opens Tapedeck once and within ten minutes. Run “tapedeck serve” again in a terminal: it prints a new one.',
);
const forPrograms = sentencePage('This address is for programs', 'To use Tapedeck in a browser open the link that it printed when it started, or run “tapedeck serve” again in a terminal.');
const notBuilt = sentencePage('The window is not built', 'Tapedeck itself is running. Stop it and run “npm start”: it builds the window and opens it.');

/** What is served besides the contract: the login, and the window to those who are logged in. */
export async function registerPages(app: FastifyInstance, { codes, sessions, sessionLifetimeMs, createLoginUrl, windowFolder, log }: PagesOptions): Promise<void> {
  const serve = (path: string, type: string, body: string): void =>
    void app.get(path, forEveryone, (_request, reply) => reply.type(type).send(body));
  serve('/page.css', 'text/css; charset=utf-8', pageStyle);
  serve('/favicon.svg', 'image/svg+xml', favicon);
  serve('/favicon.ico', 'image/svg+xml', favicon);

  const windowPage = await serveWindow(app, windowFolder);
  app.get('/', forEveryone, ({ visitor }, reply) => {
    if (visitor.door === 'program') return reply.code(401).type(html).send(forPrograms);
    return visitor.member === null ? reply.code(401).type(html).send(needsLogin) : reply.type(html).send(windowPage);
  });

  // Not at HEAD: looking at a link must not use it up.
  app.get<{ Querystring: { code?: unknown } }>('/login', { ...forEveryone, exposeHeadRoute: false }, ({ visitor, query }, reply) => {
    if (visitor.door === 'program') return reply.code(401).type(html).send(forPrograms);
    if (typeof query.code === 'string' && codes.redeem(query.code)) {
      log.info('a browser logged in');
      return openWindow(setSession(reply));
    }
    // A tab that is restored or reloaded still holds the link that opened it.
    return visitor.member === null ? reply.code(401).type(html).send(codeIsSpent) : openWindow(reply);
  });

  app.post('/login-links', ({ visitor }) => {
    if (visitor.door !== 'program') throw unauthenticated('program');
    return { url: createLoginUrl() };
  });

  const setSession = (reply: FastifyReply): FastifyReply =>
    reply.setCookie(sessionCookie, sessions.issue(), { path: '/', httpOnly: true, sameSite: 'strict', maxAge: Math.floor(sessionLifetimeMs / 1_000) });
}

/** Serves the files of the window to members; gives its page. */
async function serveWindow(app: FastifyInstance, folder: string | null): Promise<string> {
  if (folder === null || !existsSync(join(folder, 'index.html'))) return notBuilt;
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    // A route for each file there is: nothing else can be asked for.
    wildcard: false,
    index: false,
    cacheControl: false,
    // Their names change with their content, so a browser need not ask twice.
    setHeaders: (reply) => void reply.header('cache-control', 'private, max-age=31536000, immutable'),
  });
  return readFileSync(join(folder, 'index.html'), 'utf8');
}

const openWindow = (reply: FastifyReply): FastifyReply => reply.redirect('/', 303);
