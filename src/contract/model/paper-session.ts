import { z } from 'zod';
import { backtestSettingsSchema, backtestTradeSchema } from './backtest.ts';
import { seriesKeySchema } from './bar.ts';
import { comparisonSchema } from './compare.ts';
import { momentOrderSchema } from './moment.ts';
import { epochMsSchema } from './units.ts';
import { lookAheadSchema, verdictGradeSchema } from './verdict.ts';

/**
 * Where a session stands. `checking`: the look-ahead detector is at work, and nothing is traded before it is done. `refused`: it found that the
 * strategy sees the future. `running`: each finished bar is recorded and the strategy asked. `stopped`: somebody stopped it; it may be resumed.
 * `failed`: it ended by itself, `reason` says why.
 */
export const paperSessionStatusSchema = z.enum(['checking', 'refused', 'running', 'stopped', 'failed']);
export type PaperSessionStatus = z.infer<typeof paperSessionStatusSchema>;

/** A line of the journal of a session: something asked for, an order that came, changed or left, or a fill. */
export const paperEntrySchema = z.object({
  /** Counts the lines of the session's journal, from 0. */
  index: z.number().int(),
  kind: z.enum(['intent', 'placed', 'changed', 'gone', 'refused', 'fill']),
  /** Start of the bar in which it came about, in market time. */
  timeMs: epochMsSchema,
  symbol: z.string(),
  /** Number of the order, from 1; null: it is about none. */
  order: z.number().int().nullable(),
  /** One sentence for people. */
  sentence: z.string(),
  /** Of a fill. */
  fill: z.object({ side: z.enum(['buy', 'sell']), quantity: z.number(), price: z.number(), fee: z.number() }).optional(),
  /** Its bar ended while nobody watched the market, and was read from history afterwards. */
  isCaughtUp: z.boolean(),
});
export type PaperEntry = z.infer<typeof paperEntrySchema>;

export const paperPositionSchema = z.object({
  symbol: z.string(),
  /** Units, negative: short. */
  size: z.number(),
  averagePrice: z.number(),
  /** At the close of the last bar, before costs of closing. */
  openProfit: z.number(),
});
export type PaperPosition = z.infer<typeof paperPositionSchema>;

/** The session's own account, as it stands after its last bar. It is no account at a broker, and its orders reach none. */
export const paperAccountSchema = z.object({
  cash: z.number(),
  equity: z.number(),
  /** Equity less the cash at the start. */
  profit: z.number(),
  positions: z.array(paperPositionSchema),
  openOrders: z.number().int(),
  fills: z.number().int(),
  /** Closed ones. */
  trades: z.number().int(),
});
export type PaperAccount = z.infer<typeof paperAccountSchema>;

/** A strategy that trades on paper: asked on each finished bar of the live market, its orders filled by the engine of backtests. */
export const paperSessionSchema = z.object({
  sessionId: z.string(),
  name: z.string(),
  status: paperSessionStatusSchema,
  /** Share of the look-ahead check that is done, 0 to 1; 1 from then on. */
  progress: z.number(),
  /** In one sentence, why it was refused, stopped or failed; null while it goes on. */
  reason: z.string().nullable(),
  strategy: z.string(),
  params: z.record(z.string(), z.number()),
  /** File of a strategy of one's own; null for a ready-made one. The code as it was then is kept with the session. */
  file: z.string().nullable(),
  settings: backtestSettingsSchema,
  series: z.array(seriesKeySchema),
  /** Names of the series, in their order. */
  symbols: z.array(z.string()),
  engineVersion: z.string(),
  createdAtMs: epochMsSchema,
  endedAtMs: epochMsSchema.nullable(),
  /** Market time from which on the strategy is asked; null: it has not begun. */
  tradesFromMs: epochMsSchema.nullable(),
  /** What the detector found before it began; null: it has not finished. */
  lookAhead: lookAheadSchema.nullable(),
  /** The backtest that it was promoted from, with the verdict on it at that time; null: none. */
  promotedFrom: z.object({ runId: z.string(), grade: verdictGradeSchema.nullable(), headline: z.string().nullable() }).nullable(),
  /** Recorded bars over all series: those before it began, those that came live, and those that were read from history after a pause. */
  bars: z.object({ warmup: z.number().int(), live: z.number().int(), caughtUp: z.number().int() }),
  /** Start of the last bar that the account has seen; null: none. */
  lastBarMs: epochMsSchema.nullable(),
  /** Lines of the journal, and the SHA-256 of all of them. */
  journal: z.object({ entries: z.number().int(), hash: z.string() }),
  /** null: no bar was worked yet. */
  account: paperAccountSchema.nullable(),
  /** The last lines of the journal, the newest last; at most eight. */
  latest: z.array(paperEntrySchema),
});
export type PaperSession = z.infer<typeof paperSessionSchema>;

/** What became of a session since it began to trade. In the currency of the data. */
export const paperFiguresSchema = z.object({
  profit: z.number(),
  /** Profit as a share of the cash at the start: 0.1 is 10 %. */
  return: z.number(),
  /** The deepest fall of equity from a high before it, as a share: −0.1 is 10 %. */
  maxDrawdown: z.number(),
  trades: z.number().int(),
  wins: z.number().int(),
  /** Share of the closed trades that earned something; null without any. */
  winShare: z.number().nullable(),
  /** What the winners earned over what the others lost; null where nothing was lost. */
  profitFactor: z.number().nullable(),
  averageTrade: z.number().nullable(),
  /** Paid on all fills. */
  fees: z.number(),
});
export type PaperFigures = z.infer<typeof paperFiguresSchema>;

/** A session as it is read. */
export const paperReportSchema = z.object({
  session: paperSessionSchema,
  figures: paperFiguresSchema,
  /** Equity at closes since it began, thinned for a screen. */
  equity: z.object({ time: z.array(z.number()), value: z.array(z.number()) }),
  /** Orders that wait now. */
  openOrders: z.array(momentOrderSchema),
  /** The last closed trades, the newest last. */
  trades: z.array(backtestTradeSchema),
  /** Stretches of bars that were read from history afterwards, with how many bars of all series lie in each. */
  caughtUp: z.array(z.object({ fromMs: epochMsSchema, toMs: epochMsSchema, bars: z.number().int() })),
  /** One sentence: how many of the bars were live, and what that means for the figures. */
  sentence: z.string(),
});
export type PaperReport = z.infer<typeof paperReportSchema>;

/** A page of a session's journal. */
export const paperJournalSchema = z.object({ total: z.number().int(), hash: z.string(), from: z.number().int(), entries: z.array(paperEntrySchema) });
export type PaperJournal = z.infer<typeof paperJournalSchema>;

/** A session held against a backtest over the bars that it recorded. */
export const paperComparisonSchema = z.object({
  sessionId: z.string(),
  /** The journal that was written live, line by line, and that of the backtest. */
  session: z.object({ entries: z.number().int(), hash: z.string() }),
  backtest: z.object({ entries: z.number().int(), hash: z.string() }),
  /** The two are the same to the byte. */
  isSame: z.boolean(),
  /** What was set differently in the backtest; empty: nothing. */
  changed: z.array(z.string()),
  /** One sentence. */
  sentence: z.string(),
  /** The first line that differs, in both; null: none does. */
  firstDifference: z.object({ index: z.number().int(), session: z.string().nullable(), backtest: z.string().nullable() }).nullable(),
  /** Trade by trade, a the session and b the backtest, with the causes of the gap in profit, which add up to it. */
  comparison: comparisonSchema,
});
export type PaperComparison = z.infer<typeof paperComparisonSchema>;
