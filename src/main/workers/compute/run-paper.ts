import { createHash } from 'node:crypto';
import { toBacktestTrade } from '../../../quant/engine/run-strategy.ts';
import { journalLine, readJournal, type Grain, type JournalEntry } from '../../../quant/journal/index.ts';
import { readMoment, recordRun, type RecordedRun } from '../../../quant/microscope/index.ts';
import { lastToldMoment, readAccount, readFigures, toPaperEntry, type PaperReadInput, type PaperReadOutput, type PaperRunInput, type PaperRunOutput } from '../../../quant/paper/index.ts';
import { pickEvenly } from '../../../quant/paper/pick-evenly.ts';
import { codePlace } from '../../../quant/strategies/code-place.ts';
import { findStrategy } from '../../../quant/strategies/index.ts';
import { resolveStrategyParams } from '../../../quant/strategies/resolve-strategy-params.ts';
import type { TaskContext } from '../../../quant/tasks.ts';
import { openStrategy } from './guest/load-guest.ts';

const shownEntries = 8;

/** Runs a session over its bars and writes its journal; the lines that follow those known go back. */
export function runPaper(input: PaperRunInput, context: TaskContext): PaperRunOutput {
  const run = work(input, context);
  const { known } = input;
  const hash = createHash('sha256');
  const [lines, entries]: [string[], JournalEntry[]] = [[], []];
  let isSame = known.entries === 0;
  for (const entry of entriesOf(run)) {
    const line = `${journalLine(entry, grainOf(input, entry.symbol))}\n`;
    hash.update(line);
    lines.push(line);
    entries.push(entry);
    if (lines.length === known.entries) isSame = hash.copy().digest('hex') === known.hash;
  }
  const { time } = run.journal;
  const first = Math.max(0, entries.length - shownEntries);
  return {
    entries: entries.length, hash: hash.digest('hex'), isSame, text: lines.slice(isSame ? known.entries : 0).join(''),
    account: readAccount(run, input.settings.cash), latest: entries.slice(first).map((entry, k) => toPaperEntry(entry, first + k)), lastMs: time[time.length - 1] ?? 0,
  };
}

/** A session as it is read: figures, equity since it began, trades, orders that wait, a page of its journal. */
export function readPaper(input: PaperReadInput, context: TaskContext): PaperReadOutput {
  const run = work(input, context);
  const { settings, series, points, entries: { from, limit } } = input;
  const { journal, settled, fills } = run;
  const { time, equity } = journal;
  const begin = Math.max(0, time.findIndex((moment) => moment >= (settings.tradeFromMs ?? 0)));
  const own = equity.slice(begin);
  const moments = Float64Array.from(time);
  const trades = settled.map((trade) => toBacktestTrade(trade, moments));
  const picked = pickEvenly(own.length, points);
  const all = [...entriesOf(run)];
  const hash = createHash('sha256');
  for (const entry of all) hash.update(`${journalLine(entry, grainOf(input, entry.symbol))}\n`);
  const first = from ?? Math.max(0, all.length - limit);
  return {
    figures: readFigures(trades, own, settings.cash, fills.reduce((sum, { commission }) => sum + commission, 0)),
    equity: { time: picked.map((k) => time[begin + k] ?? NaN), value: picked.map((k) => own[k] ?? NaN) },
    openOrders: time.length === 0 ? [] : readMoment({ journal, settings, bars: series.map(({ bars }) => bars) }, time.length - 1).orders,
    trades: trades.slice(Math.max(0, trades.length - input.trades)),
    journal: { total: all.length, hash: hash.digest('hex'), from: first, entries: all.slice(first, first + limit).map((entry, k) => toPaperEntry(entry, first + k)) },
  };
}

const entriesOf = ({ journal }: RecordedRun): Iterable<JournalEntry> => readJournal(journal, lastToldMoment(journal));

function work({ strategy: name, params, settings, code, series }: Omit<PaperRunInput, 'known'>, context: TaskContext): RecordedRun {
  const strategy = code === undefined ? findStrategy(name) : openStrategy(code, context, settings.seed);
  const run = recordRun(strategy, code === undefined ? resolveStrategyParams(name, params) : params, settings, series, context);
  // What follows is ours.
  if (code !== undefined) context.note?.(codePlace.after);
  return run;
}

const whole: Grain = { tick: 0, lot: 0 };

const grainOf = ({ series, grains }: Pick<PaperRunInput, 'series' | 'grains'>, symbol: string): Grain => grains[series.findIndex((one) => one.symbol === symbol)] ?? whole;
