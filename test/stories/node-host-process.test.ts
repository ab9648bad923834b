import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { serve, type Serving } from './node-host-process.ts';

const isReachable = (port: string): Promise<boolean> => fetch(`http://127.0.0.1:${port}/favicon.svg`).then(() => true, () => false);

describe('tapedeck serve as a process', () => {
  let folder: string;
  const started: Serving[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-serve-'));
  });
  afterEach(async () => {
    for (const { child, ended } of started.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (setting: Partial<Parameters<typeof serve>[0]> = {}): Serving => {
    const serving = serve({ dataFolder: folder, ...setting });
    started.push(serving);
    return serving;
  };
  const token = (): string => readFileSync(join(folder, 'api-token'), 'utf8').trim();

  it('prints one line that ends in the link, and answers programs', async () => {
    const serving = start();
    const link = await serving.ready;
    expect(link.hostname).toMatch(/^desk-[0-9a-f]{16}\.localhost$/);
    const answer = await fetch(`http://127.0.0.1:${link.port}/api/v1/system/info`, { headers: { authorization: `Bearer ${token()}` } });
    expect(answer.status).toBe(200);
    serving.child.kill('SIGTERM');
    await serving.ended;
    expect(serving.stdout()).toBe(`Tapedeck is ready: ${link.href}\n`);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends in order and with 0 on %s, also when it comes twice and a socket is open', async (signal) => {
    const serving = start();
    const { port } = await serving.ready;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/socket`, { headers: { authorization: `Bearer ${token()}` } });
    await once(socket, 'open');
    const goodbye = once(socket, 'close');
    serving.child.kill(signal);
    serving.child.kill(signal);
    expect(await serving.ended, serving.stderr()).toEqual({ code: 0, signal: null });
    expect((await goodbye)[0]).toBe(1001);
    expect(await isReachable(port)).toBe(false);
  });

  it('ends with 0 when its launcher is killed', async () => {
    const launcher = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const serving = start({ environment: { TAPEDECK_PARENT: String(launcher.pid) } });
    await serving.ready;
    launcher.kill('SIGKILL');
    expect(await serving.ended, serving.stderr()).toEqual({ code: 0, signal: null });
  });

  it('says in one sentence that a port is taken, and ends with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const serving = start({ args: ['--port', String(port)] });
    expect(await serving.ended).toEqual({ code: 1, signal: null });
    expect(serving.stdout()).toBe('');
    expect(serving.stderr()).toBe(`Port ${port} is in use by another program; choose another with --port, or leave --port out to get a free one.\n`);
    other.close();
  });

  it('refuses a folder in use and gives a new link to the one that uses it', async () => {
    const first = start();
    const { host } = await first.ready;
    const second = start();
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.stdout()).toBe('');
    expect(second.stderr()).toMatch(new RegExp(`in use by another Tapedeck.* Open it here: http://${host}/login\\?code=\\S+\\n$`));
  });

  it.each([['--host', '0.0.0.0'], ['--speed', 'fast'], ['--colour', 'red']])('refuses %s %s with 2', async (...args) => {
    const serving = start({ args });
    expect((await serving.ended).code).toBe(2);
    expect([serving.stdout(), serving.stderr().trimEnd().split('\n').length]).toEqual(['', 1]);
  });

  it('logs an error nobody foresaw, closes in order and ends with 1', async () => {
    const preload = join(folder, 'preload.mjs');
    writeFileSync(preload, "process.on('SIGUSR2', () => void Promise.reject(new Error('nobody foresaw this')));");
    const serving = start({ preload });
    const { port } = await serving.ready;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/socket`, { headers: { authorization: `Bearer ${token()}` } });
    await once(socket, 'open');
    const goodbye = once(socket, 'close');
    serving.child.kill('SIGUSR2');
    expect(await serving.ended).toEqual({ code: 1, signal: null });
    expect((await goodbye)[0]).toBe(1001);
    const logs = readdirSync(join(folder, 'logs')).map((name) => readFileSync(join(folder, 'logs', name), 'utf8')).join('');
    expect(logs).toContain('nobody foresaw this');
  });

  it('leaves nothing in the data folder that others can read', async () => {
    const serving = start();
    await serving.ready;
    const open = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
    expect(open.filter((name) => name.startsWith('logs') || name === 'api-token' || name === 'owner.json')).toEqual([]);
  });
});
