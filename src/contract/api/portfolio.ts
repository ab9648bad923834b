import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { portfolioSnapshotSchema } from '../model/portfolio.ts';
import { accountSchema, positionSchema } from '../model/position.ts';
import { procedure } from './errors.ts';

export const portfolioContract = {
  positions: procedure
    .route({ method: 'GET', path: '/positions', summary: 'What is held, with profit and loss at the newest prices' })
    .input(z.strictObject({}))
    .output(z.array(positionSchema)),

  accounts: procedure
    .route({ method: 'GET', path: '/accounts', summary: 'Accounts with cash, equity and buying power' })
    .input(z.strictObject({}))
    .output(z.array(accountSchema)),

  watch: procedure
    .route({ method: 'GET', path: '/portfolio/watch', summary: 'State stream: accounts and positions at the newest prices, up to 4 times a second and at once after a fill' })
    .input(z.strictObject({}))
    .output(eventIterator(portfolioSnapshotSchema)),
};
