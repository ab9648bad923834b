import type { BarColumns } from '../../contract/model/bar.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import type { DataDefect, DataGrade, DataGradeLetter } from '../../contract/model/verdict.ts';
import type { SeriesInput } from '../engine/task.ts';
import { findSplitJumps } from './split-jumps.ts';
import { countOf, dayOf, percent, thousands } from './words.ts';

const dayMs = 86_400_000;
const letters: readonly DataGradeLetter[] = ['A', 'B', 'C', 'D', 'F'];
const worse = (a: DataGradeLetter, b: DataGradeLetter): DataGradeLetter => (letters.indexOf(a) >= letters.indexOf(b) ? a : b);

/** History below which yearly figures say little, and below which they say nothing. */
const shortDays = 730;
const tooShortDays = 180;
const fewBars = 250;
const fewLongBars = 60;
/** A stretch without a bar counts as a gap from so many bars' length on. */
const gapBars = 4;
/** The longest that an exchange was closed since the thirties: from 10 to 17 September 2001. */
const usualPauseDays = 7;
/** A series with fewer than one pause in so many bars never sleeps. */
const sleeplessBars = 1_000;
/** From so many bars on a gap is long. */
const longGapBars = 30;
/** As many bars in a row without any change of price are stale. */
const staleBars = 10;
/** An open or close so far outside its bar is more than another vendor's last trade. */
const smallExcess = 0.01;
/** What file formats round away. */
const roundingShare = 1e-9;

type Found = Omit<DataDefect, 'symbol'>;

const momentOf = (time: Float64Array, bar: number): EpochMs | null => (Number.isFinite(time[bar]) ? (time[bar] as EpochMs) : null);
const atDay = (time: Float64Array, bar: number): string => (Number.isFinite(time[bar]) ? ` (first on ${dayOf(time[bar])})` : '');

function findDisorder({ time }: BarColumns): Found | null {
  let [count, first] = [0, -1];
  for (let i = 1; i < time.length; i++) {
    if (time[i] > time[i - 1]) continue;
    if (count === 0) first = i;
    count += 1;
  }
  if (count === 0) return null;
  return { kind: 'order', count, firstTimeMs: momentOf(time, first), grade: 'F', sentence: `${countOf(count, 'bar')} ${count === 1 ? 'does' : 'do'} not come after the bar before${atDay(time, first)}; sort them and leave doubles out.` };
}

/** By which share of its price a bar's open or close lies outside its high and low; Infinity for a price that is not above 0. */
function excessOf({ open, high, low, close }: BarColumns, i: number): number {
  if (!(low[i] > 0 && high[i] < Infinity && open[i] > 0 && close[i] > 0 && high[i] >= low[i])) return Infinity;
  return Math.max(0, Math.max(open[i], close[i]) / high[i] - 1, low[i] / Math.min(open[i], close[i]) - 1);
}

/** Bars that cannot be true. Vendors take open and close from other trades than high and low: a few of them are off by cents, which is little. */
function findBrokenBars(bars: BarColumns): Found | null {
  const { time } = bars;
  let [count, large, first, most] = [0, 0, -1, 0];
  for (let i = 0; i < time.length; i++) {
    const excess = excessOf(bars, i);
    if (excess <= roundingShare) continue;
    if (count === 0) first = i;
    count += 1;
    if (excess > smallExcess) large += 1;
    most = Math.max(most, excess);
  }
  if (count === 0) return null;
  const share = large / time.length;
  const grade = share > 0.01 ? 'F' : share > 0.001 ? 'D' : large > 0 || count > time.length / 100 ? 'C' : 'B';
  const where = most === Infinity ? 'a price that is not above 0, or a high below its low' : `an open or close outside high and low, by at most ${percent(most)}`;
  return { kind: 'broken-bar', count, firstTimeMs: momentOf(time, first), grade, sentence: `${countOf(count, 'bar')} ${count === 1 ? 'has' : 'have'} ${where}${atDay(time, first)}; fills in them cannot be trusted.` };
}

/** The most common distance between bars; 0 where there are not two. */
function usualSpacing(time: Float64Array): number {
  const counts = new Map<number, number>();
  for (let i = 1; i < time.length; i++) counts.set(time[i] - time[i - 1], (counts.get(time[i] - time[i - 1]) ?? 0) + 1);
  let [usual, most] = [0, 0];
  for (const [distance, count] of counts) if (distance > 0 && (count > most || (count === most && distance < usual))) [usual, most] = [distance, count];
  return usual;
}

/** How long a pause between bars may be before it is a gap: a long weekend, or where the series never sleeps, a few bars. */
function longestPause(time: Float64Array, spacing: number): number {
  if (spacing >= dayMs) return Math.max(usualPauseDays * dayMs, spacing * gapBars);
  let pauses = 0;
  for (let i = 1; i < time.length; i++) if (time[i] - time[i - 1] > spacing) pauses += 1;
  return pauses * sleeplessBars < time.length ? spacing * gapBars : usualPauseDays * dayMs;
}

