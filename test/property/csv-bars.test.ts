import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BarFileParser } from '../../src/main/adapters/files/bar-file-parser.ts';
import { FaultList } from '../../src/main/adapters/files/fault-list.ts';

type Row = { time: number; open: number; high: number; low: number; close: number; volume: number };

const price = fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((value) => value !== 0);
const row = fc.record({ step: fc.integer({ min: 1, max: 10 ** 9 }), prices: fc.tuple(price, price, price, price), volume: fc.double({ min: 0, max: 1e12, noNaN: true }) });
const bars = fc.array(row, { minLength: 1, maxLength: 40 }).map((list) => {
  let time = Date.UTC(2001, 0, 1);
  return list.map(({ step, prices, volume }): Row => {
    const [low, open, close, high] = prices.toSorted((a, b) => a - b) as [number, number, number, number];
    time += step;
    return { time, open, high, low, close, volume };
  });
});
const dress = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  hasBom: fc.boolean(),
  hasQuotes: fc.boolean(),
  endsWithLineEnd: fc.boolean(),
  blankLines: fc.integer({ min: 0, max: 2 }),
  extra: fc.constantFrom('', 'plain text', 'with "" doubled quotes', 'line\nbreak', 'a,b;c\td', 'said ""a,b;c\td\n"" twice'),
  time: fc.constantFrom((ms: number) => new Date(ms).toISOString(), (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', ''), String, (ms: number) => new Date(ms + 19_800_000).toISOString().replace('Z', '+05:30')),
});

type Dress = typeof dress extends fc.Arbitrary<infer T> ? T : never;

function write(rows: readonly Row[], { separator, lineEnd, hasBom, hasQuotes, endsWithLineEnd, blankLines, extra, time }: Dress): Uint8Array {
  const quote = (cell: string): string => (hasQuotes ? `"${cell}"` : cell);
  const note = `"${extra}"`;
  const lines = [
    ['Close', 'note', 'Time_Stamp', 'LOW', 'high', 'Open', 'Volume'].map(quote),
    ...rows.map((bar) => [quote(String(bar.close)), note, ...[time(bar.time), bar.low, bar.high, bar.open, bar.volume].map((cell) => quote(String(cell)))]),
  ].map((cells) => cells.join(separator));
  const text = lines.join(lineEnd.repeat(1 + blankLines)) + (endsWithLineEnd ? lineEnd : '');
  return new TextEncoder().encode((hasBom ? '\uFEFF' : '') + text);
}

/** Feeds a file in pieces, as a reader with a small buffer would. */
function parse(file: Uint8Array, pieceBytes: number): { rows: Row[]; faults: FaultList } {
  const faults = new FaultList(100);
  const parser = new BarFileParser({ options: {}, size: file.length, maxRows: 1_000, faults, warnings: new FaultList(100) });
  let kept = new Uint8Array(0);
  for (let at = 0; at < file.length; at += pieceBytes) {
    const buffer = new Uint8Array([...kept, ...file.subarray(at, at + pieceBytes)]);
    kept = buffer.slice(parser.push(buffer, buffer.length));
  }
  const last = new Uint8Array([...kept, 10]);
  parser.push(last, last.length);
  const { time, open, high, low, close, volume } = parser.finish();
  const rows = Array.from(time, (ms, i) => ({ time: ms, open: open[i], high: high[i], low: low[i], close: close[i], volume: volume[i] }) as Row);
  return { rows, faults };
}

describe('a file of bars', () => {
  it('reads back as it was written, whatever its separator, quotes, line ends and form of time', () => {
    fc.assert(fc.property(bars, dress, (rows, style) => {
      const { rows: read, faults } = parse(write(rows, style), 1_000_000);
      expect(faults.items).toEqual([]);
      expect(read).toEqual(rows);
    }), { numRuns: 500 });
  });
  it('reads the same in pieces of any size', () => {
    fc.assert(fc.property(bars, dress, fc.integer({ min: 1, max: 200 }), (rows, style, pieceBytes) => {
      const { rows: read, faults } = parse(write(rows, style), pieceBytes);
      expect(faults.items).toEqual([]);
      expect(read).toEqual(rows);
    }), { numRuns: 300 });
  });
  it('answers any bytes with bars or with faults, and never throws', () => {
    const noise = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: fc.constantFrom(...'0123456789-:/.,;"\n\r T'), maxLength: 300 }).map((text) => new TextEncoder().encode(text)));
    fc.assert(fc.property(noise, fc.boolean(), (bytes, hasHeader) => {
      const header = new TextEncoder().encode(hasHeader ? 'date,open,high,low,close,volume\n' : '');
      const { rows, faults } = parse(new Uint8Array([...header, ...bytes]), 1_000_000);
      if (faults.total === 0) expect(rows.length).toBeGreaterThan(0);
      for (const fault of faults.items) expect(fault.reason).toMatch(/\.$/);
    }), { numRuns: 2_000 });
  });
});
