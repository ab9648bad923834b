import type { Command } from 'commander';
import { connect } from '../connect.ts';
import { leaf, type Run } from '../leaf.ts';
import { parseMoment, parseNumber } from '../parse-options.ts';
import { epochMs } from '../../../../contract/model/units.ts';
import { renderComparison, renderMoment } from '../render/index.ts';
import { toDocument } from '../to-document.ts';

type CompareOptions = { onlyDifferent?: true; from?: number; limit?: number };
type MomentOptions = { index?: number; time?: number };

/** `backtest compare A B`: two finished runs trade by trade. */
export function addBacktestCompare(area: Command, run: Run): void {
  leaf(area.command('compare').description('two finished runs trade by trade, with the cause of each difference and where the gap in profit comes from'))
    .argument('<run-id>', 'id of the run from which the gap is counted')
    .argument('<other-run-id>', 'id of the run to which it is counted')
    .option('--only-different', 'leave out trades that are the same in both')
    .option('--from <number>', 'index of the first row', parseNumber)
    .option('--limit <number>', 'how many rows at most, up to 5,000 (1,000)', parseNumber)
    .action(
      run<CompareOptions>(async ({ onlyDifferent = false, from = 0, limit = 1_000 }, io, { json, common }, [runId = '', otherRunId = '']) => {
        const connection = await connect(common);
        try {
          const comparison = await connection.client.backtests.compare({ runId, otherRunId, onlyDifferent, from, limit }, { signal: io.signal });
          io.out(json ? JSON.stringify(toDocument(comparison)) : renderComparison(comparison));
        } finally {
          await connection.close();
        }
      }),
    );
}

/** `backtest moment RUN`: a finished run at one bar. */
export function addBacktestMoment(area: Command, run: Run): void {
  leaf(area.command('moment').description('a finished run at one bar: indicators, orders, cash and equity, and the reason for each fill, refusal and wait'))
    .argument('<run-id>', 'id of the run')
    .option('--index <number>', 'number of the bar, from 0', parseNumber)
    .option('--time <time>', 'instead of a number: the last bar at or before this moment', parseMoment)
    .action(
      run<MomentOptions>(async ({ index, time }, io, { json, common }, [runId = '']) => {
        const connection = await connect(common);
        try {
          const place = { ...(index === undefined ? {} : { index }), ...(time === undefined ? {} : { timeMs: epochMs(time) }) };
          const moment = await connection.client.backtests.moment({ runId, ...place }, { signal: io.signal });
          io.out(json ? JSON.stringify(toDocument(moment)) : renderMoment(moment));
        } finally {
          await connection.close();
        }
      }),
    );
}
