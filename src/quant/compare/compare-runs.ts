import type { BacktestFill, BacktestResult, BacktestSpec } from '../../contract/model/backtest.ts';
import type { ComparedRun, Comparison, GapParts } from '../../contract/model/compare.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { ExactSum } from './exact-sum.ts';
import { pairTrades } from './pair-trades.ts';
import { explainPair, splitGap, toComparedTrade } from './split-gap.ts';

/** Two finished runs, and which rows of trades are wanted. */
export type CompareInput = {
  readonly a: BacktestResult;
  readonly b: BacktestResult;
  readonly from: number;
  readonly limit: number;
  /** Rows of trades that are the same in both are left out. */
  readonly onlyDifferent: boolean;
};

/** Compares two runs trade by trade; the parts of the gap add up to it. */
export function compareRuns({ a, b, from, limit, onlyDifferent }: CompareInput): Comparison {
  const pairs = pairTrades(a.trades, b.trades);
  const conversions = { a: a.spec.settings.conversion ?? 'profit', b: b.spec.settings.conversion ?? 'profit' };
  const sums = { signal: new ExactSum(), size: new ExactSum(), timing: new ExactSum(), price: new ExactSum(), fee: new ExactSum() };
  const counts = { same: 0, different: 0, onlyA: 0, onlyB: 0 };
  for (const pair of pairs) {
    const { parts } = splitGap(pair, conversions);
    for (const [cause, sum] of Object.entries(sums)) sum.add(parts[cause as keyof typeof sums]);
    if (pair.b === null) counts.onlyA += 1;
    else if (pair.a === null) counts.onlyB += 1;
    else counts[explainPair(pair).length === 0 ? 'same' : 'different'] += 1;
  }
  const [runA, runB] = [describeRun(a), describeRun(b)];
  const open = openProfit(b, runB.profit) - openProfit(a, runA.profit);
  const parts: GapParts = { signal: sums.signal.value, size: sums.size.value, timing: sums.timing.value, price: sums.price.value, fee: sums.fee.value, open };
  const shown = onlyDifferent ? pairs.filter((pair) => explainPair(pair).length > 0) : pairs;
  return {
    a: runA, b: runB, isSame: canonicalJson([a.fills, a.trades]) === canonicalJson([b.fills, b.trades]), settings: differingSettings(a.spec, b.spec),
    gap: runB.profit - runA.profit, parts, counts, firstDifference: describeFirstFill(a.fills, b.fills),
    total: shown.length, from, trades: shown.slice(from, from + limit).map((pair) => toComparedTrade(pair, conversions)),
  };
}

function describeRun({ runId, hash, spec, trades, equity }: BacktestResult): ComparedRun {
  return {
    runId: runId ?? '', hash, strategy: spec.strategy, params: spec.params, profile: spec.settings.profile, symbols: spec.data.map(({ symbol }) => symbol),
    fromMs: (equity.time[0] ?? null) as EpochMs | null, toMs: (equity.time.at(-1) ?? null) as EpochMs | null, trades: trades.length,
    profit: (equity.value.at(-1) ?? spec.settings.cash) - spec.settings.cash,
  };
}

/** What the equity at the end counts beyond the closed trades. */
function openProfit({ trades }: BacktestResult, profit: number): number {
  const sum = new ExactSum();
  sum.add(profit);
  for (const { pnl } of trades) sum.add(-pnl);
  return sum.value;
}

/** What decides a run, a line each; the rest of a setting's value goes as JSON. */
function differingSettings(a: BacktestSpec, b: BacktestSpec): Comparison['settings'] {
  const [left, right] = [flatten(a), flatten(b)];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return names.filter((name) => left.get(name) !== right.get(name)).map((name) => ({ name, a: left.get(name) ?? 'not set', b: right.get(name) ?? 'not set' }));
}

function flatten({ strategy, params, settings, data, engineVersion, codeHash }: BacktestSpec): Map<string, string> {
  const say = (value: unknown): string => (typeof value === 'string' ? value : canonicalJson(value));
  return new Map([
    ['strategy', strategy], ...Object.entries(params).map(([name, value]): [string, string] => [`params.${name}`, say(value)]),
    ...(codeHash === undefined ? [] : [['code', codeHash] as [string, string]]),
    ...Object.entries(settings).filter(([, value]) => value !== undefined).map(([name, value]): [string, string] => [name, say(value)]),
    ...data.flatMap(({ symbol, bars, fingerprint, fromMs, toMs }, k): [string, string][] => [
      [`data ${k + 1}`, symbol], [`bars of data ${k + 1}`, `${bars}, ${new Date(fromMs).toISOString().slice(0, 10)} to ${new Date(toMs).toISOString().slice(0, 10)}, ${fingerprint.slice(0, 12)}`],
    ]),
    ['engine', engineVersion],
  ]);
}

function describeFirstFill(a: readonly BacktestFill[], b: readonly BacktestFill[]): string | null {
  const count = Math.max(a.length, b.length);
  for (let k = 0; k < count; k++) {
    const [left, right] = [a.at(k), b.at(k)];
    if (left !== undefined && right !== undefined && canonicalJson(left) === canonicalJson(right)) continue;
    return `Fill ${k + 1} is the first that differs: run A ${fillWords(left)}, run B ${fillWords(right)}.`;
  }
  return null;
}

function fillWords(fill: BacktestFill | undefined): string {
  if (fill === undefined) return 'has none';
  return `${fill.side === 'buy' ? 'bought' : 'sold'} ${fill.size} ${fill.symbol} at ${fill.price} on ${new Date(fill.timeMs).toISOString().replace('.000Z', 'Z')} for a commission of ${fill.commission}`;
}
