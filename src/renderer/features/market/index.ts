export { followMarket, loadInstruments, tickers, useInstrument, useInstruments, useTicker } from './market-store.ts';
