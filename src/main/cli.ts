import { runCli } from './hosts/cli/run-cli.ts';

const args = process.argv.slice(2);
const isHelp = args.includes('--help') || args.includes('-h');

if ((args[0] === undefined || args[0] === 'serve') && !isHelp) {
  // The workstation has a life of its own: signals, parent and exit codes are its business.
  await import('./serve.ts');
} else {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());

  // A reader that goes away (`tapedeck … | head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

  process.exitCode = await runCli(args, {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    signal: controller.signal,
  });
}
