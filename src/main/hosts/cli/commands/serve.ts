import type { Command } from 'commander';

/** `serve` for the help texts; the program hands it to the workstation's own entry before commands are read. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('the workstation on this computer, for the browser and for programs')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', '0')
    .option('--host <name>', 'name or address of this computer to listen on', '127.0.0.1')
    .option('--data-dir <folder>', 'data folder')
    .option('--seed <number>', 'seed of the simulated market')
    .option('--speed <factor>', 'simulated time per real time; as it was left where nothing is said')
    .option('--no-open', 'do not open the browser');
}
