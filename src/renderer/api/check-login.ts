/** Longer than this nobody is waited for. */
const answerMs = 5_000;

/**
 * Whether this browser is logged out: the page itself is refused. A socket that is refused does not say why. False when the
 * application cannot be reached at all, for then nobody has refused anything.
 */
export async function isLoggedOut(ask: (address: string, options: RequestInit) => Promise<{ readonly status: number }> = fetch): Promise<boolean> {
  try {
    const { status } = await ask('/', { cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(answerMs) });
    return status === 401 || status === 403;
  } catch {
    return false;
  }
}
