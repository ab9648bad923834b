import type { Command } from 'commander';
import { connect } from '../connect.ts';
import { leaf, type Run } from '../leaf.ts';
import { renderBacktest } from '../render/index.ts';
import { toDocument } from '../to-document.ts';

/** `backtest result RUN`: what came of a recorded run. */
export function addBacktestResult(area: Command, run: Run): void {
  leaf(area.command('result').description('metrics, trades, fills and equity of a finished run').argument('<run-id>', 'id of the run')).action(
    run(async (_options, io, { json, common }, [runId = '']) => {
      const connection = await connect(common);
      try {
        const result = await connection.client.backtests.result({ runId }, { signal: io.signal });
        io.out(json ? JSON.stringify(toDocument(result)) : renderBacktest(result));
      } finally {
        await connection.close();
      }
    }),
  );
}
