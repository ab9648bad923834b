import { createHash } from 'node:crypto';
import { epochMs } from '../../src/contract/model/units.ts';
import type { BacktestTaskInput } from '../../src/quant/engine/task.ts';
import { journalText } from '../../src/quant/journal/index.ts';
import { recordRun } from '../../src/quant/microscope/index.ts';
import { findStrategy } from '../../src/quant/strategies/index.ts';
import { acme, paperRequest, type PaperRig } from './paper-sessions-rig.ts';

type Bars = ReturnType<PaperRig['barsOf']>;

const cutBars = (bars: Bars, from: number, to: number): Bars => {
  const cut = (values: Float64Array): Float64Array => values.slice(from, to);
  return { time: cut(bars.time), open: cut(bars.open), high: cut(bars.high), low: cut(bars.low), close: cut(bars.close), volume: cut(bars.volume) };
};

/** The journal of a backtest over bars that never went through a session. */
export function backtestHash(series: BacktestTaskInput['series'], tradeFromMs: number | null, params = paperRequest.params): string {
  const { journal } = recordRun(findStrategy('sma-cross'), params, { ...paperRequest.settings, tradeFromMs: epochMs(tradeFromMs ?? 0) }, series);
  return createHash('sha256').update(journalText(journal, () => ({ tick: 0.01, lot: 1 }))).digest('hex');
}

export const acmeBars = (rig: PaperRig, from: number, to: number): BacktestTaskInput['series'] => [{ symbol: 'ACME', bars: cutBars(rig.barsOf(acme), from, to) }];
