import { hash } from '../random/index.ts';
import type { Listing } from './listing.ts';

/** Reasons that nobody can check: they are invented, as the companies are. */
const reasons = {
  equity: {
    up: ['after a large order', 'as an analyst raises the target', 'on talk of a partnership', 'after it lifts its outlook', 'on strong demand'],
    down: ['after a supplier warns', 'as an analyst turns cautious', 'on talk of delays', 'after it trims its outlook', 'as a customer cancels'],
  },
  etf: { up: ['on broad buying', 'as money flows in'], down: ['on broad selling', 'as money flows out'] },
  crypto: { up: ['as large holders add', 'on brisk use of its network'], down: ['as large holders sell', 'after an outage of its network'] },
  fx: { up: ['as rates are seen higher', 'on a better trade balance'], down: ['as rates are seen lower', 'on a weaker trade balance'] },
} as const;

const percent = (move: number): string => `${(Math.abs(move) * 100).toFixed(1)}%`;

/** What a listing is called in a sentence: of a pair of currencies the first. */
const subjectOf = ({ name, assetClass }: Listing): string => (assetClass === 'fx' ? name.split(' / ')[0]! : name);

const reasonOf = (listing: Listing, move: number, key: number, day: number, isResultsDay: boolean): string => {
  if (isResultsDay) return move > 0 ? 'after its quarter beats expectations' : 'after its quarter disappoints';
  const choice: readonly string[] = reasons[listing.assetClass as keyof typeof reasons][move > 0 ? 'up' : 'down'];
  return choice[hash(key, day, 201) % choice.length]!;
};

/** A move since the close before, as a fraction, with its reason. */
export const moveHeadline = (listing: Listing, move: number, key: number, day: number, isResultsDay: boolean): string =>
  `${subjectOf(listing)} ${move > 0 ? 'gains' : 'loses'} ${percent(move)} ${reasonOf(listing, move, key, day, isResultsDay)}`;

export const extendedHeadline = (listing: Listing, move: number): string => `${subjectOf(listing)} extends its ${move > 0 ? 'gain' : 'loss'} to ${percent(move)}`;

export const openingHeadline = (listing: Listing, move: number, key: number, day: number, isResultsDay: boolean): string =>
  `${subjectOf(listing)} opens ${percent(move)} ${move > 0 ? 'higher' : 'lower'} ${reasonOf(listing, move, key, day, isResultsDay)}`;

export const sectorHeadline = (sector: string, move: number): string => `${sector} shares ${move > 0 ? 'rise' : 'fall'} ${percent(move)} together`;

export const resultsHeadline = (listing: Listing): string => `${subjectOf(listing)} publishes its quarter`;

export const rateHeadline = (): string => 'Central bank announces its monthly decision on rates';

/** null: the whole market. */
export function scenarioHeadline(kind: 'crash' | 'gap' | 'halt', listing: Listing | null, isUp: boolean): string {
  const subject = listing === null ? 'the whole market' : subjectOf(listing);
  if (kind === 'halt') return `Trading in ${subject} is halted for five minutes`;
  if (kind === 'crash') return listing === null ? 'Selling sweeps the whole market' : `${subject} slides in heavy selling`;
  return listing === null ? 'Prices jump across the market' : `${subject} jumps ${isUp ? 'up' : 'down'} on unexpected news`;
}
