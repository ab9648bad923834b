export { createPaperBroker, type PaperBroker, type PaperBrokerOptions } from './paper-broker.ts';
