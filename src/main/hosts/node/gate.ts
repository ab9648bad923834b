import fastifyCookie from '@fastify/cookie';
import type { IncomingMessage } from 'node:http';
import { AppError } from '../../core/kernel/index.ts';
import { findDoor, type Addresses, type Door } from './addresses.ts';
import { checkSource } from './check-source.ts';
import type { ExpiringSecrets } from './expiring-secrets.ts';
import { fingerprintSecret, isSameSecret } from './secret.ts';

export const sessionCookie = 'tapedeck-session';

/** Somebody who may knock: at which door, and who it is once the token or the cookie has said so. */
export type Visitor = {
  readonly door: Door;
  /** Null before the login; only the login and the page's plain files are served then. */
  readonly member: Member | null;
};

export type Member = {
  readonly who: 'program' | 'browser';
  /** Tells members apart without giving their secret away; requests are counted by it. */
  readonly key: string;
  /** How long the membership still lasts; null: as long as the token. */
  readonly remainingMs: number | null;
};

export type GateOptions = {
  readonly token: string;
  readonly sessions: ExpiringSecrets;
  /** Null until the port is known. */
  readonly addresses: () => Addresses | null;
};

/** Decides about every request, upgrades included, before anything reads its body: throws FORBIDDEN, or says who is there. */
export function createGate({ token, sessions, addresses }: GateOptions): (request: IncomingMessage) => Visitor {
  const tokenKey = fingerprintSecret(token);

  const findMember = (request: IncomingMessage, door: Door): Member | null => {
    if (door === 'program') {
      const bearer = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
      return bearer !== undefined && isSameSecret(bearer, token) ? { who: 'program', key: tokenKey, remainingMs: null } : null;
    }
    const session = fastifyCookie.parse(request.headers.cookie ?? '')[sessionCookie];
    const remainingMs = session === undefined ? null : sessions.getRemainingMs(session);
    return session === undefined || remainingMs === null ? null : { who: 'browser', key: fingerprintSecret(session), remainingMs };
  };

  return (request) => {
    const known = addresses();
    if (known === null) throw new AppError('UNAVAILABLE', 'Tapedeck is starting; try again in a moment.');
    const { host, origin, 'sec-fetch-site': fetchSite, upgrade } = request.headers;
    const door = findDoor(host, known);
    if (door === null || request.url?.startsWith('/') !== true) {
      throw new AppError('FORBIDDEN', `Tapedeck does not answer under this name; programs use http://${known.program}, browsers the link printed at the start.`);
    }
    const site = Array.isArray(fetchSite) ? fetchSite.join() : fetchSite;
    const reason = checkSource({ method: request.method ?? '', isUpgrade: upgrade !== undefined, origin, fetchSite: site }, door, known);
    if (reason !== null) throw new AppError('FORBIDDEN', reason);
    return { door, member: findMember(request, door) };
  };
}

/** What somebody without a token or a session is told. */
export const unauthenticated = (door: Door): AppError =>
  door === 'program'
    ? new AppError('UNAUTHENTICATED', 'Send the token of the file api-token in the data folder as "Authorization: Bearer …".')
    : new AppError('UNAUTHENTICATED', 'This browser is not logged in; open the link that Tapedeck printed, or run "tapedeck serve" again for a new one.');
