export { computeFee, feeDigits, type FeeSchedule } from './compute-fee.ts';
export { addTaken, remainingOffer, untouched, type Taken } from './liquidity.ts';
export { matchOnQuote, type OfferedQuote, type QuoteMatch, type QuoteOrder } from './match-on-quote.ts';
export { roundHalfEven } from './round-half-even.ts';
export { isTriggeredByQuote, isTriggeredByTrade } from './stop-trigger.ts';
