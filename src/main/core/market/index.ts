export { createMarket, type MarketDeps } from './create-market.ts';
export type { Market } from './market.ts';
export type { AppendOptions, AppendReport, BarRange, BarStore, FeedHealth, FeedPort, FingerprintedBars, InstrumentStore, Session } from './ports.ts';
