import { epochMs } from '../../../src/contract/model/units.ts';
import type { NewEvent } from '../../../src/main/core/ledger/ports.ts';

export const newEvent = (stream: string, body: unknown): NewEvent => ({
  stream, type: 'noted', version: 1, timeMs: epochMs(0), causationId: null, correlationId: null, body,
});
