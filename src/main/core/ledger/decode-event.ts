import { AppError } from '../kernel/index.ts';
import type { EventOf, EventTypes } from './event-type.ts';
import { ledgerEvents } from './ledger-events.ts';
import type { StoredEvent } from './ports.ts';

/** Reads a stored fact as this program would at its start; throws what `decodeEvent` throws. For who only wants to know whether it can be read. */
export const checkLedgerEntry = (stored: StoredEvent): void => void decodeEvent(ledgerEvents, stored);

/**
 * A stored fact in the newest version of its type. Throws CONFLICT for a type or version this program does not know, and for a body
 * that does not have its shape: a ledger that cannot be read whole must not be traded on.
 */
export function decodeEvent<Types extends EventTypes>(types: Types, stored: StoredEvent): EventOf<Types> {
  const type = Object.hasOwn(types, stored.type) ? types[stored.type] : undefined;
  if (type === undefined || stored.version > type.version) {
    throw new AppError(
      'CONFLICT',
      `Ledger entry ${stored.seq} is of kind ${stored.type} version ${stored.version}, which this version of Tapedeck does not know; start a newer one.`,
      { seq: stored.seq, type: stored.type, version: stored.version },
    );
  }
  let body = stored.body;
  for (let version = stored.version; version < type.version; version++) {
    const upcast = type.upcasters[version];
    if (upcast === undefined) throw new AppError('CONFLICT', `Ledger entry ${stored.seq}: nothing reads ${stored.type} version ${version} any more.`);
    body = upcast(body);
  }
  const parsed = type.body.safeParse(body);
  if (!parsed.success) {
    throw new AppError('CONFLICT', `Ledger entry ${stored.seq} (${stored.type}) is damaged: ${parsed.error.issues[0]?.message ?? 'wrong shape'}; restore a backup.`, {
      seq: stored.seq,
      type: stored.type,
    });
  }
  const { seq, stream, streamSeq, timeMs, causationId, correlationId } = stored;
  return { seq, stream, streamSeq, timeMs, causationId, correlationId, type: stored.type, body: parsed.data } as EventOf<Types>;
}
