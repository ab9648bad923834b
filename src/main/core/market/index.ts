export type { Market } from './market.ts';
export type { BarStore, FeedPort, InstrumentStore } from './ports.ts';
