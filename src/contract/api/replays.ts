import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { backtestSettingsSchema } from '../model/backtest.ts';
import { barPageSchema } from '../model/bar.ts';
import { recordedIntentSchema, replayJournalSchema, replaySchema, replayScoreSchema, replaySpeeds, replayStateSchema, replayUpdateSchema } from '../model/replay.ts';
import { epochMsSchema } from '../model/units.ts';
import { procedure } from './errors.ts';
import { instrumentIdField, limitField, timeframeField } from './fields.ts';

const replayIdField = z.string().max(40).describe('id of the replay');
const replayId = z.strictObject({ replayId: replayIdField });

const price = (text: string) => z.number().positive().max(1e12).optional().describe(text);
const quantity = z.number().positive().max(1e12).optional();
const orderField = z.number().int().positive().describe('number of the order');

/** What every intent takes besides its terms. */
const intentFields = {
  replayId: replayIdField,
  dropLater: z.boolean().default(false).describe('after a step back: drop the intents that were given on later bars; they stay on record, marked'),
};

export const replaysContract = {
  start: procedure
    .route({ method: 'POST', path: '/replays', summary: 'Start a replay: a stretch of a stored or simulated series, played bar by bar, with paper trading on it. It stands on its first bar, paused' })
    .input(
      z.strictObject({
        instrumentId: instrumentIdField,
        timeframe: timeframeField,
        fromMs: epochMsSchema.optional().describe('the first bar that can be traded on starts at or after this moment; left out: after the warm-up'),
        toMs: epochMsSchema.optional().describe('only bars that start before this moment; left out: all that are there'),
        warmup: z.number().int().min(0).max(5_000).default(200).describe('how many bars before it are seen from the beginning, up to 5,000'),
        settings: backtestSettingsSchema.prefault({}),
        speed: z.number().min(replaySpeeds.min).max(replaySpeeds.max).default(1).describe('bars a second of real time'),
      }),
    )
    .output(replayStateSchema),

  get: procedure.route({ method: 'GET', path: '/replays/{replayId}', summary: 'A replay at its present: bar, equity, orders, trades' }).input(replayId).output(replayStateSchema),

  list: procedure.route({ method: 'GET', path: '/replays', summary: 'Recorded replays, newest first' }).input(z.strictObject({ limit: limitField(1_000, 100) })).output(z.array(replaySchema)),

  bars: procedure
    .route({ method: 'GET', path: '/replays/{replayId}/bars', summary: 'The last bars that were told up to the present, warm-up included, or those before a moment' })
    .input(z.strictObject({ replayId: replayIdField, beforeMs: epochMsSchema.optional().describe('only bars that start before this moment'), limit: limitField(20_000, 1_000) }))
    .output(barPageSchema),

  intents: procedure
    .route({ method: 'GET', path: '/replays/{replayId}/intents', summary: 'All that was asked for in a replay up to its present, what was dropped later included' })
    .input(z.strictObject({ replayId: replayIdField }))
    .output(z.array(recordedIntentSchema)),

  journal: procedure
    .route({ method: 'GET', path: '/replays/{replayId}/journal', summary: 'Intents, orders and fills up to the present in canonical JSON, with their hash' })
    .input(replayId)
    .output(replayJournalSchema),

  place: procedure
    .route({ method: 'POST', path: '/replays/{replayId}/orders', summary: 'Give an order on the close of the present bar' })
    .input(
      z.strictObject({
        ...intentFields,
        side: z.enum(['buy', 'sell']).describe('buy or sell'),
        type: z.enum(['market', 'limit', 'stop', 'stop-limit']).default('market').describe('kind of the order'),
        quantity: quantity.describe('units; left out: the size of the replay\'s settings'),
        limitPrice: price('price of a limit or stop-limit order'),
        stopPrice: price('price that triggers a stop or stop-limit order'),
        stopLoss: price('price at which the trade that it opens is closed at a loss'),
        takeProfit: price('price at which the trade that it opens is closed at a profit'),
      }),
    )
    .output(replayStateSchema),

  modify: procedure
    .route({ method: 'POST', path: '/replays/{replayId}/orders/modify', summary: 'Change terms of an order that waits' })
    .input(
      z.strictObject({
        ...intentFields,
        order: orderField,
        quantity: quantity.describe('units'),
        limitPrice: price('its limit'),
        stopPrice: price('the price that triggers it'),
        stopLoss: price('price at which the trade that it opens is closed at a loss'),
        takeProfit: price('price at which the trade that it opens is closed at a profit'),
      }),
    )
    .output(replayStateSchema),

  cancel: procedure
    .route({ method: 'POST', path: '/replays/{replayId}/orders/cancel', summary: 'Cancel an order that waits' })
    .input(z.strictObject({ ...intentFields, order: orderField }))
    .output(replayStateSchema),

  close: procedure
    .route({ method: 'POST', path: '/replays/{replayId}/close', summary: 'Close a trade, or all that is held, by market orders' })
    .input(
      z.strictObject({
        ...intentFields,
        trade: z.number().int().positive().optional().describe('number of the trade; left out: all of them'),
        share: z.number().positive().max(1).default(1).describe('share that is closed: 0.5 is half'),
      }),
    )
    .output(replayStateSchema),

  protect: procedure
    .route({ method: 'POST', path: '/replays/{replayId}/protect', summary: 'Move the stop-loss or the take-profit of an open trade; null takes it away, what is left out stays' })
    .input(
      z.strictObject({
        ...intentFields,
        trade: z.number().int().positive().describe('number of the trade'),
        stopLoss: z.number().positive().max(1e12).nullable().optional().describe('price at which it is closed at a loss; null: none'),
        takeProfit: z.number().positive().max(1e12).nullable().optional().describe('price at which it is closed at a profit; null: none'),
      }),
    )
    .output(replayStateSchema),

  play: procedure
    .route({ method: 'POST', path: '/replays/{replayId}/play', summary: 'Let bars come at the speed of the replay, up to its end' })
    .input(z.strictObject({ replayId: replayIdField, speed: z.number().min(replaySpeeds.min).max(replaySpeeds.max).optional().describe('bars a second of real time; left out: as it was') }))
    .output(replayStateSchema),

  pause: procedure.route({ method: 'POST', path: '/replays/{replayId}/pause', summary: 'Hold the replay at its present' }).input(replayId).output(replayStateSchema),

  step: procedure
    .route({ method: 'POST', path: '/replays/{replayId}/step', summary: 'Pause, and go bars on, or back with a number below 0' })
    .input(z.strictObject({ replayId: replayIdField, bars: z.number().int().min(-1_000_000).max(1_000_000).default(1).describe('how many bars on; below 0: back') }))
    .output(replayStateSchema),

  seek: procedure
    .route({ method: 'POST', path: '/replays/{replayId}/seek', summary: 'Pause, and go to the last bar that starts at or before a moment' })
    .input(z.strictObject({ replayId: replayIdField, timeMs: epochMsSchema.describe('moment within the replay') }))
    .output(replayStateSchema),

  finish: procedure
    .route({ method: 'POST', path: '/replays/{replayId}/finish', summary: 'End a replay at its present: it becomes a recorded run and gets its score. A finished one tells its score again' })
    .input(replayId)
    .output(replayScoreSchema),

  watch: procedure
    .route({ method: 'GET', path: '/replays/{replayId}/watch', summary: 'State stream: the replay at once and whenever it changes, with the bars that were told since' })
    .input(replayId)
    .output(eventIterator(replayUpdateSchema)),
};
