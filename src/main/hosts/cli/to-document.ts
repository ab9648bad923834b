import { isoTime } from './table.ts';

/** Epoch milliseconds of the contract's columns: `time` of bars and of indicators. */
const isTimeColumn = (name: string, value: unknown): value is number[] => name === 'time' && Array.isArray(value);

/**
 * An answer of the contract as the command line prints it: moments are ISO 8601 UTC, so `createdAtMs: 1767…` is `createdAt: "2026-…"`
 * and `timeMs` is `time`. All else stays as it is.
 */
export function toDocument(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toDocument);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      if (isTimeColumn(name, field)) return [name, field.map(isoTime)];
      if (/[a-z]Ms$/.test(name) && (typeof field === 'number' || field === null)) return [name.slice(0, -2), field === null ? null : isoTime(field)];
      return [name, toDocument(field)];
    }),
  );
}
