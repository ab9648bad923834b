/**
 * Where code that somebody wrote is, as one number that the thread writes down and the main thread reads when it seems to hang: the number of a
 * bar, or one of these.
 */
export const codePlace = { reading: -1, indicators: -2, signals: -3, after: -4 } as const;

/** Where that is, in words: `did not return from …`. */
export function describeCodePlace(place: number): string {
  if (place === codePlace.reading) return 'its file, read before the first bar,';
  if (place === codePlace.indicators) return 'indicators';
  if (place === codePlace.after) return 'what it left to be done after its run';
  return place === codePlace.signals ? 'signals' : `bar ${place}`;
}
