import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { backtestSettingsSchema } from '../model/backtest.ts';
import { seriesKeySchema } from '../model/bar.ts';
import { paperComparisonSchema, paperJournalSchema, paperReportSchema, paperSessionSchema } from '../model/paper-session.ts';
import { strategyCodeSchema } from '../model/strategy.ts';
import { procedure } from './errors.ts';
import { runIdField } from './fields.ts';

const sessionIdField = z.string().max(40).describe('id of the session');
const sessionId = z.strictObject({ sessionId: sessionIdField });
const { cash, commissionRate, commissionFixed, spreadRate, slippageRate, fill } = backtestSettingsSchema.shape;

/** Strategies that trade on paper. */
export const paperSessionsContract = {
  promote: procedure
    .route({ method: 'POST', path: '/paper-sessions', summary: 'Let a strategy trade on paper over live bars; the look-ahead detector runs first and refuses what sees the future. Answers at once, watch tells how it goes on' })
    .input(
      z.strictObject({
        name: z.string().trim().min(1).max(80).optional().describe('name of the session; left out: made of strategy and symbols'),
        runId: runIdField.optional().describe('a finished backtest, whose strategy, code, parameters and costs are taken; what is named beside it counts instead'),
        strategy: z.string().max(200).optional().describe('name of a strategy'),
        code: strategyCodeSchema.optional().describe('code at hand, in place of a strategy by its name'),
        params: z.record(z.string(), z.number()).optional().describe('parameters by name; left out: those of the run, else the usual ones'),
        settings: backtestSettingsSchema.optional().describe('cash, costs and conventions; left out: those of the run, else the usual ones'),
        series: z.array(seriesKeySchema).min(1).max(20).optional().describe('instruments that trade, with one length of bars for all; left out: those of the run'),
        history: z.number().int().min(0).max(5_000).default(1_000).describe('bars before now that are recorded with each series, for indicators and for the look-ahead check, up to 5,000'),
      }),
    )
    .output(paperSessionSchema),

  list: procedure.route({ method: 'GET', path: '/paper-sessions', summary: 'Sessions on paper, newest first' }).input(z.strictObject({})).output(z.array(paperSessionSchema)),

  get: procedure.route({ method: 'GET', path: '/paper-sessions/{sessionId}', summary: 'Where a session stands: its account, its journal\'s hash, the last orders and fills' }).input(sessionId).output(paperSessionSchema),

  report: procedure
    .route({ method: 'GET', path: '/paper-sessions/{sessionId}/report', summary: 'What became of a session: figures, equity, orders that wait, closed trades, and how many of its bars were live' })
    .input(
      z.strictObject({
        sessionId: sessionIdField,
        points: z.number().int().min(200).max(5_000).default(1_000).describe('how many moments of the curve at most, from 200 to 5,000'),
        trades: z.number().int().min(0).max(5_000).default(500).describe('how many of the last trades at most, up to 5,000'),
      }),
    )
    .output(paperReportSchema),

  journal: procedure
    .route({ method: 'GET', path: '/paper-sessions/{sessionId}/journal', summary: 'The journal of a session: intents, orders and fills in market time, the same lines that its hash is of' })
    .input(
      z.strictObject({
        sessionId: sessionIdField,
        from: z.number().int().min(0).optional().describe('number of the first line, from 0; left out: the last ones'),
        limit: z.number().int().min(1).max(5_000).default(500).describe('how many lines at most, up to 5,000'),
      }),
    )
    .output(paperJournalSchema),

  stop: procedure.route({ method: 'POST', path: '/paper-sessions/{sessionId}/stop', summary: 'Stop a session, or its look-ahead check; nothing happens when it has ended' }).input(sessionId).output(paperSessionSchema),

  resume: procedure
    .route({ method: 'POST', path: '/paper-sessions/{sessionId}/resume', summary: 'Let a stopped session go on; bars that it missed are read from history and counted as caught up' })
    .input(sessionId)
    .output(paperSessionSchema),

  remove: procedure.route({ method: 'POST', path: '/paper-sessions/{sessionId}/remove', summary: 'Delete a session that does not run, with its bars and its journal' }).input(sessionId).output(z.object({ sessionId: z.string() })),

  compare: procedure
    .route({ method: 'GET', path: '/paper-sessions/{sessionId}/compare', summary: 'A session against a backtest over the bars that it recorded: the same to the byte, or where other costs or conventions make the difference' })
    .input(
      z.strictObject({
        sessionId: sessionIdField,
        cash: cash.unwrap().optional().describe('cash at the start in the backtest'),
        commissionRate: commissionRate.unwrap().optional().describe('share of the value of each fill in the backtest: 0.002 is 0.2 %'),
        commissionFixed: commissionFixed.unwrap().optional().describe('amount for each fill in the backtest'),
        spreadRate: spreadRate.unwrap().optional().describe('share of the price between bid and ask in the backtest'),
        slippageRate: slippageRate.unwrap().optional().describe('share of the price lost on market and stop fills in the backtest'),
        fill: fill.unwrap().optional().describe('where an order made on a close fills first in the backtest'),
        onlyDifferent: z.boolean().default(false).describe('leave out trades that are the same in both'),
        from: z.number().int().min(0).default(0).describe('index of the first row of trades'),
        limit: z.number().int().min(0).max(5_000).default(500).describe('how many rows of trades at most, up to 5,000'),
      }),
    )
    .output(paperComparisonSchema),

  watch: procedure
    .route({ method: 'GET', path: '/paper-sessions/watch', summary: 'State stream: all sessions first, then those that changed; a removed one is told no more' })
    .input(z.strictObject({}))
    .output(eventIterator(z.array(paperSessionSchema))),
};
