import { z } from 'zod';
import { corporateActionSchema } from './series-tools.ts';
import { epochMsSchema } from './units.ts';

/** Named sets of conventions under which trades and statistics agree with that engine one by one. */
export const engineProfileSchema = z.enum(['tapedeck', 'backtesting.py', 'backtrader']);
export type EngineProfile = z.infer<typeof engineProfileSchema>;

/** How many units an order without a size of its own asks for. */
export const sizingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('units'), units: z.number().positive() }),
  z.strictObject({ kind: z.literal('fraction'), fraction: z.number().positive().max(1) }),
  z.strictObject({ kind: z.literal('notional'), notional: z.number().positive() }),
  /** A value of so many times the equity. */
  z.strictObject({ kind: z.literal('equity'), multiple: z.number().positive().max(100) }),
  /** So many units that this share of equity is lost at the order's stop-loss or trail, which it must have. */
  z.strictObject({ kind: z.literal('risk'), share: z.number().positive().max(1) }),
  /** So many units that equity varies with this annual deviation, by the returns of the last bars: 20 of them unless `window` says otherwise. */
  z.strictObject({ kind: z.literal('volatility'), target: z.number().positive().max(10), window: z.number().int().min(2).max(10_000).optional() }),
  /** This part of the share of equity that Kelly's formula finds in the last 100 closed trades; of a tenth while fewer than 20 are closed. */
  z.strictObject({ kind: z.literal('kelly'), fraction: z.number().positive().max(2) }),
]);
export type Sizing = z.infer<typeof sizingSchema>;

/** How an order moves the price against itself, on market and stop fills. */
export const impactSchema = z.discriminatedUnion('kind', [
  /** Coefficient × (size / volume of the bar)². */
  z.strictObject({ kind: z.literal('volume-share'), coefficient: z.number().positive().max(10).default(0.1) }),
  /** Coefficient × deviation of the last returns × √(size / mean volume), both over `window` bars before the fill. */
  z.strictObject({ kind: z.literal('square-root'), coefficient: z.number().positive().max(10).default(1), window: z.number().int().min(2).max(10_000).default(20) }),
]);
export type Impact = z.infer<typeof impactSchema>;

/** From how much traded in the calendar month (UTC) on which rate holds. */
export const commissionTierSchema = z.strictObject({ fromValue: z.number().min(0).max(1e15), rate: z.number().min(0).max(0.5) });

