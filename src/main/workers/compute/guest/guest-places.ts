/**
 * Where code of others is, as one number that the thread writes down and the main thread reads when it seems to hang: the number of a bar,
 * or one of these.
 */
export const guestPlace = { reading: -1, indicators: -2, signals: -3 } as const;

/** Where that is, in words: `did not return from …`. */
export function describeGuestPlace(place: number): string {
  if (place === guestPlace.reading) return 'the file, before the first bar';
  if (place === guestPlace.indicators) return 'indicators';
  return place === guestPlace.signals ? 'signals' : `bar ${place}`;
}
