import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import type { LookAhead, LookAheadLeak } from '../../contract/model/verdict.ts';
import { checkSeries } from '../engine/check-series.ts';
import { tradedOf } from '../engine/longer-series.ts';
import { createRunClock } from '../engine/run-clock.ts';
import { simulate } from '../engine/simulate.ts';
import { SignalList } from '../engine/signals.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import type { SeriesInput } from '../engine/task.ts';
import { QuantError } from '../error.ts';
import { hash, streamKey } from '../random/index.ts';
import { checkSymbolCount } from '../strategies/check-symbol-count.ts';
import { StrategyFault } from '../strategies/strategy-fault.ts';
import { ColumnCache } from '../sweep/column-cache.ts';
import { cutFuture, knownAt, poisonFuture } from './other-futures.ts';
import { recordDecisions, type Decision } from './record-decisions.ts';
import { countOf, dayOf } from './words.ts';

/** A strategy with its parameters complete, and what it is run on. */
export type LookAheadSubject = {
  readonly strategy: StrategyDefinition;
  readonly params: StrategyParams;
  readonly settings: BacktestSettings;
  readonly series: readonly SeriesInput[];
};

export type LookAheadOptions = {
  /** At how many bars the future is taken away; at each it is cut off once and poisoned once. */
  readonly probes: number;
  readonly seed: number;
  readonly progress?: (share: number) => void;
};

const mostLeaks = 10;
/** Orders that are filled where a day ends: whether a bar is the last of its day shows only in the bar after it. */
const namesCloseOfDay = /"on":"close"/;

type Probe = { readonly bar: number; readonly momentMs: number };

/**
 * Whether a strategy sees the future. It is run as it is, and again on bars of which the future was cut off, and poisoned, at several
 * bars: half of them where it decided something, half drawn by the seed. Whatever it had decided until then must be the same. Answers
 * over whole columns (`signals`) are compared in the same way. Errors: those of a run, RANGE.
 */
export function checkLookAhead(subject: LookAheadSubject, { probes, seed, progress = () => {} }: LookAheadOptions): LookAhead {
  if (!Number.isInteger(probes) || probes < 1 || probes > 1_000) throw new QuantError('RANGE', `The number of probes must be a whole number from 1 to 1,000, not ${probes}.`);
  const { strategy, settings, series } = subject;
  checkSeries(series, settings);
  checkSymbolCount(strategy.info, tradedOf(series).length);
  const { time, closes } = createRunClock(series);
  const asItIs = runWhole(subject);
  if (!('decided' in asItIs)) return asItIs;
  const { decided, signalled } = asItIs;
  const leaks: LookAheadLeak[] = [];
  let [runs, leaky] = [0, 0];
  let compared = 0;
  const places = choosePlaces(time, [...decided, ...signalled].map(({ bar }) => bar), probes, seed);
  for (const [k, probe] of places.entries()) {
    for (const kind of ['cut', 'poison'] as const) {
      const known = knownAt(series, probe.momentMs, closes === null ? null : closes[probe.bar]);
      const others = kind === 'cut' ? cutFuture(series, known) : poisonFuture(series, known, streamKey(seed, k));
      if (others === null) continue;
      runs += 1;
      const before = leaks.length;
      for (const [whole, part] of [[decided, () => decide(subject, others)], [signalled, () => signal(subject, others)]] as const) {
        const to = kind === 'cut' && whole.some(({ text }) => namesCloseOfDay.test(text)) ? probe.bar - 1 : probe.bar;
        const { difference, count } = compare(whole, part, to);
        compared += count;
        if (difference !== null) leaks.push(describeLeak(kind, probe, difference, time));
      }
      if (leaks.length > before) leaky += 1;
    }
    progress((k + 1) / places.length);
  }
  leaks.sort((a, b) => a.bar - b.bar);
  return { strategy: strategy.info.name, isClean: leaks.length === 0, runs, decisions: compared, leaks: leaks.slice(0, mostLeaks), sentence: summarise(subject, leaks, { runs, leaky, compared }) };
}

type Whole = { readonly decided: readonly Decision[]; readonly signalled: readonly Decision[] };

/** The run as it is. Code of others whose `signals` says something else when the end is cut off is refused by the run itself, which is an answer, too. */
function runWhole(subject: LookAheadSubject): Whole | LookAhead {
  try {
    return { decided: decide(subject, subject.series), signalled: signal(subject, subject.series) };
  } catch (error) {
    if (!(error instanceof StrategyFault) || error.reasonCode !== 'SIGNALS_LOOK_AHEAD') throw error;
    const { bar = 0, timeMs = 0 } = error.place;
    const leak: LookAheadLeak = { probe: 'cut', bar, timeMs: timeMs as EpochMs, knownToBar: bar, sentence: error.message };
    const { name } = subject.strategy.info;
    return { strategy: name, isClean: false, runs: 1, decisions: 0, leaks: [leak], sentence: `${name} sees the future: ${error.message}` };
  }
}

