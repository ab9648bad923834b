import { z } from 'zod';
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
};
