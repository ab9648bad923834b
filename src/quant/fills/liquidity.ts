/** What is offered at one price. Quantity in units. */
export type OfferLevel = { readonly price: number; readonly size: number };

/** What we took of the offers of one side, by price, and when last. Start with {@link untouched}. */
export type Taken = readonly { readonly price: number; readonly quantity: number; readonly atMs: number }[];

/** Nothing taken yet, at no price. */
export const untouched: Taken = Object.freeze([]);

/** An offer is counted as refilled at the latest after an hour, so that nobody has to remember for longer what was taken. */
export const refilledAfterMs = 3_600_000;

/**
 * Units that an offer still holds for us: its size less what we already took at that price.
 * We assume the worst, that an offer which stays at its price was not refilled; a new price is a new offer.
 */
export const remainingOffer = (taken: Taken, { price, size }: OfferLevel): number =>
  Math.max(0, size - (taken.find((one) => one.price === price)?.quantity ?? 0));

/** What we have taken after one more fill at this price. */
export function addTaken(taken: Taken, price: number, quantity: number, atMs: number): Taken {
  const before = taken.find((one) => one.price === price)?.quantity ?? 0;
  return [...taken.filter((one) => one.price !== price), { price, quantity: before + quantity, atMs }];
}

/** What of it still counts when the book has become this one: an offer that was gone from its price comes back as a new one. */
export const renewTaken = (taken: Taken, levels: readonly OfferLevel[], atMs: number): Taken =>
  taken.filter((one) => atMs < one.atMs + refilledAfterMs && levels.some(({ price }) => price === one.price));
