import type { Addresses, Door } from './addresses.ts';

/** What a request says about where it comes from. Browsers write these themselves; a page cannot forge them. */
export type RequestSource = {
  readonly method: string;
  readonly isUpgrade: boolean;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site. */
  readonly fetchSite: string | undefined;
};

type Check = (source: RequestSource, door: Door, ownOrigin: string) => string | null;

/** Says why a request must not be served, or null: a page of another origin has no business here, whatever it asks for. */
export function checkSource(source: RequestSource, door: Door, addresses: Addresses): string | null {
  const ownOrigin = `http://${addresses[door]}`;
  for (const check of checks) {
    const reason = check(source, door, ownOrigin);
    if (reason !== null) return reason;
  }
  return null;
}

const checks: readonly Check[] = [
  function fromOwnOrigin({ origin }, _door, ownOrigin) {
    return origin === undefined || origin === ownOrigin ? null : `Pages of ${origin.slice(0, 100)} may not use this workstation.`;
  },

  /** `none` is an address typed, a bookmark, or a link from outside the browser. */
  function fromOwnSite({ fetchSite }) {
    return fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none' ? null : 'Pages of other sites may not use this workstation.';
  },

  /** What changes something from the browser must prove that it comes from our own page; programs prove it with their token. */
  function changeFromOwnPage({ method, isUpgrade, origin, fetchSite }, door) {
    const onlyReads = !isUpgrade && (method === 'GET' || method === 'HEAD');
    if (door === 'program' || onlyReads) return null;
    return origin !== undefined && fetchSite !== 'none' ? null : 'Only the page of this workstation may do this.';
  },
];
