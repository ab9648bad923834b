import { Command, CommanderError } from 'commander';
import { version } from '../../version.ts';
import { addBacktest } from './commands/backtest.ts';
import { addContractCommands } from './commands/contract-commands.ts';
import { addData } from './commands/data.ts';
import { addDoctor } from './commands/doctor.ts';
import { addFeatures } from './commands/features.ts';
import { addImport } from './commands/import.ts';
import { addIndicators } from './commands/indicators.ts';
import { addMetrics } from './commands/metrics.ts';
import { addOrders } from './commands/orders.ts';
import { addPaper } from './commands/paper.ts';
import { addRegimes } from './commands/regimes.ts';
import { addReplay, addReplayNames } from './commands/replay.ts';
import { addServe } from './commands/serve.ts';
import { addShortcuts } from './commands/shortcuts.ts';
import { addSeriesTests } from './commands/series-tests.ts';
import { addWalkForwardsExport } from './commands/walk-forwards-export.ts';
import { addWalkForwardsStart } from './commands/walk-forwards-start.ts';
import { addSweepsEstimate, addSweepsStart } from './commands/sweeps-start.ts';
import { addStrategies } from './commands/strategies.ts';
import { addVolatility } from './commands/volatility.ts';
import { describeUsage } from './describe-usage.ts';
import { UsageError, type CliIo } from './io.ts';
import { createRun } from './leaf.ts';
import { reportError } from './report-error.ts';

/** Areas whose command has another name than the contract's. */
const areaNames: Readonly<Record<string, string>> = { walkForwards: 'walk-forwards', replays: 'replay', backtests: 'backtest', paperSessions: 'paper' };

/** What each area is about, for the list of commands. */
const areaDescriptions: Readonly<Record<string, string>> = {
  replays: 'play a stretch of bars, trade on it on paper, get a score', backtests: 'test a strategy on bars', indicators: 'technical indicators', features: 'numbers for learning, none of which sees the future', metrics: 'what a series of returns says', regimes: 'bull, bear, volatile, stable: what times a series went through', volatility: 'models of volatility and their forecasts', analysis: 'statistical tests, and statistics at a running workstation', walkForwards: 'parameters chosen on the past and tried on what came after', sweeps: 'many parameters at once over stored bars', strategies: 'strategies that can be run', paperSessions: 'strategies that trade on paper over the live market', orders: 'orders and their fills',
  market: 'instruments, prices and bars', data: 'stored bars; gaps, sessions, splits and dividends of any', portfolio: 'positions and accounts', risk: 'halt and resume trading', system: 'what is running', settings: 'settings of the application', layouts: 'layouts of the window',
  tape: 'the time of the simulated market',
};

/** Runs one command line (without the program's name) and gives its exit code: 0 done, 1 refused or failed, 2 the command line was wrong. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<0 | 1 | 2> {
  let exitCode: 0 | 1 | 2 = 0;
  const fail = (): void => {
    exitCode = 1;
  };
  const run = createRun(io, fail, (error, options) => {
    if (error instanceof UsageError) throw error;
    fail();
    reportError(error, io, options);
  });

  const program = new Command('tapedeck')
    .description('A trading workstation: research, backtests and trading on your own computer.')
    // A command may take a --version of its own: that of the program stands before the command.
    .enablePositionalOptions()
    .version(version, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
      outputError: (text, write) => write(describeUsage(text)),
    });
  const area = (name: string): Command => {
    const commandName = areaNames[name] ?? name;
    return program.commands.find((one) => one.name() === commandName) ?? program.command(commandName).description(areaDescriptions[name] ?? '');
  };

  addServe(program);
  addImport(program, run);
  addBacktest(area('backtests'), run);
  addSweepsStart(area('sweeps'), run);
  addSweepsEstimate(area('sweeps'), run);
  addWalkForwardsStart(area('walkForwards'), run);
  addWalkForwardsExport(area('walkForwards'), run);
  addIndicators(area('indicators'), run);
  addFeatures(area('features'), run);
  addMetrics(area('metrics'), run);
  addData(area('data'), run);
  addVolatility(area('volatility'), run);
  addRegimes(area('regimes'), run);
  addSeriesTests(area('analysis'), run);
  addStrategies(area('strategies'), run);
  addPaper(area('paperSessions'), run);
  addOrders(area('orders'), run);
  addReplay(area('replays'), run);
  addDoctor(program, run);
  addShortcuts(program, run);
  addContractCommands(run, area);
  addReplayNames(area('replays'));

  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    // Commander has already said what was wrong, but not what a command itself found wrong.
    if (error instanceof UsageError) io.err(`tapedeck: ${error.message}`);
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return exitCode;
}
