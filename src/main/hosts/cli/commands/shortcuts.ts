import { Option, type Command } from 'commander';
import { connect } from '../connect.ts';
import { leaf, type Run } from '../leaf.ts';
import { formatNumber, formatTable } from '../table.ts';
import { killAndWait } from './wait-for-orders.ts';

/** `positions`, `accounts` and `kill`: procedures that people type often, under short names. */
export function addShortcuts(program: Command, run: Run): void {
  leaf(program.command('positions').description('what is held, with profit and loss')).action(
    run(async (_options, io, { json, common }) => {
      const connection = await connect(common);
      try {
        const positions = await connection.client.portfolio.positions({});
        if (json) return io.out(JSON.stringify(positions));
        const rows = positions.map((one) => [one.instrumentId, one.quantity, one.averagePrice ?? '–', formatNumber(one.markPrice), formatNumber(one.unrealisedPnl), one.realisedPnl]);
        io.out(rows.length === 0 ? 'Nothing is held.' : formatTable(['instrument', 'quantity', 'average', 'mark', 'unrealised', 'realised'], rows));
      } finally {
        await connection.close();
      }
    }),
  );

  leaf(program.command('accounts').description('accounts with cash, equity and buying power')).action(
    run(async (_options, io, { json, common }) => {
      const connection = await connect(common);
      try {
        const accounts = await connection.client.portfolio.accounts({});
        if (json) return io.out(JSON.stringify(accounts));
        const rows = accounts.map((one) => [
          one.accountId, one.mode, one.balances.map((balance) => `${balance.cash} ${balance.currency}`).join(', '), formatNumber(one.equity), one.buyingPower,
        ]);
        io.out(formatTable(['account', 'mode', 'cash', 'equity', 'buying power'], rows));
      } finally {
        await connection.close();
      }
    }),
  );

  leaf(program.command('kill').description('halt trading and cancel every open order'))
    .addOption(new Option('--reason <text>', 'why').default('stopped by hand'))
    .action(
      run<{ reason: string }>(async ({ reason }, io, { json, common }) => {
        const connection = await connect(common);
        try {
          const status = await killAndWait(connection.client, () => connection.client.risk.kill({ reason }), io.signal);
          io.out(json ? JSON.stringify(status) : `Trading is halted: ${status.reason}. "tapedeck risk resume" lets orders through again.`);
        } finally {
          await connection.close();
        }
      }),
    );
}
