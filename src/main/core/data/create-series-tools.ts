import type { BarColumns } from '../../../contract/model/bar.ts';
import type { CorporateAction, FactorRow } from '../../../contract/model/series-tools.ts';
import { timeframeMs, type Timeframe } from '../../../contract/model/timeframe.ts';
import { nearestName } from '../../../quant/text/nearest-name.ts';
import { findCalendar, tradingCalendars, type BarLength, type CalendarChoice, type CorporateActions, type FactorTable, type ZoneClock } from '../../../quant/series/index.ts';
import { valueOf, type JobOptions, type JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import { loadZoneClock } from './load-zone-clock.ts';
import type { BarSource, CalendarAsked, SeriesTools } from './series-tools.ts';

const dayMs = 86_400_000;

export type SeriesToolsDeps = { readonly market: Pick<Market, 'history' | 'requireInstrument'>; readonly jobs: JobPort };

/** Bars, what they are called, and the calendar that goes with them. */
type Loaded = { readonly bars: BarColumns; readonly name: string; readonly calendar: string; readonly barMs: number | null };

const optionsOf = (signal: AbortSignal | undefined): JobOptions => (signal === undefined ? {} : { signal });

/** Builds series tools over the market's bars. */
export function createSeriesTools({ market, jobs }: SeriesToolsDeps): SeriesTools {
  async function load(source: BarSource): Promise<Loaded> {
    if (source.kind === 'bars') return { bars: source.bars, name: source.name, calendar: 'always', barMs: null };
    const { id, calendar } = market.requireInstrument(source.key.instrumentId);
    const { time, open, high, low, close, volume } = await market.history(source.key, { beforeMs: source.beforeMs, limit: source.bars });
    const toColumn = (list: readonly number[]): Float64Array => Float64Array.from(list);
    const bars = { time: toColumn(time), open: toColumn(open), high: toColumn(high), low: toColumn(low), close: toColumn(close), volume: toColumn(volume) };
    return { bars, name: id, calendar, barMs: timeframeMs(source.key.timeframe) };
  }

  const makeTable = async (bars: BarColumns, actions: readonly CorporateAction[], clock: ZoneClock, signal: AbortSignal | undefined) =>
    valueOf(await jobs.run('series.factors', { bars, actions: toActions(actions), clock }, optionsOf(signal)));

  async function makeCounted(...given: Parameters<typeof makeTable>) {
    const { table, used, leftOut } = await makeTable(...given);
    return { table, actions: { used, leftOut } };
  }

  return {
    calendars: () => tradingCalendars.map(({ name, title, zone }) => ({ name, title, timezone: zone })),
    async findGaps(source, { openOnly, limit, ...asked }, signal) {
      const { bars, barMs, calendar } = await load(source);
      return valueOf(await jobs.run('series.gaps', { bars, barMs, openOnly, limit, calendar: chooseCalendar(asked, calendar, bars) }, optionsOf(signal)));
    },
    async resample(source, { to, ...asked }, signal) {
      const length = toLength(to);
      const loaded = await load(source);
      const calendar = chooseCalendar(asked, loaded.calendar, loaded.bars);
      const { bars, outside } = valueOf(await jobs.run('series.resample', { bars: loaded.bars, calendar, length }, optionsOf(signal)));
      return { calendar: calendar.name, timezone: calendar.clock.zone, timeframe: to, bars: bars.time.length, outside, ...toLists(bars) };
    },
    async adjust(source, { from, to, timezone, ...asked }, signal) {
      if ('actions' in asked && from !== 'raw') throw new AppError('INVALID_INPUT', `Factors are made of raw closes, and the bars are said to be ${from}; give raw bars, or a factor table.`, { from });
      const { bars } = await load(source);
      const clock = loadZoneClock(timezone ?? 'UTC', bars.time);
      const { table, actions } = 'factors' in asked ? { table: toTable(asked.factors), actions: null } : await makeCounted(bars, asked.actions, clock, signal);
      const adjusted = valueOf(await jobs.run('series.adjust', { bars, table, from, to, clock }, optionsOf(signal)));
      return { from, to, bars: adjusted.time.length, actions, ...toLists(adjusted) };
    },
    async makeFactors(source, { actions, timezone }, signal) {
      const { bars } = await load(source);
      const { table, used, leftOut } = await makeTable(bars, actions, loadZoneClock(timezone ?? 'UTC', bars.time), signal);
      const factors = Array.from(table.day, (day, i) => ({ date: new Date(day * dayMs).toISOString().slice(0, 10), priceFactor: table.priceFactor[i] ?? 1, splitFactor: table.splitFactor[i] ?? 1 }));
      return { factors, used, leftOut };
    },
    async align(sources, options, signal) {
      const loaded = await Promise.all(sources.map(load));
      const names = nameAll(loaded, sources);
      const series = loaded.map(({ bars }, i) => ({ name: names[i] ?? '', time: bars.time, columns: { close: bars.close } }));
      const aligned = valueOf(await jobs.run('series.align', { series, options }, optionsOf(signal)));
      return {
        join: options.join, rows: aligned.time.length, time: Array.from(aligned.time),
        series: aligned.series.map(({ name, missing, columns }) => ({ name, missing, close: Array.from(columns['close'] ?? [], (value) => (Number.isNaN(value) ? null : value)) })),
      };
    },
  };
}

const dayOf = (date: string): number => Date.parse(date) / dayMs;

const toTable = (factors: readonly FactorRow[]): FactorTable => ({
  day: Float64Array.from(factors, ({ date }) => dayOf(date)), priceFactor: Float64Array.from(factors, ({ priceFactor }) => priceFactor),
  splitFactor: Float64Array.from(factors, ({ splitFactor }) => splitFactor),
});

const toActions = (actions: readonly CorporateAction[]): CorporateActions => ({
  dividends: actions.filter(({ type }) => type === 'dividend').map(({ date, value }) => ({ day: dayOf(date), amount: value })),
  splits: actions.filter(({ type }) => type === 'split').map(({ date, value }) => ({ day: dayOf(date), ratio: value })),
});

/** Names of the series; those that two of them have say the length of a bar too. */
const nameAll = (loaded: readonly Loaded[], sources: readonly BarSource[]): string[] =>
  loaded.map(({ name }, i) => {
    const source = sources[i];
    const isShared = loaded.filter((one) => one.name === name).length > 1;
    return isShared && source?.kind === 'series' ? `${name} ${source.key.timeframe}` : name;
  });

const toLists = ({ time, open, high, low, close, volume }: BarColumns) => ({
  time: Array.from(time), open: Array.from(open), high: Array.from(high), low: Array.from(low), close: Array.from(close), volume: Array.from(volume),
});

function chooseCalendar({ calendar, timezone }: CalendarAsked, usual: string, { time }: BarColumns): CalendarChoice {
  // An instrument's calendar that is none of ours never closes, as far as anybody here knows.
  const name = calendar ?? (findCalendar(usual) === null ? 'always' : usual);
  const known = findCalendar(name);
  if (known === null) {
    const nearest = nearestName(name, tradingCalendars.map((one) => one.name));
    throw new AppError('INVALID_INPUT', `There is no trading calendar ${name}${nearest === null ? '' : `; did you mean ${nearest}?`} There are ${tradingCalendars.map((one) => one.name).join(', ')}.`, { calendar: name, nearest });
  }
  if (known.zone !== null && timezone !== null && timezone !== known.zone) {
    throw new AppError('INVALID_INPUT', `The calendar ${name} keeps the clock of ${known.zone}; leave the zone out, or choose always or weekdays for days of ${timezone}.`, { calendar: name, timezone });
  }
  return { name, clock: loadZoneClock(known.zone ?? timezone ?? 'UTC', time) };
}

function toLength(timeframe: Timeframe): BarLength {
  if (timeframe === '1d') return { kind: 'day' };
  if (timeframe === '1w') return { kind: 'week' };
  const lengthMs = timeframeMs(timeframe);
  if (lengthMs < dayMs) return { kind: 'intraday', lengthMs };
  throw new AppError('INVALID_INPUT', `Bars of ${timeframe} cannot be made of sessions; give seconds, minutes or hours of less than a day, 1d or 1w.`, { timeframe });
}
