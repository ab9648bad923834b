import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readWhole } from '../../../adapters/files/index.ts';
import { composeOffline } from '../../../compose-offline.ts';
import { AppError } from '../../../core/kernel/index.ts';
import { connect, type Connection } from '../connect.ts';
import { leaf, type Run } from '../leaf.ts';
import { renderCapsuleCheck } from '../render/index.ts';
import { toDocument } from '../to-document.ts';

/** All bytes of a run's capsule, and the name that it gives itself. */
async function fetchCapsule({ client }: Connection, runId: string, signal: AbortSignal): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const pieces: Buffer[] = [];
  for (let offset = 0; ; ) {
    const { data, size, name } = await client.backtests.capsule({ runId, offset }, { signal });
    const piece = Buffer.from(data, 'base64');
    pieces.push(piece);
    offset += piece.length;
    if (offset >= size) return { name, bytes: Buffer.concat(pieces) };
  }
}

/** `backtest capsule RUN --out FILE`: a finished run as one file. */
export function addBacktestCapsule(area: Command, run: Run): void {
  leaf(area.command('capsule').description('a finished run as one file that proves itself on any computer').argument('<run-id>', 'id of the run'))
    .requiredOption('--out <capsule.json>', 'the file to be written')
    .action(
      run<{ out: string }>(async ({ out }, io, { json, common }, [runId = '']) => {
        const connection = await connect(common);
        try {
          const { bytes } = await fetchCapsule(connection, runId, io.signal);
          await writeFile(out, bytes).catch((error: unknown) => {
            throw new AppError('INVALID_INPUT', `${out} cannot be written (${String((error as { code?: unknown }).code)}); name a file in a folder that is there.`, { file: out });
          });
          io.out(json ? JSON.stringify({ runId, file: out, bytes: bytes.length }) : `Wrote ${bytes.length} bytes to ${out}. \`tapedeck backtest verify ${basename(out)}\` runs it again anywhere.`);
        } finally {
          await connection.close();
        }
      }),
    );
}

/** `backtest verify FILE`: a capsule is run again and compared; needs no data folder. Ends with 1 where it is not the same. */
export function addBacktestVerify(area: Command, run: Run): void {
  leaf(area.command('verify').description('run a capsule again and compare it byte for byte; a changed candle is named').argument('<capsule>', 'file that `backtest capsule` wrote')).action(
    run(async (_options, io, { json }, [path = '']) => {
      const offline = composeOffline();
      try {
        const check = await offline.capsules.verify(await readWhole(path), io.signal);
        if (json) io.out(JSON.stringify(toDocument(check)));
        else if (check.verdict === 'same') io.out(renderCapsuleCheck(check));
        if (check.verdict === 'same') return;
        io.err(`tapedeck: ${basename(path)}: ${check.message}`);
        return 'failed';
      } finally {
        await offline.dispose();
      }
    }),
  );
}
