import { createHash } from 'node:crypto';
import type { BacktestResult } from '../../../../contract/model/backtest.ts';
import type { CapsuleDigest, CapsuleWriteInput } from '../../../../quant/compare/capsule-task.ts';
import { canonicalJson } from '../../../../quant/text/canonical-json.ts';
import { writeBars } from './capsule-series.ts';
import { decodeText } from '../shared-bytes.ts';

/**
 * A capsule as a file: JSON in UTF-8 on memory that threads share. Head and seal (its SHA-256 in canonical JSON) come first, then the bars of
 * each series, a column a line, with a mark for each value so that a changed one can be named.
 */
export function writeCapsule({ head, series }: CapsuleWriteInput): Uint8Array {
  const parts = series.map(({ symbol, bars, finer, rates }) =>
    `{"symbol":${JSON.stringify(symbol)},\n${writeBars(bars)}${finer === undefined ? '' : `,\n"finer":{${writeBars(finer)}}`}${rates === undefined ? '' : `,\n"rates":{${writeBars(rates.bars)}}`}}`);
  const text = `{"head":${JSON.stringify(head, null, 1)},\n"seal":"${sealOf(head)}",\n"series":[\n${parts.join(',\n')}\n]}\n`;
  const bytes = new TextEncoder().encode(text);
  const body = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  body.set(bytes);
  return body;
}

/** SHA-256 of a head in canonical JSON. */
export const sealOf = (head: unknown): string => createHash('sha256').update(canonicalJson(head)).digest('hex');

/** What of a stored result a capsule keeps. */
export function digestResult({ body }: { readonly body: Uint8Array }): CapsuleDigest {
  const { hash, equity, metrics, dialects, trades, fills } = JSON.parse(decodeText(body)) as BacktestResult;
  const equityHash = createHash('sha256');
  for (const column of [equity.time, equity.value]) equityHash.update(new Uint8Array(Float64Array.from(column).buffer));
  return { hash, equityHash: equityHash.digest('hex'), finalEquity: equity.value.at(-1) ?? 0, trades: trades.length, fills: fills.length, metrics, dialects };
}
