export type { BookLevel, SimBook } from './book.ts';
export type { NewsQuery } from './news.ts';
export { scenarioLengthMs } from './scenario-effect.ts';
export { simInstruments } from './sim-instruments.ts';
export { isTradingDay, sessionOf } from './calendar.ts';
export { SimMarket, type SimSession } from './sim-market.ts';
