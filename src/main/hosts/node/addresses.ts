import type { RandomBytes } from './secret.ts';

/** Who an address is for: programs with a bearer token, or the browser with a session cookie. Neither is accepted at the other's. */
export type Door = 'program' | 'browser';

/** The two names under which the host answers, as they stand in a Host header. */
export type Addresses = Readonly<Record<Door, string>>;

/**
 * A name of its own for the browser, another at each start: cookies ignore ports, so that on a shared name every page of this
 * computer would receive ours. Browsers resolve `*.localhost` to this computer without asking anyone.
 */
export const createDeskName = (randomBytes: RandomBytes): string => `desk-${Buffer.from(randomBytes(8)).toString('hex')}.localhost`;

export function createAddresses(deskName: string, port: number): Addresses {
  // Port 80 goes without saying, in Host and Origin too.
  const suffix = port === 80 ? '' : `:${port}`;
  return { program: `127.0.0.1${suffix}`, browser: `${deskName}${suffix}` };
}

/** Which door a Host header names; null for any other, however it came to resolve to this computer. */
export function findDoor(host: string | undefined, addresses: Addresses): Door | null {
  if (host === addresses.program) return 'program';
  return host?.toLowerCase() === addresses.browser ? 'browser' : null;
}
