/** How much we have taken of the offer at one price. Quantity in units. Start with {@link untouched}. */
export type Taken = { readonly price: number; readonly quantity: number };

/** Nothing taken yet, at no price. */
export const untouched: Taken = Object.freeze({ price: NaN, quantity: 0 });

/**
 * Units that an offer still holds for us: its size less what we already took at that price.
 * We assume the worst, that an offer which stays at its price was not refilled; a new price is a new offer.
 */
export const remainingOffer = (taken: Taken, price: number, size: number): number =>
  Math.max(0, taken.price === price ? size - taken.quantity : size);

/** What we have taken after one more fill at this price. */
export const addTaken = (taken: Taken, price: number, quantity: number): Taken =>
  ({ price, quantity: taken.price === price ? taken.quantity + quantity : quantity });
