import { backtestSettingsSchema, type BacktestResult, type BacktestSettings } from '../../../src/contract/model/backtest.ts';
import type { BarColumns } from '../../../src/contract/model/bar.ts';
import type { StrategyCode } from '../../../src/contract/model/strategy.ts';
import { createSystemClock } from '../../../src/main/adapters/clock/system-clock.ts';
import { createPool, type Pool } from '../../../src/main/adapters/pool/index.ts';
import { watchCode } from '../../../src/main/core/strategies/index.ts';
import type { JobFailure } from '../../../src/main/core/jobs/index.ts';
import type { TaskMap } from '../../../src/quant/tasks.ts';
import { engineVersion } from '../../../src/quant/engine/version.ts';

/** Tools for tests that run strategies of others in a thread of the pool, as the application does. */
export const openTestPool = (): Pool<TaskMap> => createPool({ clock: createSystemClock(), concurrency: 1 });

/** Daily bars from 2020 on that swing in two rhythms. */
export function waveBars(count: number): BarColumns {
  const close = Float64Array.from({ length: count }, (_, i) => 100 + 10 * Math.sin(i / 9) + 3 * Math.sin(i / 2.3));
  return { time: close.map((_, i) => 1_577_836_800_000 + i * 86_400_000), open: close.slice(), high: close.map((price) => price + 1), low: close.map((price) => price - 1), close, volume: close.map((_, i) => 1_000 + i) };
}

/** A file with a strategy that does this on each bar; `head` stands above it. The body begins on line 4. */
export const onBarFile = (body: string, head = ''): string =>
  `import { defineStrategy } from 'tapedeck';\n${head}\nexport const strategy = defineStrategy({ name: 'test', onBar(c, p, state) {\n${body}\n} });\n`;

export const tsCode = (source: string, file = 'test.ts'): StrategyCode => ({ kind: 'typescript', file, source });

export type GuestRunOptions = {
  readonly bars?: BarColumns;
  /** In place of bars: several symbols. */
  readonly series?: readonly { readonly symbol: string; readonly bars: BarColumns }[];
  readonly params?: Readonly<Record<string, number>>;
  readonly settings?: Partial<BacktestSettings>;
  readonly stallMs?: number;
  readonly memoryMb?: number;
};

/** Runs code over bars. */
export async function runCode(pool: Pool<TaskMap>, code: StrategyCode, options: GuestRunOptions = {}): Promise<{ readonly result: BacktestResult } | { readonly error: JobFailure }> {
  const { bars = waveBars(200), params = {}, settings = {}, stallMs = 20_000, memoryMb = 1_024, series = [{ symbol: 'WAVE', bars }] } = options;
  const spec = { strategy: 'test', params, settings: backtestSettingsSchema.parse(settings), data: [], engineVersion };
  const outcome = await pool.run('backtest.run', { spec, runId: null, series, code }, watchCode(code, bars.time, { stallMs, memoryMb }));
  return outcome.ok ? { result: JSON.parse(new TextDecoder().decode(outcome.value.body)) as BacktestResult } : { error: outcome.error };
}

/** The sentence with which a run of this body ends; of a run that succeeds, `done`. */
export async function faultOf(pool: Pool<TaskMap>, source: string, options?: GuestRunOptions): Promise<string> {
  const outcome = await runCode(pool, tsCode(source), options);
  return 'error' in outcome ? outcome.error.message : 'done';
}
