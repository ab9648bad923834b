import type { Command } from 'commander';
import { createStrategies } from '../../../core/strategies/index.ts';
import { leaf, type Run } from '../leaf.ts';
import { formatTable } from '../table.ts';

/** `strategies list`: needs no data folder. */
export function addStrategies(area: Command, run: Run): void {
  leaf(area.command('list').description('every strategy with its parameters and ranges')).action(
    run((_options, io, { json }) => {
      const strategies = createStrategies().list();
      if (json) {
        io.out(
          JSON.stringify(
            strategies.map(({ name, title, family, params, vectorised }) => ({
              name, title, family, vectorised, params: params.map((param) => ({ name: param.name, default: param.default, min: param.min, max: param.max })),
            })),
          ),
        );
        return;
      }
      const rows = strategies.map((one) => [one.name, one.family, one.params.map((param) => `${param.name}=${param.default}`).join(' '), one.title]);
      io.out(formatTable(['name', 'family', 'parameters', 'title'], rows));
    }),
  );
}
