export { computeBuyingPower, computeRequired, type Funds, type MarkedHolding, type OpenDemand } from './buying-power.ts';
export { createPortfolio, type PortfolioDeps } from './create-portfolio.ts';
export type { Portfolio } from './portfolio.ts';
export { portfolioFold, type AccountState, type PortfolioState } from './portfolio-fold.ts';
export type { PortfolioDesk, PortfolioMarket } from './ports.ts';
export { computeEquity, computeMark, listPositions, valueAccount, type MarkQuote, type QuoteLookup } from './value-portfolio.ts';
