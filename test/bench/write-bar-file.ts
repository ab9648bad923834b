import { closeSync, openSync, writeSync } from 'node:fs';

/** Minute bars with four decimals, as vendors write them: some 60 bytes a row. */
export function writeBarFile(path: string, rows: number): void {
  const file = openSync(path, 'w');
  let text = 'timestamp,open,high,low,close,volume\n';
  for (let i = 0, timeMs = Date.UTC(2020, 0, 1); i < rows; i++, timeMs += 60_000) {
    const open = 100 + 20 * Math.sin(i / 5_000);
    const close = open + 0.3 * Math.sin(i * 1.7);
    const prices = [open, Math.max(open, close) + 0.05, Math.min(open, close) - 0.05, close].map((price) => price.toFixed(4));
    text += `${new Date(timeMs).toISOString().slice(0, 19)}Z,${prices.join(',')},${(i * 7_919) % 1_000_000}\n`;
    if (text.length > 1_000_000) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}
