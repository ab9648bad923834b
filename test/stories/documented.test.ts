import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import { SimMarket } from '../../src/quant/sim-market/index.ts';
import { serve } from './node-host-process.ts';
import { runTapedeck } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const dayMs = 86_400_000;
const market = new SimMarket(11);
const root = join(import.meta.dirname, '../..');
const folder = useTemporaryFolder();
const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** The blocks of a page in a language; '' for those without one. */
const blocksOf = (page: string, language = ''): string[] => Array.from(read(page).matchAll(/^```(\w*)\n(.*?)^```$/gms)).filter((match) => match[1] === language).map((match) => match[2] ?? '');

/** The words of a command as a shell would split them. */
const splitWords = (line: string): string[] => Array.from(line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g), (match) => match[1] ?? match[2] ?? match[3] ?? '');

/** A word of a command; a file that the pages speak of with its place, also behind a symbol and as `1/` of it. */
const locate = (word: string): string => {
  const [, before = '', said = word] = /^(\w+=(?:1\/)?)(.+)$/.exec(word) ?? [];
  const [name = '', ...rest] = said.split(':');
  return before + [files.get(name) ?? name, ...rest].join(':');
};

/** Every command of a page, without the program's name. `serve` lasts; a test of its own starts it. */
const commandsOf = (page: string): string[][] =>
  blocksOf(page).flatMap((block) => block.split('\n')).filter((line) => /^(npx )?tapedeck /.test(line)).map((line) => splitWords(line.replace(/^(npx )?tapedeck /, ''))).filter(([first]) => first !== 'serve');

/** The files that the pages speak of, by their names there. */
const files = new Map<string, string>();
const put = (name: string, lines: readonly string[]): void => {
  files.set(name, join(folder(), name));
  writeFileSync(join(folder(), name), lines.join('\n'));
};

/** Bars of the simulated market as the lines of a file. */
const barLines = (id: string, timeframeMs: number, count: number): string[] => {
  const { time, open, high, low, close, volume } = market.bars(instrumentId(id), timeframeMs, Date.UTC(2026, 0, 1), count);
  const writeTime = (ms: number): string => new Date(ms).toISOString().slice(0, timeframeMs < dayMs ? 16 : 10);
  return ['date,open,high,low,close,volume', ...Array.from(time, (ms, i) => [writeTime(ms), open[i], high[i], low[i], close[i], volume[i]].join(','))];
};

beforeAll(() => {
  const days = barLines('SIM:ACME', dayMs, 250);
  const dates = days.slice(1).map((line) => line.slice(0, 10));
  put('GOOG.csv', days);
  put('AAPL.csv', barLines('SIM:BYTE', dayMs, 250));
  put('GOOG-1h.csv', barLines('SIM:ACME', 3_600_000, 2_000));
  put('USDEUR.csv', ['date,open,high,low,close,volume', ...dates.map((date, i) => [date, ...Array.from({ length: 4 }, () => (0.9 + Math.sin(i / 30) / 20).toFixed(4)), 0].join(','))]);
  put('GOOG-actions.csv', ['date,type,value', `${dates[40]},dividend,0.47`, `${dates[90]},split,2:1`]);
  put('RATES.csv', ['known_at,time,value,jobless', '2026-01-20,2025-12-31,5.25,4.1', '2026-02-18T13:30:00Z,2026-01-31,5,4.2']);
  put('ACTIONS.csv', ['date,type,value', '2026-01-20,dividend,0.47', '2026-03-27,split,2:1']);
  put('RETURNS.csv', ['date,fund,other,index,held', ...dates.slice(1).map((date, i) => [date, Math.sin(i) / 100, Math.cos(i) / 90, Math.sin(3 * i) / 80, i % 3].join(','))]);
});

/** A command is a process; alone it takes a second, on a busy machine a few. */
const commandLimitMs = 8_000;

describe.each(['README.md', 'docs/command-line.md'])('the commands of %s', (page) => {
  it('do what they say, one after the other', async () => {
    const home = join(folder(), page.replaceAll(/\W/g, '-'));
    const commands = commandsOf(page);
    expect(commands.length, 'the page shows commands').toBeGreaterThan(4);
    for (const command of commands) {
      const { exitCode, out, err } = await runTapedeck(command.map(locate), home);
      expect([exitCode, out === ''], `${command.join(' ')}: ${err}`).toEqual([0, false]);
    }
  }, commandsOf(page).length * commandLimitMs);
});

describe('the page for programs', () => {
  it('has an example for the WebSocket that works, and frames as they are', async () => {
    const home = join(folder(), 'programs');
    const [example = ''] = blocksOf('docs/programs.md', 'js');
    const serving = serve({ dataFolder: home });
    // Inside the project, so that its packages are found as by a program that has installed them.
    const script = join(root, 'out', 'test', `example-${process.pid}.mjs`);
    try {
      const { port } = await serving.ready;
      const token = readFileSync(join(home, 'api-token'), 'utf8').trim();
      mkdirSync(join(root, 'out', 'test'), { recursive: true });
      writeFileSync(script, example);
      const environment = { ...process.env, TAPEDECK_URL: `http://127.0.0.1:${port}`, TAPEDECK_TOKEN: token };
      const { stdout } = await promisify(execFile)(process.execPath, [script], { env: environment, timeout: 60_000 });
      expect(stdout).toMatch(/^ord-\w+ filled\nSIM:ORBUSD [\d.]+\nNOT_FOUND There is no order none\.\n$/);

      const frames = await speak(`ws://127.0.0.1:${port}/api/v1/socket`, token, documentedFrames());
      expect(frames).toEqual([
        { i: '1', p: { b: { json: expect.objectContaining({ status: 'sent' }) as unknown } } },
        { i: '2', p: { s: 404, b: { json: expect.objectContaining({ code: 'NOT_FOUND', message: 'There is no order none.' }) as unknown } } },
        { i: '3', p: { h: { 'content-type': 'text/event-stream' } } },
        { i: '3', t: 3, p: { e: 'message', d: { json: [expect.objectContaining({ instrumentId: 'SIM:ORBUSD' })] } } },
      ]);
    } finally {
      rmSync(script, { force: true });
      serving.child.kill('SIGKILL');
      await serving.ended;
    }
  });
});

/** The frames that the page sends, as far as each is answered. */
const documentedFrames = (): string[] =>
  blocksOf('docs/programs.md').flatMap((block) => block.split('\n')).flatMap((line) => /^→ (\{.*"p".*\})/.exec(line)?.[1] ?? []);

/** Sends the frames one after the other, each after the answer to the one before, and gives the answers; two of the last, a stream. */
async function speak(url: string, token: string, sent: readonly string[]): Promise<unknown[]> {
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
  const answers: unknown[] = [];
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => socket.send(sent[0] ?? ''));
    socket.on('message', (data: Buffer) => {
      answers.push(JSON.parse(data.toString()));
      const next = sent[answers.length];
      if (next !== undefined) socket.send(next);
      if (answers.length <= sent.length) return;
      socket.terminate();
      resolve(answers);
    });
  });
}
