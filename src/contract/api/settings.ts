import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { settingsChangesSchema, settingsRecordSchema } from '../model/settings.ts';
import { procedure } from './errors.ts';

export const settingsContract = {
  get: procedure.route({ method: 'GET', path: '/settings', summary: 'What was chosen about the window, and its version' }).input(z.strictObject({})).output(settingsRecordSchema),
  patch: procedure
    .route({ method: 'POST', path: '/settings', summary: 'Change some settings at once; CONFLICT when they changed since the version this is based on' })
    .input(
      z.strictObject({
        version: settingsRecordSchema.shape.version.describe('the version on which the changes are based'),
        changes: settingsChangesSchema.describe('the settings to change; each is replaced as a whole'),
      }),
    )
    .output(settingsRecordSchema),
  watch: procedure
    .route({ method: 'GET', path: '/settings/watch', summary: 'State stream: the settings now and after every change' })
    .input(z.strictObject({}))
    .output(eventIterator(settingsRecordSchema)),
};
