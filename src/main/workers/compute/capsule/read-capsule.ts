import { createHash } from 'node:crypto';
import type { CapsuleBars, CapsuleReadOutput } from '../../../../quant/compare/capsule-task.ts';
import { fingerprintBars } from '../fingerprint-bars.ts';
import { broken, isRecord, readBars } from './capsule-series.ts';
import { sealOf } from './write-capsule.ts';
import { decodeText } from '../shared-bytes.ts';

/** What this reads, as the head of a file says it. */
type Readable = { readonly format: string; readonly version: number };

/** Reads a capsule out of the bytes of its file; what is not whole, no capsule or of another making is a QuantError in one sentence. */
export function readCapsule({ body, readable }: { readonly body: Uint8Array; readonly readable: Readable }): CapsuleReadOutput {
  const file = parse(decodeText(body));
  if (!isRecord(file) || !isRecord(file['head']) || file['head']['format'] !== readable.format) throw broken('it does not say that it is one');
  const { head, seal, series } = file;
  const { version, code } = head as Readonly<Record<string, unknown>>;
  if (version !== readable.version) throw broken(`it is of making ${JSON.stringify(version)} and this Tapedeck reads making ${readable.version}`);
  if (!Array.isArray(series)) throw broken('it has no bars');
  const source = isRecord(code) ? code['source'] : undefined;
  return {
    head, isSealed: seal === sealOf(head), codeMark: typeof source === 'string' ? createHash('sha256').update(source).digest('hex') : null,
    series: series.map((part: unknown, k) => {
      const symbol = isRecord(part) && typeof part['symbol'] === 'string' ? part['symbol'] : `series ${k + 1}`;
      const { finer, rates } = isRecord(part) ? part : {};
      return {
        symbol, main: readPart(part, symbol), finer: finer === undefined ? null : readPart(finer, `the finer bars of ${symbol}`),
        rates: rates === undefined ? null : readPart(rates, `the rates of ${symbol}`),
      };
    }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken('it is cut short or no JSON');
  }
}

function readPart(part: unknown, where: string): CapsuleBars {
  const read = readBars(part, where);
  return { ...read, fingerprint: fingerprintBars(read.bars) };
}
