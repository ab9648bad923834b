import type { TimeZoneChoice } from '../ui/zone.ts';

const newYork: TimeZoneChoice = 'America/New_York';
const zones: Readonly<Record<string, TimeZoneChoice>> = { 'us-equity': newYork, 'us-equity-extended': newYork, 'fx-week': newYork };

/** The clock of the exchange that keeps a calendar. The simulated exchange, and what never closes, keep UTC. */
export const exchangeZone = (calendar: string | undefined): TimeZoneChoice => (calendar === undefined ? 'utc' : (zones[calendar] ?? 'utc'));