/** Costs and conventions of a backtest. Shares are fractions: 0.002 is 0.2 %. */
export const backtestSettingsSchema = z.strictObject({
  profile: engineProfileSchema.default('tapedeck'),
  /** Cash at the start, in the currency of the account, which is that of the data unless rates convert it. */
  cash: z.number().positive().max(1e15).default(10_000),
  /** Share of the value of each fill. */
  commissionRate: z.number().min(0).max(0.5).default(0),
  /** Amount for each fill. */
  commissionFixed: z.number().min(0).max(1e9).default(0),
  /** Share of the price between bid and ask: wholly on entry under backtesting.py, half on each side under tapedeck. */
  spreadRate: z.number().min(0).max(0.5).default(0),
  /** Share of the price lost on every market and stop fill. */
  slippageRate: z.number().min(0).max(0.5).default(0),
  /** Share of a position's value that is held: 0.5 is twice leveraged. */
  margin: z.number().positive().max(1).default(1),
  /** Where an order made on a bar's close is filled first: at the next bar's open, or at that same close. */
  fill: z.enum(['next-open', 'same-close']).default('next-open'),
  /** What happens first inside a bar: what hurts, what flatters, or what finer bars of the same series show (pessimistic where there are none). */
  intrabar: z.enum(['pessimistic', 'optimistic', 'magnify']).default('pessimistic'),
  /** Each new order closes what is open and cancels what is pending. */
  exclusive: z.boolean().default(false).describe('each new order closes what is open and cancels what is pending'),
  /** Opposite trades may stand side by side. */
  hedging: z.boolean().default(false).describe('opposite trades may stand side by side'),
  /** Close what is open on the last bar, so that it counts as a trade. */
  closeAtEnd: z.boolean().default(false).describe('close what is open on the last bar'),
  size: sizingSchema.default({ kind: 'all' }).describe('how many units an order without a size of its own asks for'),
  /** Sizes need not be whole units. */
  fractional: z.boolean().default(false).describe('sizes need not be whole units'),
  seed: z.number().int().min(0).max(0xffffffff).default(1),
  commissionPerUnit: z.number().min(0).max(1e6).optional().describe('commission for each unit of a fill, beside the others'),
  commissionMinimum: z.number().min(0).max(1e9).optional().describe('the least commission of a fill'),
  commissionMakerRate: z.number().min(0).max(0.5).optional().describe('share of the value that fills of limit orders pay instead of the commission rate'),
  commissionTiers: z.array(commissionTierSchema).min(1).max(50).optional().describe('rates instead of the commission rate, by the value traded in the calendar month before the fill, ascending'),
  impact: impactSchema.optional().describe('how orders move the price against themselves; left out: they do not'),
  maxVolumeShare: z.number().positive().max(1).optional().describe('share of the volume of a bar that orders may take; what is left waits for later bars. Left out: all'),
  maintenanceMargin: z.number().positive().max(1).optional().describe('share of the value held below which equity must not fall, else the position is closed; left out: only ruin ends a run'),
  borrowRate: z.number().min(0).max(10).optional().describe('annual rate paid on the value of what is short'),
  conversion: z.enum(['profit', 'value']).optional().describe('what of a position in another currency goes with its rate: its profit, for it is financed in its own currency (the default), or its whole value, for it is bought with converted cash'),
  tradeFromMs: epochMsSchema.optional().describe('moment from which on the strategy is asked; bars before it only give indicators their values. Left out: from the first bar on'),
  lots: z.enum(['fifo', 'lifo', 'average', 'specific']).optional().describe('which trades an order on the other side closes: oldest first (the default), newest first, one at the average price, or those the order names'),
});
export type BacktestSettings = z.infer<typeof backtestSettingsSchema>;

export const backtestTradeSchema = z.object({
  symbol: z.string(),
  side: z.enum(['long', 'short']),
  /** Units, always positive. */
  size: z.number(),
  entryTimeMs: epochMsSchema,
  entryPrice: z.number(),
  entryBar: z.number().int(),
  exitTimeMs: epochMsSchema,
  exitPrice: z.number(),
  exitBar: z.number().int(),
  /** Net of commission on both sides. */
  pnl: z.number(),
  commission: z.number(),
  /** Dividends received less dividends owed and borrow paid, counted in pnl; left out where there were none. */
  carry: z.number().optional(),
  /** What a unit of the symbol's currency was worth in that of the account; left out where they are the same. Prices are in the symbol's, money is in the account's. */
  entryRate: z.number().optional(),
  exitRate: z.number().optional(),
  exitReason: z.enum(['signal', 'stop-loss', 'take-profit', 'reversal', 'margin-call', 'end']),
});
export type BacktestTrade = z.infer<typeof backtestTradeSchema>;

export const backtestFillSchema = z.object({
  timeMs: epochMsSchema,
  bar: z.number().int(),
  symbol: z.string(),
  side: z.enum(['buy', 'sell']),
  size: z.number(),
  price: z.number(),
  commission: z.number(),
  /** As those of a trade. */
  rate: z.number().optional(),
});
export type BacktestFill = z.infer<typeof backtestFillSchema>;

/** A statistic by name; text for moments (ISO 8601), null where it is not defined. */
export const metricTableSchema = z.record(z.string(), z.union([z.number(), z.string(), z.null()]));
export type MetricTable = z.infer<typeof metricTableSchema>;

/** Which data a run saw: enough to prove later that it was the same. */
export const dataUsedSchema = z.object({
  symbol: z.string(),
  bars: z.number().int(),
  fromMs: epochMsSchema,
  toMs: epochMsSchema,
  /** SHA-256 of the columns' bytes. */
  fingerprint: z.string(),
  /** Of the finer bars that show what happened inside; left out where there are none. */
  finerFingerprint: z.string().optional(),
  /** Left out where there are none. */
  actions: z.array(corporateActionSchema).optional(),
  /** What converts its currency into that of the account; left out where they are the same. `isInverted`: divided by, not multiplied with. */
  rates: z.object({ fingerprint: z.string(), isInverted: z.boolean() }).optional(),
});

