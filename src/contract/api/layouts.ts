import { z } from 'zod';
import { layoutInfoSchema, layoutSchema } from '../model/settings.ts';
import { procedure } from './errors.ts';

export const layoutsContract = {
  list: procedure.route({ method: 'GET', path: '/layouts', summary: 'Names and versions of the saved layouts' }).input(z.strictObject({})).output(z.array(layoutInfoSchema)),
  get: procedure
    .route({ method: 'GET', path: '/layouts/{name}', summary: 'A saved layout' })
    .input(z.strictObject({ name: layoutSchema.shape.name }))
    .output(layoutSchema),
  save: procedure
    .route({ method: 'POST', path: '/layouts/{name}', summary: 'Save a layout over the version it is based on; CONFLICT when another was saved since' })
    .input(z.strictObject(layoutSchema.shape))
    .output(layoutSchema),
};
