import type { Command } from '../../app/commands.ts';

/** The command that starts a run. */
export const runLabCommand = (run: () => void): Command =>
  ({ id: 'lab.run', title: 'Run the backtest', group: 'Lab', keys: 'F5', isGlobal: true, words: 'test strategy start', run });