/** Stretches without bars that no weekend, night or holiday explains. What is missing inside the session of a day is not among them. */
function findGaps({ time }: BarColumns): Found | null {
  const spacing = usualSpacing(time);
  if (spacing === 0) return null;
  const limit = longestPause(time, spacing);
  let [count, first, missing, longest] = [0, -1, 0, 0];
  for (let i = 1; i < time.length; i++) {
    const pause = time[i] - time[i - 1];
    if (pause <= limit) continue;
    if (count === 0) first = i;
    count += 1;
    missing += pause;
    longest = Math.max(longest, pause);
  }
  if (count === 0) return null;
  const share = missing / (time[time.length - 1] - time[0]);
  const isLarge = share > 0.01 || count > time.length / 200 || longest > longGapBars * spacing;
  const gaps = count === 1 ? 'One gap is' : `${thousands(count)} gaps are`;
  return {
    kind: 'gap', count, firstTimeMs: momentOf(time, first), grade: share > 0.2 ? 'D' : isLarge ? 'C' : 'B',
    sentence: `${gaps} longer than weekends and holidays explain${atDay(time, first)}, ${percent(share)} of the time; what a trade earned over them is a guess.`,
  };
}

function findSplits(bars: BarColumns, actions: SeriesInput['actions']): Found | null {
  const jumps = findSplitJumps(bars, actions ?? []);
  if (jumps.length === 0) return null;
  const [{ bar, ratio }] = jumps;
  const which = jumps.length === 1 ? 'One jump looks' : `${thousands(jumps.length)} jumps look`;
  return {
    kind: 'split', count: jumps.length, firstTimeMs: momentOf(bars.time, bar), grade: 'D',
    sentence: `${which} like a split that prices were not adjusted for (first on ${dayOf(bars.time[bar])}, ${ratio}); adjust them or give the actions, else the run trades jumps that nobody had.`,
  };
}

function findStale({ time, open, high, low, close }: BarColumns): Found | null {
  let [count, first, length, longest] = [0, -1, 0, 0];
  for (let i = 1; i < time.length; i++) {
    const isStill = close[i] === close[i - 1] && open[i] === close[i] && high[i] === low[i];
    length = isStill ? length + 1 : 0;
    if (length === staleBars) {
      if (count === 0) first = i - staleBars + 1;
      count += 1;
    }
    longest = Math.max(longest, length);
  }
  if (count === 0) return null;
  return {
    kind: 'stale', count, firstTimeMs: momentOf(time, first), grade: longest > time.length / 10 ? 'D' : 'C',
    sentence: `${count === 1 ? 'One stretch' : `${thousands(count)} stretches`} of ${staleBars} bars and more without any change of price${atDay(time, first)}; a halted or dead feed, on which nothing would have been filled.`,
  };
}

function findShortness({ time }: BarColumns): Found | null {
  const days = time.length < 2 ? 0 : (time[time.length - 1] - time[0]) / dayMs;
  // Of weeks and months there are fewer, and they last longer.
  const enough = usualSpacing(time) > usualPauseDays * dayMs ? fewLongBars : fewBars;
  if (days >= shortDays && time.length >= enough) return null;
  const isTooShort = days < tooShortDays || time.length < enough / 4;
  return {
    kind: 'short', count: 1, firstTimeMs: null, grade: isTooShort ? 'D' : 'C',
    sentence: `The history is ${countOf(time.length, 'bar')} over ${countOf(Math.round(days), 'day')}; ${isTooShort ? 'that is too little to judge anything by' : 'two years and more show several kinds of market'}.`,
  };
}

/** Grades the bars of one symbol: as good as the worst defect that is found allows. */
export function gradeSeries({ symbol, bars, actions }: SeriesInput): DataGrade {
  const found = [findDisorder(bars), findBrokenBars(bars), findSplits(bars, actions), findGaps(bars), findStale(bars), findShortness(bars)];
  return gradeDefects(found.filter((one) => one !== null).map((one) => ({ ...one, symbol })), bars.time.length);
}

/** Grades all series of a run together. */
export function gradeData(series: readonly SeriesInput[]): DataGrade {
  const defects = series.flatMap((one) => gradeSeries(one).defects);
  return gradeDefects(defects, series.reduce((sum, { bars }) => sum + bars.time.length, 0));
}

function gradeDefects(defects: readonly DataDefect[], bars: number): DataGrade {
  const sorted = defects.toSorted((a, b) => letters.indexOf(b.grade) - letters.indexOf(a.grade));
  const grade = sorted.reduce<DataGradeLetter>((sofar, one) => worse(sofar, one.grade), 'A');
  const [first] = sorted;
  return { grade, sentence: first === undefined ? `Nothing was found in ${countOf(bars, 'bar')} that speaks against them.` : `Grade ${grade}: ${first.sentence}`, defects: sorted };
}
