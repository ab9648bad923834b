import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createSystemClock } from './adapters/clock/index.ts';
import { composeWorkstation } from './compose.ts';
import { AppError } from './core/kernel/index.ts';
import { createLifetime, describeStartError, hasScreen, openBrowser, parseServeOptions, startNodeHost, watchParent } from './hosts/node/index.ts';

/** Built beside the program. */
const windowFolder = fileURLToPath(new URL('../window/', import.meta.url));
const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
// Who started us may be gone; nobody to tell is no reason to stop trading.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

const lifetime = createLifetime({ limitMs: 8_000, exit: (code) => process.exit(code), onTrouble: say });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void lifetime.end(0));
const parent = process.env['TAPEDECK_PARENT'];
if (parent !== undefined && parent !== '') watchParent(parent, () => void lifetime.end(0));

let logError = (message: string, error: unknown): void => say(`${message}: ${error instanceof Error ? error.stack : String(error)}`);
for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
  process.on(event, (error: unknown) => {
    logError('an unforeseen error ends Tapedeck', error);
    void lifetime.end(1);
  });
}

try {
  const args = process.argv.slice(2);
  const { port, host: hostName, opensBrowser, ...rest } = parseServeOptions(args[0] === 'serve' ? args.slice(1) : args);
  const workstation = await composeWorkstation({ host: 'node', ...rest });
  lifetime.defer(() => workstation.dispose());
  const { core, router, dataFolder, log, ownership } = workstation;
  logError = (message, error) => log.error(message, { error });

  const host = await startNodeHost({ core, router, dataFolder, log, clock: createSystemClock(), randomBytes, port, host: hostName, windowFolder });
  lifetime.defer(() => host.close());
  ownership.announce(host.programUrl);
  process.stdout.write(`Tapedeck is ready: ${host.url()}\n`);
  if (opensBrowser && hasScreen({ platform: process.platform, environment: process.env })) openBrowser(host.url());
} catch (error) {
  say(await describeStartError(error));
  await lifetime.end(error instanceof AppError && error.code === 'INVALID_INPUT' ? 2 : 1);
}
