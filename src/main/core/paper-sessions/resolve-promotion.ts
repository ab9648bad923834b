import { backtestSettingsSchema, type BacktestSettings } from '../../../contract/model/backtest.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { Instrument } from '../../../contract/model/instrument.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { checkRequest, namesOf, type Honesty, type RunRegistry } from '../backtests/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import type { Strategies } from '../strategies/index.ts';
import type { PromoteRequest } from './paper-sessions.ts';
import type { PaperSpec } from './ports.ts';

export type PromotionDeps = {
  readonly strategies: Pick<Strategies, 'resolve'>;
  readonly market: Pick<Market, 'requireInstrument'>;
  readonly registry: Pick<RunRegistry, 'loadSpec'>;
  readonly honesty: Pick<Honesty, 'verdict'>;
};

/** What a session is to be made of, all of it checked. INVALID_INPUT for what can never run on paper, NOT_FOUND for an unknown run or instrument. */
export async function resolvePromotion({ strategies, market, registry, honesty }: PromotionDeps, request: PromoteRequest): Promise<PaperSpec> {
  const run = request.runId === undefined ? null : await registry.loadSpec(request.runId);
  if (request.runId !== undefined && run === null) throw new AppError('NOT_FOUND', `There is no backtest ${request.runId}.`, { runId: request.runId });
  const named = request.strategy ?? request.code?.file ?? run?.strategy;
  if (named === undefined) throw new AppError('INVALID_INPUT', 'A session needs a strategy: name one, or a finished backtest whose strategy is taken.');
  const code = request.code ?? (request.strategy === undefined ? run?.code : undefined);
  const strategy = await strategies.resolve({ strategy: named, ...(code === undefined ? {} : { code }) });
  const series = request.series ?? run?.keys ?? (run?.series === undefined ? undefined : [run.series]);
  if (series === undefined || series.length === 0) throw new AppError('INVALID_INPUT', 'A session needs instruments that trade: name at least one, such as SIM:ACME.');
  const instruments = checkSeries(market, series);
  const settings = forPaper(request.settings ?? run?.settings ?? backtestSettingsSchema.parse({}));
  const symbols = namesOf(series);
  const params = checkRequest({ strategy: strategy.info.name, params: request.params ?? (request.strategy === undefined ? run?.params : undefined) ?? {}, settings }, strategy, symbols);
  const verdict = request.runId === undefined ? null : await honesty.verdict(request.runId).catch(() => null);
  return {
    name: request.name ?? `${strategy.info.name} on ${symbols.join(', ')}`, strategy: strategy.info.name, params, series: [...series], symbols: [...symbols], settings, code: strategy.code,
    grains: instruments.map(({ tickSize, lotSize }) => ({ tick: Number(tickSize), lot: settings.fractional ? 0 : Number(lotSize) })), engineVersion, history: request.history,
    promotedFrom: request.runId === undefined ? null : { runId: request.runId, grade: verdict?.grade ?? null, headline: verdict?.headline ?? null },
  };
}

/** Each must trade now, all with bars of one length and in one currency. */
function checkSeries(market: PromotionDeps['market'], series: readonly SeriesKey[]): readonly Instrument[] {
  const instruments = series.map(({ instrumentId }) => market.requireInstrument(instrumentId));
  const dead = instruments.find(({ isTradable }) => !isTradable);
  if (dead !== undefined) throw new AppError('INVALID_INPUT', `${dead.id} has no live market, so that nothing of it comes to trade on; choose an instrument that trades, such as SIM:ACME.`, { instrumentId: dead.id });
  const [first] = series;
  const other = series.find(({ timeframe }) => timeframe !== first?.timeframe);
  if (first !== undefined && other !== undefined) throw new AppError('INVALID_INPUT', `All series of a session have bars of one length, and these have ${first.timeframe} and ${other.timeframe}; choose one.`);
  const [one] = instruments;
  const foreign = instruments.find(({ currency }) => currency !== one?.currency);
  if (one !== undefined && foreign !== undefined) throw new AppError('INVALID_INPUT', `${one.id} is traded in ${one.currency} and ${foreign.id} in ${foreign.currency}; a session has one currency, so promote them one by one.`);
  return instruments;
}

/** A session has no last bar, no bars inside its bars, and a beginning of its own. */
function forPaper({ tradeFromMs: _from, ...settings }: BacktestSettings): BacktestSettings {
  if (settings.intrabar === 'magnify') throw new AppError('INVALID_INPUT', 'A session records no finer bars to magnify its bars with; read them pessimistically.');
  return { ...settings, closeAtEnd: false };
}

