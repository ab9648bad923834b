import { Option, type Command } from 'commander';
import type { ChangePointReport, RegimeFit, RuleRegimes } from '../../../../contract/model/regime.ts';
import { composeOffline, type Offline } from '../../../compose-offline.ts';
import type { PriceSource } from '../../../core/analysis/index.ts';
import { formatCell } from '../format-cell.ts';
import type { CliIo } from '../io.ts';
import { leaf, type Run } from '../leaf.ts';
import { parseRange } from '../parse-options.ts';
import { addFileOptions, readBars, type FileOptions } from '../read-bars.ts';
import { formatPairs, formatTable, isoTime } from '../table.ts';
import { toDocument } from '../to-document.ts';

type BarsOptions = FileOptions & { file: string };
type FitOptions = BarsOptions & { states: number; seed: number; starts: number; fittedReturns?: number };
type RuleOptions = BarsOptions & { trendBars: number; trendThreshold: number; fastBars: number; slowBars: number; volatilityThreshold: number };
type ChangeOptions = BarsOptions & { kind: ChangePointReport['kind']; penalty?: number; shortest: number };

/** Reads the file of a command and lets a computation look at its bars; opens no database. */
async function withBars<T>(options: BarsOptions, io: CliIo, look: (offline: Offline, source: PriceSource) => Promise<T>): Promise<T> {
  const offline = composeOffline();
  try {
    const { bars } = await readBars(offline.files, options.file, options, io);
    return await look(offline, { kind: 'bars', bars });
  } finally {
    await offline.dispose();
  }
}

/** `regimes fit`, `regimes rules` and `regimes change-points` on a file of bars. */
export function addRegimes(area: Command, run: Run): void {
  const command = (name: string, description: string): Command => addFileOptions(leaf(area.command(name).description(description)).requiredOption('--file <bars.csv>', 'file of bars'));

  command('fit', 'regimes by a hidden Markov model of the log returns in percent; opens no database')
    .option('--states <number>', 'states of the model, 2 to 4', parseRange(2, 4, true), 2)
    .option('--seed <number>', 'the same seed draws the same starts', parseRange(0, 0xffffffff, true), 1)
    .option('--starts <number>', 'places from which the search climbs', parseRange(1, 100, true), 8)
    .option('--fitted-returns <number>', 'fit the parameters to the first so many returns only (default: all)', parseRange(1, 1e9, true))
    .action(
      run<FitOptions>(async ({ states, seed, starts, fittedReturns, ...options }, io, { json }) => {
        const request = { states, seed, starts, fittedReturns: fittedReturns ?? null };
        const fit = await withBars(options, io, (offline, source) => offline.regimes.fit(source, request, { signal: io.signal }));
        io.out(json ? JSON.stringify(toDocument(fit)) : renderFit(fit));
        if (!fit.isConverged) io.err('tapedeck: the search ran out of steps before it came to rest; more --starts may find a better fit.');
        if (fit.states.some((state) => state.isCollapsed)) io.err('tapedeck: a state fell upon a few equal returns, so the likelihood says little; try fewer --states.');
      }),
    );

  command('rules', 'regimes by rules on trend and volatility, which read no later bar; opens no database')
    .option('--trend-bars <number>', 'bars over which the trend is judged', parseRange(2, 5_000, true), 63)
    .option('--trend-threshold <number>', 'size of the trend, in standard errors of the move, from which it is bull or bear', parseRange(1e-9, 10, false), 1)
    .option('--fast-bars <number>', 'bars of the volatility of now', parseRange(2, 5_000, true), 21)
    .option('--slow-bars <number>', 'bars of the usual volatility', parseRange(3, 5_000, true), 252)
    .option('--volatility-threshold <number>', 'ratio of the two from which a time without trend is volatile', parseRange(1, 10, false), 1.25)
    .action(
      run<RuleOptions>(async ({ trendBars, trendThreshold, fastBars, slowBars, volatilityThreshold, ...options }, io, { json }) => {
        const rules = { trendBars, trendThreshold, fastBars, slowBars, volatilityThreshold };
        const found = await withBars(options, io, (offline, source) => offline.regimes.judge(source, rules, { signal: io.signal }));
        io.out(json ? JSON.stringify(toDocument(found)) : renderRules(found));
        if (found.bars <= found.warmup) io.err(`tapedeck: the rules need ${Math.max(trendBars, fastBars, slowBars)} bars before the first that they judge, and the file has ${found.bars}; give a longer one, or fewer --slow-bars.`);
      }),
    );

  command('change-points', 'when the returns changed for good, all bars in view; opens no database')
    .addOption(new Option('--kind <choice>', 'what may change').choices(['mean', 'variance', 'mean-and-variance']).default('mean-and-variance'))
    .option('--penalty <number>', 'cost of a change in units of -2 log L (default: 3 ln n, or 2 ln n for one of the two)', parseRange(0, 1e9, false))
    .option('--shortest <number>', 'fewest returns between two changes', parseRange(2, 10_000, true), 10)
    .action(
      run<ChangeOptions>(async ({ kind, penalty, shortest, ...options }, io, { json }) => {
        const request = { kind, penalty: penalty ?? null, shortest };
        const found = await withBars(options, io, (offline, source) => offline.regimes.findChanges(source, request, { signal: io.signal }));
        io.out(json ? JSON.stringify(toDocument(found)) : renderChanges(found));
      }),
    );
}

/** The states, how well they fit, and where the series stands at its end. */
function renderFit({ states, transition, filtered, logLikelihood, aic, bic, isConverged, starts, agreeingStarts, returns, fittedReturns }: RegimeFit): string {
  const now = filtered.at(-1) ?? [];
  const rows = states.map((state, s) => [
    String(s), state.label, formatCell(state.mean), formatCell(state.sd), formatCell(state.expectedBars), formatCell(state.share), formatCell(now[s] ?? null), ...(transition[s] ?? []).map(formatCell),
  ]);
  const figures = { returns, fittedReturns, logLikelihood, aic, bic, isConverged, agreeingStarts: `${agreeingStarts} of ${starts}` };
  return [
    formatTable(['state', 'label', 'mean %', 'sd %', 'bars', 'share', 'chance now', ...states.map((_, s) => `to ${s}`)], rows), '',
    formatPairs(Object.entries(figures).map(([name, value]) => [name, formatCell(value)])),
  ].join('\n');
}

function renderRules({ shares, regime, trend, volatilityRatio, time, warmup, bars }: RuleRegimes): string {
  const from = Math.max(warmup, bars - 20);
  const rows = time.slice(from).map((ms, i) => [isoTime(ms), regime[from + i] ?? '', formatCell(trend[from + i] ?? null), formatCell(volatilityRatio[from + i] ?? null)]);
  return [formatPairs(Object.entries(shares).map(([label, share]) => [label, `${(100 * share).toFixed(1)} % of the bars`])), '', formatTable(['time', 'regime', 'trend', 'volatility ratio'], rows)].join('\n');
}

const renderChanges = ({ segments }: ChangePointReport): string =>
  formatTable(['from', 'to', 'returns', 'mean %', 'sd %'], segments.map((one) => [isoTime(one.fromMs), isoTime(one.toMs), String(one.returns), formatCell(one.mean), formatCell(one.sd)]));
