export { computeBuyingPower, computeRequired, type Funds, type MarkedHolding, type OpenDemand } from './buying-power.ts';
export { portfolioFold, type AccountState, type PortfolioState } from './portfolio-fold.ts';
export { computeMark, listPositions, valueAccount, type MarkQuote, type QuoteLookup } from './value-portfolio.ts';
