export type { BookLevel, SimBook } from './book.ts';
export { simInstruments } from './sim-instruments.ts';
export { SimMarket } from './sim-market.ts';
