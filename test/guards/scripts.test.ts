import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { plant, projectRoot } from './plant.ts';

const run = promisify(execFile);

type Outcome = { code: number; stdout: string; stderr: string };

/** Runs a program of Node and gives what it printed, however it ended. */
async function node(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const { npm_execpath: _, ...inherited } = process.env;
  return run(process.execPath, args, { cwd, env: { ...inherited, ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Outcome) => ({ code, stdout, stderr }),
  );
}

/** A checkout with scripts and launcher, on which no set-up has run. */
function freshClone(files: Readonly<Record<string, string>> = {}): string {
  const root = plant(files);
  for (const folder of ['scripts', 'bin']) cpSync(join(projectRoot, folder), join(root, folder), { recursive: true });
  return root;
}

const lockModule = JSON.stringify(join(projectRoot, 'scripts', 'lib', 'lock.mjs'));
const holdLock = (body: string) => `
  import { appendFileSync } from 'node:fs';
  import { withLock } from ${lockModule};
  await withLock('the.lock', { onWait: () => console.log('waits') }, async () => { ${body} });
`;
const logTurn = `appendFileSync('turns', 'in '); await new Promise((next) => setImmediate(next)); appendFileSync('turns', 'out ');`;

describe('the lock between set-ups', { timeout: 60_000 }, () => {
  it('lets one at a time in, and each in the end', async () => {
    const root = plant({ 'take.mjs': holdLock(logTurn) });
    await Promise.all(Array.from({ length: 6 }, () => node(['take.mjs'], root)));
    expect(readFileSync(join(root, 'turns'), 'utf8')).toBe('in out '.repeat(6));
    expect(existsSync(join(root, 'the.lock'))).toBe(false);
  });

  it('is taken over at once from an owner that was killed', async () => {
    const root = plant({ 'hold.mjs': holdLock(`console.log('holds'); await new Promise(() => setInterval(() => {}, 1000));`), 'take.mjs': holdLock(logTurn) });
    const owner = spawn(process.execPath, ['hold.mjs'], { cwd: root });
    await once(owner.stdout, 'data');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(existsSync(join(root, 'the.lock'))).toBe(true);
    const { stdout } = await node(['take.mjs'], root);
    expect(stdout).not.toContain('waits');
    expect(readFileSync(join(root, 'turns'), 'utf8')).toBe('in out ');
  });

  it('is taken over from an owner that has not stirred for long, although its number is in use', async () => {
    const root = plant({ 'the.lock': `${process.pid} from another container`, 'take.mjs': holdLock(logTurn) });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(root, 'the.lock'), longAgo, longAgo);
    await node(['take.mjs'], root);
    expect(readFileSync(join(root, 'turns'), 'utf8')).toBe('in out ');
  });

  it('stays with the one who took it over when its former owner is done', async () => {
    const root = plant({ 'take.mjs': holdLock(`const { writeFileSync } = await import('node:fs'); writeFileSync('the.lock', 'another owner');`) });
    expect((await node(['take.mjs'], root)).code).toBe(0);
    expect(readFileSync(join(root, 'the.lock'), 'utf8')).toBe('another owner');
  });
});

describe('set-up', { timeout: 60_000 }, () => {
  const manifest = {
    'package.json': JSON.stringify({ name: 'clone', version: '1.0.0', dependencies: { zod: '4.6.7' } }),
    'package-lock.json': JSON.stringify({
      name: 'clone', version: '1.0.0', lockfileVersion: 3,
      packages: { '': { name: 'clone', version: '1.0.0', dependencies: { zod: '4.6.7' } }, 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-AAAA' } },
    }),
  };

  it('says in one sentence what failed and what to do when the registry cannot be reached', async () => {
    const root = freshClone(manifest);
    const offline = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_cache: join(root, 'cache'), npm_config_fetch_retries: '0' };
    const { code, stderr } = await node(['scripts/setup.mjs'], root, offline);
    expect(code).toBe(1);
    expect(stderr).toContain('First start: installing packages');
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^Packages could not be installed: npm ci ended with exit code \d+\. .*Check the network/);
    expect(existsSync(join(root, 'out', 'set-up.lock'))).toBe(false);
  });

  it('does nothing where the packages of the lock file are installed', async () => {
    const { code, stdout, stderr } = await node(['scripts/setup.mjs'], projectRoot);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('the launcher', { timeout: 60_000 }, () => {
  it('says how to set up where that has not been done', async () => {
    const { code, stdout, stderr } = await node(['bin/tapedeck.mjs', 'doctor'], freshClone({ 'src/main/cli.ts': '' }));
    expect({ code, stdout, stderr }).toEqual({
      code: 1, stdout: '', stderr: 'Tapedeck is not set up here: run `npm start` or `npm ci` in the project folder once.\n',
    });
  });
});

describe('the closing line of the tests', { timeout: 60_000 }, () => {
  it('stands alone at the end even when nothing could be run', async () => {
    const { code, stdout } = await node(['scripts/test.mjs', 'nonsense'], freshClone());
    expect(code).toBe(1);
    expect(stdout.split('\n').slice(-2)).toEqual(['0 passed, 1 failed, 0 skipped', '']);
    expect(stdout).toContain('There is no kind of test called nonsense.');
  });
});

describe.runIf(process.platform !== 'win32')('a program started by a script', { timeout: 60_000 }, () => {
  const runModule = JSON.stringify(join(projectRoot, 'scripts', 'lib', 'run.mjs'));
  const files = {
    // Says when it runs and when it is asked to stop; ends only then.
    'program.mjs': `import { writeFileSync } from 'node:fs';
      process.on('SIGTERM', () => { writeFileSync('asked', ''); process.exit(3); });
      setInterval(() => {}, 1000);
      console.log('runs');`,
    'script.mjs': `import { runProgram } from ${runModule};
      process.exitCode = await runProgram(process.execPath, ['program.mjs'], { cwd: process.cwd() });`,
    'shell.mjs': `import { spawn } from 'node:child_process';
      spawn(process.execPath, ['script.mjs'], { stdio: 'inherit' });
      setInterval(() => {}, 1000);`,
  };

  it('is asked to stop when the script is, and its exit code becomes the script\'s', async () => {
    const root = plant(files);
    const script = spawn(process.execPath, ['script.mjs'], { cwd: root });
    await once(script.stdout, 'data');
    script.kill('SIGTERM');
    expect(await once(script, 'exit')).toEqual([3, null]);
  });

  it('is asked to stop when whoever started the script was killed', async () => {
    const root = plant(files);
    const shell = spawn(process.execPath, ['shell.mjs'], { cwd: root });
    await once(shell.stdout, 'data');
    shell.kill('SIGKILL');
    await once(shell, 'close'); // Its output closes only when the last of its descendants has ended.
    expect(existsSync(join(root, 'asked'))).toBe(true);
  });
});
