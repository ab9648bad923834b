export { createPaperBroker, type PaperBroker, type PaperBrokerOptions } from './paper-broker.ts';
export { quotesOnly, type OfferedBook, type PaperTape } from './paper-tape.ts';
export { createVenueLatency } from './venue-latency.ts';
