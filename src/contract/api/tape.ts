import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { scenarioKindSchema, tapeStatusSchema, tapeStepSchema, timelineSchema } from '../model/tape.ts';
import { epochMsSchema } from '../model/units.ts';
import { procedure } from './errors.ts';
import { instrumentIdField } from './fields.ts';

export const tapeContract = {
  status: procedure.route({ method: 'GET', path: '/tape/status', summary: 'Where market time stands and how fast it runs' }).input(z.strictObject({})).output(tapeStatusSchema),

  watch: procedure
    .route({ method: 'GET', path: '/tape/watch', summary: 'State stream: where market time stands, at once after every change' })
    .input(z.strictObject({}))
    .output(eventIterator(tapeStatusSchema)),

  play: procedure.route({ method: 'POST', path: '/tape/play', summary: 'Let market time run' }).input(z.strictObject({})).output(tapeStatusSchema),

  pause: procedure.route({ method: 'POST', path: '/tape/pause', summary: 'Hold market time' }).input(z.strictObject({})).output(tapeStatusSchema),

  setSpeed: procedure
    .route({ method: 'POST', path: '/tape/speed', summary: 'Market time per real time; what is paused stays paused' })
    .input(z.strictObject({ speed: z.number().min(0.25).max(3_600).describe('market time per real time') }))
    .output(tapeStatusSchema),

  step: procedure
    .route({ method: 'POST', path: '/tape/step', summary: 'Pause, and go on to the next tick, second, minute or hour' })
    .input(z.strictObject({ by: tapeStepSchema.describe('how far: to the next of these') }))
    .output(tapeStatusSchema),

  runScenario: procedure
    .route({ method: 'POST', path: '/tape/scenarios', summary: 'Call trouble on the simulated market; it begins at once, is the last of the scenarios and part of history' })
    .input(
      z.strictObject({
        kind: scenarioKindSchema.describe('what kind of trouble'),
        instrumentId: instrumentIdField.optional().describe('the instrument; a gap and a halt need one, a crash without one hits everything, a feed loss takes none'),
      }),
    )
    .output(tapeStatusSchema),

  timeline: procedure
    .route({ method: 'GET', path: '/tape/timeline', summary: 'Volume and price of a stretch of the tape in at most so many buckets' })
    .input(
      z.strictObject({
        instrumentId: instrumentIdField,
        fromMs: epochMsSchema.describe('first moment, epoch milliseconds'),
        toMs: epochMsSchema.describe('first moment after it, epoch milliseconds'),
        buckets: z.number().int().min(16).max(2_000).describe('at most so many buckets'),
      }),
    )
    .output(timelineSchema),
};
