import type { Command } from 'commander';
import type { StrategyInfo } from '../../../../contract/model/strategy.ts';
import { composeOffline } from '../../../compose-offline.ts';
import { leaf, type Run } from '../leaf.ts';
import { formatTable } from '../table.ts';

/** `strategies list`: of the data folder only the strategies are read, which needs nobody's leave. */
export function addStrategies(area: Command, run: Run): void {
  leaf(area.command('list').description('every strategy with its parameters and ranges')).action(
    run<{ dataDir?: string }>(async ({ dataDir }, io, { json }) => {
      const strategies = await listStrategies(dataDir);
      if (json) {
        io.out(
          JSON.stringify(
            strategies.map(({ name, title, family, params, vectorised, symbols, file, problem }) => ({
              name, title, family, vectorised, ...(symbols === undefined ? {} : { symbols }), ...(file === undefined ? {} : { file }), ...(problem === undefined ? {} : { problem }), params: params.map((param) => ({ name: param.name, default: param.default, min: param.min, max: param.max })),
            })),
          ),
        );
        return;
      }
      const rows = strategies.map((one) => [one.name, one.family, one.params.map((param) => `${param.name}=${param.default}`).join(' '), one.title]);
      io.out(formatTable(['name', 'family', 'parameters', 'title'], rows));
      for (const { problem } of strategies) if (problem !== undefined) io.err(`tapedeck: ${problem}`);
    }),
  );
}

async function listStrategies(dataDir: string | undefined): Promise<readonly StrategyInfo[]> {
  const offline = composeOffline(dataDir === undefined ? {} : { dataDir });
  try {
    return await offline.strategies.list();
  } finally {
    await offline.dispose();
  }
}
