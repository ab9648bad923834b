import type { Workstation } from './workstation.ts';

const chunkBytes = 512 * 1_024;

/** Stores a file of bars as a program does, over REST. */
export async function storeBars({ ask }: Pick<Workstation, 'ask'>, symbol: string, timeframe: string, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const { uploadId } = await ask<{ uploadId: string }>('POST', '/data/imports', { name: `${symbol}.csv`, size: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += chunkBytes) {
    await ask('POST', `/data/imports/${uploadId}/chunks`, { offset, data: bytes.subarray(offset, offset + chunkBytes).toString('base64') });
  }
  await ask('POST', `/data/imports/${uploadId}/commit`, { symbol, timeframe });
}
