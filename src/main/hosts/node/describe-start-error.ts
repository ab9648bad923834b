import { AppError, messageOf } from '../../core/kernel/index.ts';
import { readTokenFile } from '../token-file.ts';

const answerWithinMs = 2_000;

/** Why the start failed, in one sentence; where another process owns the folder, with a new link to that one. */
export async function describeStartError(error: unknown): Promise<string> {
  if (!(error instanceof AppError)) return `Tapedeck could not start: ${messageOf(error)}`;
  const link = error.code === 'CONFLICT' ? await requestLoginLink(error.details) : null;
  return link === null ? error.message : `${error.message} Open it here: ${link}`;
}

/** Only the folder's user can read the token, so only that user gets a link. */
async function requestLoginLink({ folder, owner }: Readonly<Record<string, unknown>>): Promise<string | null> {
  const ownerUrl = typeof owner === 'object' && owner !== null && 'url' in owner ? owner.url : null;
  if (typeof folder !== 'string' || typeof ownerUrl !== 'string') return null;
  try {
    const token = readTokenFile(folder);
    const answer = await fetch(new URL('/login-links', ownerUrl), { method: 'POST', headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(answerWithinMs) });
    const link: unknown = await answer.json();
    return typeof link === 'object' && link !== null && 'url' in link && typeof link.url === 'string' ? link.url : null;
  } catch {
    return null;
  }
}
