export { SimMarket, simInstruments } from './sim-market.ts';
