import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Log } from '../../core/kernel/index.ts';
import type { ExpiringSecrets } from './expiring-secrets.ts';
import { sessionCookie, unauthenticated } from './gate.ts';
import { deskPage, sentencePage } from './page/desk-page.ts';
import { deskScript } from './page/desk-script.ts';
import { deskStyle } from './page/desk-style.ts';
import { favicon } from './page/favicon.ts';

export type PagesOptions = {
  readonly codes: ExpiringSecrets;
  readonly sessions: ExpiringSecrets;
  readonly sessionLifetimeMs: number;
  /** A new login link with a code of its own. */
  readonly createLoginUrl: () => string;
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

/** What is served besides the contract: the login, the desk page and its few files. */
export function registerPages(app: FastifyInstance, { codes, sessions, sessionLifetimeMs, createLoginUrl, log }: PagesOptions): void {
  const serve = (path: string, type: string, body: string): void =>
    void app.get(path, forEveryone, (_request, reply) => reply.type(type).send(body));
  serve('/desk.css', 'text/css; charset=utf-8', deskStyle);
  serve('/desk.js', 'text/javascript; charset=utf-8', deskScript);
  serve('/favicon.svg', 'image/svg+xml', favicon);
  serve('/favicon.ico', 'image/svg+xml', favicon);

  app.get('/', forEveryone, ({ visitor }, reply) => {
    if (visitor.door === 'program') return reply.code(401).type(html).send(forPrograms);
    return visitor.member === null ? reply.code(401).type(html).send(needsLogin) : reply.type(html).send(deskPage);
  });

  // Not at HEAD: looking at a link must not use it up.
  app.get<{ Querystring: { code?: unknown } }>('/login', { ...forEveryone, exposeHeadRoute: false }, ({ visitor, query }, reply) => {
    if (visitor.door === 'program') return reply.code(401).type(html).send(forPrograms);
    if (typeof query.code === 'string' && codes.redeem(query.code)) {
      log.info('a browser logged in');
      return openDesk(setSession(reply));
    }
    // A tab that is restored or reloaded still holds the link that opened it.
    return visitor.member === null ? reply.code(401).type(html).send(codeIsSpent) : openDesk(reply);
  });

  app.post('/login-links', ({ visitor }) => {
    if (visitor.door !== 'program') throw unauthenticated('program');
    return { url: createLoginUrl() };
  });

  const setSession = (reply: FastifyReply): FastifyReply =>
    reply.setCookie(sessionCookie, sessions.issue(), { path: '/', httpOnly: true, sameSite: 'strict', maxAge: Math.floor(sessionLifetimeMs / 1_000) });
}

const openDesk = (reply: FastifyReply): FastifyReply => reply.redirect('/', 303);
