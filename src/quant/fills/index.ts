export { computeFee, feeDigits, type FeeSchedule } from './compute-fee.ts';
export { isLimitHit, limitOnBar } from './limit-on-bar.ts';
export { addTaken, remainingOffer, untouched, type Taken } from './liquidity.ts';
export { matchOnQuote, type OfferedQuote, type QuoteMatch, type QuoteOrder } from './match-on-quote.ts';
export { roundHalfEven } from './round-half-even.ts';
export { stopLimitOnBar } from './stop-limit-on-bar.ts';
export { isStopHit, stopOnBar } from './stop-on-bar.ts';
export { isTriggeredByQuote, isTriggeredByTrade } from './stop-trigger.ts';
export { worsen } from './worsen.ts';
