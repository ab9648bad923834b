export { describeEquity, describePrices, fewestReturns, type EquityInput, type PriceInput } from './describe-series.ts';
