import { z } from 'zod';
import { backtestSettingsSchema, backtestTradeSchema } from './backtest.ts';
import { barSchema, seriesKeySchema } from './bar.ts';
import { reportMetricSchema } from './report.ts';
import { epochMsSchema } from './units.ts';

/** Slowest and fastest play, in bars a second of real time. */
export const replaySpeeds = { min: 0.25, max: 100 } as const;

const price = z.number().positive().max(1e12);
const quantity = z.number().positive().max(1e12);

/** What somebody asked for in a replay, on the close of a bar that was seen. Orders and trades are counted from 1, in the order in which they came. */
export const replayIntentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('place'),
    side: z.enum(['buy', 'sell']),
    type: z.enum(['market', 'limit', 'stop', 'stop-limit']),
    /** Units; left out: the size of the replay's settings. */
    quantity: quantity.optional(),
    limitPrice: price.optional(),
    stopPrice: price.optional(),
    /** Prices at which the trade that it opens is closed, at a loss and at a profit. */
    stopLoss: price.optional(),
    takeProfit: price.optional(),
  }),
  z.strictObject({
    kind: z.literal('modify'),
    order: z.number().int().positive(),
    quantity: quantity.optional(),
    limitPrice: price.optional(),
    stopPrice: price.optional(),
    stopLoss: price.optional(),
    takeProfit: price.optional(),
  }),
  z.strictObject({ kind: z.literal('cancel'), order: z.number().int().positive() }),
  /** `trade` left out: all that is held. */
  z.strictObject({ kind: z.literal('close'), trade: z.number().int().positive().optional(), share: z.number().positive().max(1) }),
  /** Moves the stop-loss or take-profit of an open trade; null takes it away, what is left out stays. */
  z.strictObject({ kind: z.literal('protect'), trade: z.number().int().positive(), stopLoss: price.nullable().optional(), takeProfit: price.nullable().optional() }),
]);
export type ReplayIntent = z.infer<typeof replayIntentSchema>;

/** An intent as it is on record: nothing is ever taken out of the record. */
export const recordedIntentSchema = z.object({
  /** Counts the intents of the replay, from 1. */
  number: z.number().int().positive(),
  /** Bar of the replay on whose close it was given, from 0, and the start of that bar. */
  bar: z.number().int().min(0),
  timeMs: epochMsSchema,
  /** Later bars had been seen when it was given. */
  isInformed: z.boolean(),
  /** Number of the intent that took its place after a step back; null: it counts. */
  droppedBy: z.number().int().positive().nullable(),
  intent: replayIntentSchema,
});
export type RecordedIntent = z.infer<typeof recordedIntentSchema>;

/** A replay: a stretch of a series that is played bar by bar, with paper trading on it. */
export const replaySchema = z.object({
  replayId: z.string(),
  title: z.string(),
  series: seriesKeySchema,
  /** Starts of the first and the last bar that can be traded on. */
  fromMs: epochMsSchema,
  toMs: epochMsSchema,
  /** How many bars can be traded on, and how many before them are only seen. */
  bars: z.number().int(),
  warmup: z.number().int(),
  settings: backtestSettingsSchema,
  /** Smallest step of a price; 0 where there is none. */
  tickSize: z.number(),
  status: z.enum(['open', 'finished']),
  /** The bar that is the present, from 0, and its start. */
  cursor: z.number().int(),
  timeMs: epochMsSchema,
  /** The last bar that was ever seen. */
  furthest: z.number().int(),
  /** How often the present was moved back to bars that were seen before. */
  peeks: z.number().int(),
  /** Bars a second of real time. */
  speed: z.number(),
  createdAtMs: epochMsSchema,
  finishedAtMs: epochMsSchema.nullable(),
  /** The recorded run that a finished replay became; null: it is open. */
  runId: z.string().nullable(),
});
export type Replay = z.infer<typeof replaySchema>;

/** An order that waits. */
export const replayOrderSchema = z.object({
  order: z.number().int(),
  side: z.enum(['buy', 'sell']),
  type: z.enum(['market', 'limit', 'stop', 'stop-limit', 'trailing-stop']),
  /** What it is for. */
  role: z.enum(['entry', 'exit', 'stop-loss', 'take-profit', 'trailing-stop']),
  /** Trade that it closes; null: it opens one. */
  trade: z.number().int().nullable(),
  /** Units; null: as much as the settings say when it fills, or all of its trade. */
  quantity: z.number().nullable(),
  limitPrice: z.number().nullable(),
  stopPrice: z.number().nullable(),
  stopLoss: z.number().nullable(),
  takeProfit: z.number().nullable(),
  /** Start of the bar on which it was placed. */
  placedMs: epochMsSchema,
});
export type ReplayOrder = z.infer<typeof replayOrderSchema>;