/** Every decision of a run. What is open at the end stays open: that the bars end is known to nobody. */
function decide({ strategy, params, settings }: LookAheadSubject, series: readonly SeriesInput[]): readonly Decision[] {
  const recorded = recordDecisions(strategy);
  simulate(recorded.strategy, params, { ...settings, closeAtEnd: false }, series);
  return recorded.decisions;
}

/** Every intent of a strategy that answers over whole columns; none of one that does not. */
function signal({ strategy, params }: LookAheadSubject, series: readonly SeriesInput[]): readonly Decision[] {
  if (strategy.signals === undefined || series.length !== 1) return [];
  const [{ bars }] = series;
  const columns = new ColumnCache(bars);
  columns.startTrial();
  const list = new SignalList(bars.time.length);
  strategy.signals(columns, params, list);
  const from = columns.warmup;
  return Array.from({ length: list.count }, (_, k) => ({ bar: list.bars[k], text: `signals ${list.intents[k]}` })).filter(({ bar }) => bar >= from);
}

/** Bars at which the future begins: where something was decided, as evenly as there is room, and others drawn by the seed. Never the last bar. */
function choosePlaces(time: Float64Array, decided: readonly number[], probes: number, seed: number): readonly Probe[] {
  const last = time.length - 1;
  const bars = [...new Set(decided)].filter((bar) => bar < last).sort((a, b) => a - b);
  const chosen = new Set<number>();
  const wanted = Math.min(bars.length, Math.ceil(probes / 2));
  for (let k = 0; k < wanted; k++) chosen.add(bars[Math.floor(((k + 0.5) * bars.length) / wanted)]);
  // Before the first decision there is little to compare; without any, all bars are as good.
  const from = Math.min(bars[0] ?? Math.floor(last / 2), Math.max(0, last - 1));
  const key = streamKey(seed, 0);
  for (let k = 0; chosen.size < Math.min(probes, last - from) && k < 100 * probes; k++) chosen.add(from + (hash(key, k) % Math.max(1, last - from)));
  return [...chosen].sort((a, b) => a - b).map((bar) => ({ bar, momentMs: time[bar] }));
}

/** What was decided on a bar with the future as it came, and with another one. */
type Difference = { readonly bar: number; readonly withIt: string; readonly without: string };

/** The first decision up to a bar that the other run did not make, or made otherwise. */
function compare(whole: readonly Decision[], run: () => readonly Decision[], to: number): { readonly difference: Difference | null; readonly count: number } {
  const until = (decisions: readonly Decision[]): readonly Decision[] => decisions.filter(({ bar }) => bar <= to);
  const before = until(whole);
  let after: readonly Decision[];
  try {
    after = until(run());
  } catch (error) {
    if (!(error instanceof QuantError)) throw error;
    return { difference: { bar: to, withIt: 'went on', without: `failed: ${error.message}` }, count: before.length };
  }
  const count = Math.max(before.length, after.length);
  for (let k = 0; k < count; k++) {
    const [one, other] = [before[k], after[k]];
    if (one?.bar === other?.bar && one?.text === other?.text) continue;
    const bar = Math.min(one?.bar ?? Infinity, other?.bar ?? Infinity);
    return { difference: { bar, withIt: one?.bar === bar ? one.text : 'nothing', without: other?.bar === bar ? other.text : 'nothing' }, count };
  }
  return { difference: null, count };
}

function describeLeak(probe: LookAheadLeak['probe'], { bar: knownToBar }: Probe, { bar, withIt, without }: Difference, time: Float64Array): LookAheadLeak {
  const changed = probe === 'cut' ? 'cut off' : 'replaced';
  return {
    probe, bar, timeMs: time[bar] as EpochMs, knownToBar,
    sentence: `On bar ${bar} (${dayOf(time[bar])}) it decided "${withIt}", and with everything after bar ${knownToBar} ${changed} it decided "${without}".`,
  };
}

function summarise({ strategy, series }: LookAheadSubject, leaks: readonly LookAheadLeak[], { runs, leaky, compared }: { readonly runs: number; readonly leaky: number; readonly compared: number }): string {
  const { name } = strategy.info;
  if (leaks.length > 0) return `${name} sees the future: ${leaky} of ${countOf(runs, 'run')} with another future decided otherwise, first on bar ${leaks[0].bar} (${dayOf(leaks[0].timeMs)}).`;
  if (compared === 0) return `${name} decided nothing over these ${countOf(series[0].bars.time.length, 'bar')}, so that there was nothing to compare.`;
  return `${name} decided the same in ${countOf(runs, 'run')} whose future was cut off or poisoned: no look-ahead was found in ${countOf(compared, 'decision')}.`;
}
