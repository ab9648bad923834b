/** A price made worse for whoever trades at it by a share of itself: a buyer pays more, a seller gets less. */
export const worsen = (isBuy: boolean, price: number, share: number): number => price * (isBuy ? 1 + share : 1 - share);
