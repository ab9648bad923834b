export { createMarket, type MarketDeps } from './create-market.ts';
export type { OpenBars } from './live-bars.ts';
export type { Market, MarketLoad, Sparkline } from './market.ts';
export { PacedMailbox, type PacedMailboxOptions } from './paced-mailbox.ts';
export type { AppendOptions, AppendReport, BarRange, BarStore, FeedHealth, FeedPort, FingerprintedBars, InstrumentStore, Session } from './ports.ts';
