import type { Guarded } from './guard.ts';

export const portfolioRouter = ({ portfolio: os }: Guarded) => ({
  positions: os.positions.handler(({ context: { core } }) => core.trading.positions()),

  accounts: os.accounts.handler(({ context: { core } }) => core.trading.accounts()),
  watch: os.watch.handler(({ context: { core, signal } }) => core.portfolio.watch(signal)),
});
