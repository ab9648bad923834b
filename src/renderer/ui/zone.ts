/**
 * Whose clock times are shown in: UTC, this computer's, or that of a place by its name in the tz database, such as America/New_York. An
 * hour that a clock goes through twice in autumn is told apart by the name of the time it is in.
 */
export type TimeZoneChoice = 'utc' | 'local' | `${string}/${string}`;

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Clocks change on a quarter of an hour, so an offset holds for it whole. */
const offsetHoldsMs = 15 * minuteMs;
const mostKept = 5_000;

type Place = { readonly format: Intl.DateTimeFormat; readonly offsets: Map<number, number> };
const places = new Map<string, Place>();

/** How far a zone's clock is ahead of UTC at a moment, in milliseconds. */
export function offsetOf(ms: number, zone: TimeZoneChoice): number {
  if (zone === 'utc') return 0;
  if (zone === 'local') return -new Date(ms).getTimezoneOffset() * minuteMs;
  const place = placeOf(zone);
  const stretch = Math.floor(ms / offsetHoldsMs);
  const known = place.offsets.get(stretch);
  if (known !== undefined) return known;
  if (place.offsets.size >= mostKept) place.offsets.clear();
  const at = stretch * offsetHoldsMs;
  const parts = Object.fromEntries(place.format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const wall = Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'] ?? 1, parts['hour'] ?? 0, parts['minute'] ?? 0, parts['second'] ?? 0);
  place.offsets.set(stretch, wall - at);
  return wall - at;
}

function placeOf(zone: string): Place {
  const found = places.get(zone);
  if (found !== undefined) return found;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  const made = { format, offsets: new Map<number, number>() };
  places.set(zone, made);
  return made;
}

/** A moment as its clock shows it: a date whose UTC fields are those of the clock. */
export const toWallTime = (ms: number, zone: TimeZoneChoice): Date => new Date(ms + offsetOf(ms, zone));

/** Whether a zone's clock shows this time twice, in the hour after it is put back. */
export function isRepeated(ms: number, zone: TimeZoneChoice): boolean {
  if (zone === 'utc') return false;
  const own = offsetOf(ms, zone);
  // The other moment of the same clock time has the offset from before the change, or the one from after it.
  return [offsetOf(ms - 3 * hourMs, zone), offsetOf(ms + 3 * hourMs, zone)].some((other) => other !== own && offsetOf(ms + own - other, zone) === other);
}

const abbreviations = new Map<string, Intl.DateTimeFormat>();

function abbreviate(ms: number, zone: TimeZoneChoice, locale: 'en-US' | 'en-GB'): string {
  const key = `${locale} ${zone}`;
  const format = abbreviations.get(key) ?? new Intl.DateTimeFormat(locale, { timeZoneName: 'short', ...(zone === 'local' ? {} : { timeZone: zone }) });
  abbreviations.set(key, format);
  return format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** What the time of a zone is called at a moment: UTC, EST, CEST; GMT+5:30 where it has no letters of its own. */
export function nameZone(ms: number, zone: TimeZoneChoice): string {
  if (zone === 'utc') return 'UTC';
  const american = abbreviate(ms, zone, 'en-US');
  // Letters of European zones are known to British English alone.
  return american.startsWith('GMT') ? abbreviate(ms, zone, 'en-GB') : american;
}

/** Stands behind a clock time that comes twice: a blank and the name of its zone; nothing behind any other. */
export const markRepeated = (ms: number, zone: TimeZoneChoice): string => (isRepeated(ms, zone) ? ` ${nameZone(ms, zone)}` : '');
