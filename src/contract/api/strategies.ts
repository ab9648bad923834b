import { z } from 'zod';
import { strategyInfoSchema } from '../model/strategy.ts';
import { procedure } from './errors.ts';

export const strategiesContract = {
  list: procedure
    .route({ method: 'GET', path: '/strategies', summary: 'Every strategy with its parameters and ranges' })
    .input(z.strictObject({}))
    .output(z.array(strategyInfoSchema)),
};
