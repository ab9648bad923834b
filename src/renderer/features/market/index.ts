export { followMarket, loadInstruments, tickers, useInstrument, useInstruments, useTicker, useTickerPart } from './market-store.ts';