/** An open trade. */
export const replayTradeSchema = z.object({
  trade: z.number().int(),
  side: z.enum(['long', 'short']),
  /** Units, always positive. */
  size: z.number(),
  entryPrice: z.number(),
  entryMs: epochMsSchema,
  stopLoss: z.number().nullable(),
  takeProfit: z.number().nullable(),
  /** Open profit at the present close, before the commission of its exit. */
  profit: z.number(),
});
export type ReplayTrade = z.infer<typeof replayTradeSchema>;

/** A fill of a replay: what was bought or sold at which price. */
export const replayFillSchema = z.object({
  timeMs: epochMsSchema,
  side: z.enum(['buy', 'sell']),
  size: z.number(),
  price: z.number(),
  commission: z.number(),
});

/** How many closed trades and fills a state tells: the last ones. */
export const mostReplayRows = 500;

/** A replay at its present. Money is in the currency of the data; nothing after the present bar is in it. */
export const replayStateSchema = z.object({
  replay: replaySchema,
  isPlaying: z.boolean(),
  isAtEnd: z.boolean(),
  bar: barSchema,
  cash: z.number(),
  equity: z.number(),
  /** Signed units held, their average price (null: nothing is held), and the open profit at the present close. */
  position: z.object({ size: z.number(), averagePrice: z.number().nullable(), profit: z.number() }),
  orders: z.array(replayOrderSchema),
  trades: z.array(replayTradeSchema),
  /** The last closed trades and fills, oldest first, and how many there are in all. */
  closedTrades: z.array(backtestTradeSchema).max(mostReplayRows),
  closedCount: z.number().int(),
  fills: z.array(replayFillSchema).max(mostReplayRows),
  fillCount: z.number().int(),
  /** The last orders that could not be afforded when they would have filled, with the bar and the reason in one sentence, and how many there are. */
  refusals: z.array(z.object({ timeMs: epochMsSchema, message: z.string() })).max(mostReplayRows),
  refusalCount: z.number().int(),
  /** Profit of all closed trades, net of commission. */
  closedProfit: z.number(),
  /** How many intents count that were given on later bars: an order now would drop them. */
  laterIntents: z.number().int(),
  /** Why it trades no more, in one sentence: it lost all its cash. null: it did not. */
  ruin: z.string().nullable(),
});
export type ReplayState = z.infer<typeof replayStateSchema>;

/** How many bars an update tells at most. */
export const mostUpdateBars = 1_000;

/**
 * What a watcher is told. `bars` follow those that it was told before, ascending; what it has beyond `state.bar` it takes away, for somebody stepped
 * back. `isWhole`: they are the last ones up to the present, in place of all that it has; `replays.bars` has those before.
 */
export const replayUpdateSchema = z.object({ state: replayStateSchema, bars: z.array(barSchema).max(mostUpdateBars), isWhole: z.boolean() });
export type ReplayUpdate = z.infer<typeof replayUpdateSchema>;

/** The journal of a replay up to its present: intents, orders and fills, a line of canonical JSON each, and the SHA-256 of them. */
export const replayJournalSchema = z.object({ hash: z.string(), lines: z.number().int(), text: z.string() });
export type ReplayJournal = z.infer<typeof replayJournalSchema>;

/** What a finished replay was worth. */
export const replayScoreSchema = z.object({
  replay: replaySchema,
  runId: z.string(),
  /** The figures of the report of its run. */
  figures: z.array(reportMetricSchema),
  /** Shares: 0.02 is 2 %. What was made, and what buying at the first close and holding would have made, without costs. */
  return: z.number(),
  buyAndHoldReturn: z.number().nullable(),
  /** Share of as many holdings, as long and on the same sides, at random moments that did worse; null: nothing was held, or always. */
  betterThanRandom: z.number().nullable(),
  trades: z.number().int(),
  /** How often somebody looked back, intents that were given knowing later bars, and intents that were dropped for others. */
  peeks: z.number().int(),
  informedIntents: z.number().int(),
  droppedIntents: z.number().int(),
  /** SHA-256 of the journal: that of one backtest of the same intents. */
  journalHash: z.string(),
  /** What it comes to, in one sentence. */
  message: z.string(),
});
export type ReplayScore = z.infer<typeof replayScoreSchema>;
