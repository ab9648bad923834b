export { followMarket, loadInstruments, tickers, useInstrument, useInstruments, useTicker, useTickerPart } from './market-store.ts';
export { useIsStale, useStaleAge } from './feed-age.ts';
export { StaleMark, StaleWarning } from './stale-mark.tsx';