/** Everything that decides the result of a run. Its hash in canonical JSON names the result. */
export const backtestSpecSchema = z.object({
  strategy: z.string(),
  params: z.record(z.string(), z.number()),
  settings: backtestSettingsSchema,
  data: z.array(dataUsedSchema),
  engineVersion: z.string(),
  /** SHA-256 of what a strategy's own code says without its name and parameters; left out for a ready-made one. */
  codeHash: z.string().optional(),
});
export type BacktestSpec = z.infer<typeof backtestSpecSchema>;

/** Orders that reached their price and were not filled, or not wholly, because the run could not afford them. */
export const refusedOrdersSchema = z.object({
  /** `margin`: what was left did not cover the size and its costs; `below-minimum-size`: it buys less than the smallest size. */
  reason: z.enum(['margin', 'below-minimum-size']),
  /** Left out in a run over one symbol. */
  symbol: z.string().optional(),
  count: z.number().int().positive(),
  firstBar: z.number().int(),
  firstTimeMs: epochMsSchema,
  /** One sentence for people. */
  message: z.string(),
});
export type RefusedOrders = z.infer<typeof refusedOrdersSchema>;

/** The run lost all it had: it was closed out on that bar and ended. */
export const ruinSchema = z.object({
  bar: z.number().int(),
  timeMs: epochMsSchema,
  /** Lost beyond all cash, in the currency of the data; a broker would ask for it, the equity of the run shows 0. */
  debt: z.number().nonnegative(),
  /** One sentence for people. */
  message: z.string(),
});
export type Ruin = z.infer<typeof ruinSchema>;

/** Why a run says less than it seems to. */
export const runWarningSchema = z.object({
  /** `never-asked`: on no bar had all indicators a value, or no bar came after the moment it was to trade from, so that the strategy had no say. */
  code: z.enum(['never-asked']),
  /** One sentence for people. */
  message: z.string(),
});
export type RunWarning = z.infer<typeof runWarningSchema>;

/** Between which final equities a run lies, whatever happened inside its bars. In the currency of the data. */
export const resultIntervalSchema = z.object({
  pessimistic: z.number(),
  optimistic: z.number(),
  /** With what finer bars show; left out where there were none. */
  magnified: z.number().optional(),
  /** Bars that leave open what happened first, where that mattered to an order. */
  ambiguousBars: z.number().int(),
  /** The two ends are an estimate, not a bound: later decisions depend on what was left open, and not every branch could be followed. */
  isEstimate: z.boolean(),
});
export type ResultInterval = z.infer<typeof resultIntervalSchema>;

export const backtestResultSchema = z.object({
  spec: backtestSpecSchema,
  /** SHA-256 of spec, fills and trades in canonical JSON. */
  hash: z.string(),
  runId: z.string().nullable(),
  metrics: metricTableSchema,
  dialects: z.record(z.string(), metricTableSchema),
  trades: z.array(backtestTradeSchema),
  fills: z.array(backtestFillSchema),
  equity: z.object({ time: z.array(z.number()), value: z.array(z.number()) }),
  /** Left out where the engine of the profile reads bars in one way only. */
  interval: resultIntervalSchema.optional(),
  /** By reason; left out where every order could be afforded. */
  refusedOrders: z.array(refusedOrdersSchema).optional(),
  /** Left out where the run was not ruined. */
  ruin: ruinSchema.optional(),
  /** Left out where there is nothing to warn of. */
  warnings: z.array(runWarningSchema).optional(),
});
export type BacktestResult = z.infer<typeof backtestResultSchema>;

/** A result as one message bears it, however long the run: its equity thinned without losing an extreme, a page of its trades and one of its fills. */
export const backtestResultPageSchema = backtestResultSchema.extend({
  /** How many there are of each in all. */
  totals: z.object({ bars: z.number().int(), trades: z.number().int(), fills: z.number().int() }),
});
export type BacktestResultPage = z.infer<typeof backtestResultPageSchema>;
