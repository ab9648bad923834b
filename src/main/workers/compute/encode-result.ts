import { createHash } from 'node:crypto';
import type { BacktestResult, BacktestSpec } from '../../../contract/model/backtest.ts';
import type { BacktestRunOutput, BacktestTaskOutput } from '../../../quant/engine/task.ts';
import { canonicalJson } from '../../../quant/text/canonical-json.ts';
import { toSharedBytes } from './shared-bytes.ts';

/**
 * A finished run as it is stored and named: UTF-8 JSON of a {@link BacktestResult} on memory that threads share, so that the main
 * thread passes it on unread, and the SHA-256 of spec, fills and trades in canonical JSON.
 */
export function encodeResult(spec: BacktestSpec, runId: string | null, output: BacktestTaskOutput): BacktestRunOutput {
  const { metrics, dialects, equity, interval, refusedOrders, ruin, warnings } = output;
  const [trades, fills] = [[...output.trades], [...output.fills]];
  const hash = createHash('sha256').update(canonicalJson({ spec, fills, trades })).digest('hex');
  const result: BacktestResult = {
    spec, hash, runId, metrics, dialects: { ...dialects }, trades, fills,
    equity: { time: Array.from(equity.time), value: Array.from(equity.value) },
    ...(interval === undefined ? {} : { interval }),
    ...(refusedOrders === undefined ? {} : { refusedOrders: [...refusedOrders] }),
    ...(ruin === undefined ? {} : { ruin }),
    ...(warnings === undefined ? {} : { warnings: [...warnings] }),
  };
  return { hash, body: toSharedBytes(JSON.stringify(result)), figures: figuresOf(metrics) };
}

/** The same figures as those of a trial of a sweep. */
function figuresOf(metrics: BacktestResult['metrics']): BacktestRunOutput['figures'] {
  const at = (name: string): number | null => {
    const value = metrics[name];
    return typeof value === 'number' ? value : null;
  };
  return { return: at('totalReturn'), maxDrawdown: at('maxDrawdown'), sharpe: at('sharpe'), trades: (at('trades') ?? 0) + (at('openTrades') ?? 0) };
}
