import { z } from 'zod';
import { strategyCodeSchema, strategyDetailSchema, strategyInfoSchema } from '../model/strategy.ts';
import { procedure } from './errors.ts';

const named = z.strictObject({ name: z.string().min(1).max(200).describe('name of a strategy, or of the file of one of your own') });

export const strategiesContract = {
  list: procedure
    .route({ method: 'GET', path: '/strategies', summary: 'Every strategy with its parameters and ranges, ready-made ones first and your own after them' })
    .input(z.strictObject({}))
    .output(z.array(strategyInfoSchema)),

  get: procedure
    .route({ method: 'GET', path: '/strategies/{name}', summary: 'A strategy, and its code where it is one of your own' })
    .input(named)
    .output(strategyDetailSchema),

  save: procedure
    .route({ method: 'POST', path: '/strategies', summary: 'Keep a strategy of your own as a file of the data folder; one that cannot be run yet is kept and says why' })
    .input(
      z.strictObject({
        file: strategyCodeSchema.shape.file.describe('name of the file, such as my-cross.ts, or my-rules.json for rules'),
        source: strategyCodeSchema.shape.source,
      }),
    )
    .output(strategyDetailSchema),

  check: procedure
    .route({ method: 'POST', path: '/strategies/check', summary: 'Read a strategy that is being written, without keeping it: what it says of itself, or why it cannot be run' })
    .input(
      z.strictObject({
        file: strategyCodeSchema.shape.file.describe('name of the file, such as my-cross.ts, or my-rules.json for rules'),
        source: strategyCodeSchema.shape.source,
      }),
    )
    .output(strategyDetailSchema),

  explain: procedure
    .route({ method: 'POST', path: '/strategies/explain', summary: 'Rules as JSON, as sentences and as TypeScript that trades the same, whichever of the first two is given' })
    .input(z.strictObject({ rules: strategyCodeSchema.shape.source.describe('rules as JSON, or as sentences') }))
    .output(z.object({ json: z.string(), english: z.string(), typescript: z.string() })),

  remove: procedure
    .route({ method: 'POST', path: '/strategies/{name}/remove', summary: 'Delete the file of a strategy of your own' })
    .input(named)
    .output(z.object({ name: z.string() })),
};
