import type { InstrumentId } from '../../../contract/model/instrument.ts';

/** The symbol of an instrument id. */
export const symbolOf = (id: InstrumentId): string => id.slice(id.indexOf(':') + 1);
