import type { BacktestSettings } from '../../../contract/model/backtest.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { readDate, shareOf } from '../lab/index.ts';

/** What a new replay is set to, as it was typed. Rates are in percent. */
export type ReplaySetup = {
  readonly series: SeriesKey | null;
  /** ISO dates, both included; empty: as early and as late as there are bars. */
  readonly from: string;
  readonly to: string;
  readonly cash: string;
  readonly commission: string;
  readonly spread: string;
  readonly slippage: string;
  /** How many bars before the first are seen from the beginning. */
  readonly warmup: string;
  readonly isFractional: boolean;
};

export const startSetup: ReplaySetup = { series: null, from: '', to: '', cash: '10000', commission: '0.1', spread: '0', slippage: '0', warmup: '200', isFractional: false };

export type Faults = Readonly<Record<string, string>>;

/** As `replays.start` takes it. */
export type StartInput = {
  readonly instrumentId: SeriesKey['instrumentId'];
  readonly timeframe: SeriesKey['timeframe'];
  readonly fromMs?: EpochMs;
  readonly toMs?: EpochMs;
  readonly warmup: number;
  readonly settings: Partial<BacktestSettings>;
};

const dayMs = 86_400_000;
const numberPattern = /^(\d+\.?\d*|\.\d+)$/;

/** The setup as the application takes it; `input` null: something is wrong, as `faults` say. */
export function readSetup(setup: ReplaySetup): { readonly faults: Faults; readonly input: StartInput | null } {
  const faults: Record<string, string> = {};
  const figure = (field: 'cash' | 'commission' | 'spread' | 'slippage' | 'warmup', isFine: (value: number) => boolean, sentence: string): number => {
    if (!numberPattern.test(setup[field]) || !isFine(Number(setup[field]))) faults[field] = sentence;
    return Number(setup[field]);
  };
  const rate = (field: 'commission' | 'spread' | 'slippage', title: string): number => {
    figure(field, (value) => value <= 50, `${title} must be from 0 to 50 percent.`);
    return shareOf(setup[field]);
  };
  const settings: Partial<BacktestSettings> = {
    cash: figure('cash', (value) => value > 0 && value <= 1e15, 'Cash must be more than 0.'),
    commissionRate: rate('commission', 'Commission'), spreadRate: rate('spread', 'The spread'), slippageRate: rate('slippage', 'Slippage'),
    // What is still held at the end is closed there, so that it counts among the trades of the score.
    fractional: setup.isFractional, closeAtEnd: true,
  };
  const warmup = figure('warmup', (value) => Number.isInteger(value) && value <= 5_000, 'A whole number from 0 to 5,000.');
  const [fromMs, toMs] = [readDate(setup.from), readDate(setup.to)];
  for (const [field, ms] of [['from', fromMs], ['to', toMs]] as const) if (Number.isNaN(ms)) faults[field] = 'Write the date as 2024-01-31, or leave it empty.';
  if (fromMs !== null && toMs !== null && fromMs > toMs) faults['to'] = 'The last day must not be before the first.';
  if (setup.series === null) faults['series'] = 'Choose a series.';
  if (setup.series === null || Object.keys(faults).length > 0) return { faults, input: null };
  // The last day is meant with all of its bars.
  return { faults, input: { ...setup.series, warmup, settings, ...(fromMs === null ? {} : { fromMs: fromMs as EpochMs }), ...(toMs === null ? {} : { toMs: (toMs + dayMs) as EpochMs }) } };
}

/** What is kept between two openings of the window: the replay on the desk, and what the last one was set to. */
export type Memory = { readonly replayId: string | null; readonly setup: ReplaySetup };

/** Takes what is understood of a stored memory; what is not stays as it is delivered. */
export function readMemory(saved: string | null): Memory {
  const found = parse(saved);
  const kept = isRecord(found['setup']) ? found['setup'] : {};
  const text = (name: keyof ReplaySetup & string, byDefault: string): string => (typeof kept[name] === 'string' && kept[name].length <= 40 ? kept[name] : byDefault);
  const series = isRecord(kept['series']) ? kept['series'] : {};
  const { instrumentId, timeframe } = series;
  const isSeries = typeof instrumentId === 'string' && /^[^:]+:[^:]+$/.test(instrumentId) && typeof timeframe === 'string' && /^\d+[smhdw]$/.test(timeframe);
  return {
    replayId: typeof found['replayId'] === 'string' ? found['replayId'] : null,
    setup: {
      series: isSeries ? { instrumentId: instrumentId as SeriesKey['instrumentId'], timeframe: timeframe as SeriesKey['timeframe'] } : null,
      from: text('from', startSetup.from), to: text('to', startSetup.to), cash: text('cash', startSetup.cash), commission: text('commission', startSetup.commission),
      spread: text('spread', startSetup.spread), slippage: text('slippage', startSetup.slippage), warmup: text('warmup', startSetup.warmup), isFractional: kept['isFractional'] === true,
    },
  };
}

function parse(saved: string | null): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(saved ?? '{}');
    return isRecord(found) ? found : {};
  } catch {
    return {};
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
