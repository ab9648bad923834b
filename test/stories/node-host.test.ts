import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createManualClock } from '../../src/main/adapters/clock/index.ts';
import { anOrder, startTestHost, type Answer, type Ask, type TestHost } from './node-host-fixture.ts';

let at: TestHost;
beforeEach(async () => {
  at = await startTestHost();
});
afterEach(() => at.close());

const info = '/api/v1/system/info';
const json = { 'content-type': 'application/json' };
const bearer = (): Record<string, string> => ({ authorization: `Bearer ${at.token}` });
const errorOf = (answer: Answer): unknown => (JSON.parse(answer.body) as { code?: unknown }).code;
const place = (ask: Ask): Promise<Answer> => at.ask('/api/v1/orders', { method: 'POST', body: anOrder, ...ask, headers: { ...json, ...ask.headers } });

/** A WebSocket that answers nothing, not even a goodbye. */
const upgradeByHand = async ({ host, program, token }: TestHost): Promise<Socket> => {
  const socket = connect(host.port, '127.0.0.1');
  const lines = ['GET /api/v1/socket HTTP/1.1', `Host: ${program}`, `Authorization: Bearer ${token}`, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  return socket;
};

describe('a program', () => {
  it('is served with the token of the 0600 file, and only with that', async () => {
    expect((statSync(join(at.folder, 'api-token')).mode & 0o777).toString(8)).toBe('600');
    expect((await at.ask(info, { headers: bearer() })).status).toBe(200);
    expect((await place({ headers: bearer() })).status).toBe(200);
    expect(at.orderCount()).toBe(1);
    for (const authorization of ['', 'Bearer ', `Bearer ${at.token}x`, `Bearer ${at.token.slice(1)}`, `Basic ${at.token}`, at.token]) {
      const answer = await at.ask(info, { headers: { authorization } });
      expect([answer.status, errorOf(answer)], `with "${authorization}"`).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  it('is not served with the cookie of a browser, nor with the token in the address', async () => {
    const cookie = await at.login();
    expect((await at.ask(info, { headers: { cookie } })).status).toBe(401);
    expect((await place({ headers: { cookie } })).status).toBe(401);
    expect((await at.ask(`${info}?token=${at.token}`)).status).toBe(401);
    expect(at.orderCount()).toBe(0);
  });

  it('keeps its token from start to start', async () => {
    await at.host.close();
    const again = await startTestHost({ dataFolder: at.folder });
    expect(again.token).toBe(at.token);
    await again.host.close();
  });

  it('gets a new login link for the user, which a browser without one does not', async () => {
    const answer = await at.ask('/login-links', { method: 'POST', headers: bearer() });
    const { pathname, search, host } = new URL((JSON.parse(answer.body) as { url: string }).url);
    expect((await at.ask(pathname + search, { host })).status).toBe(303);
    const cookie = await at.login();
    const asBrowser = await at.ask('/login-links', { method: 'POST', host: at.browser, headers: { cookie, origin: `http://${at.browser}`, 'sec-fetch-site': 'same-origin' } });
    expect(asBrowser.status).toBe(401);
  });
});

describe('a browser', () => {
  it('logs in once with a link, which then is worth nothing', async () => {
    const link = new URL(at.host.url());
    expect(link.hostname).toMatch(/^desk-[0-9a-f]{16}\.localhost$/);
    const first = await at.ask(link.pathname + link.search, { host: link.host });
    expect([first.status, first.headers.location]).toEqual([303, '/']);
    expect(first.headers['set-cookie']?.[0]).toMatch(/; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/);
    const second = await at.ask(link.pathname + link.search, { host: link.host });
    expect([second.status, second.cookie]).toEqual([401, null]);
    expect(second.body).toContain('Run “tapedeck serve” again');
  });

  it('is given another code with every link', () => {
    expect(new Set([at.host.url(), at.host.url(), at.host.url()]).size).toBe(3);
  });

  it.each(['/login', '/login?code=', '/login?code=wrong', '/login?code=a&code=b', '/login?token=x'])('does not log in with %s', async (path) => {
    const answer = await at.ask(path, { host: at.browser });
    expect([answer.status, answer.cookie]).toEqual([401, null]);
    expect(answer.headers['content-type']).toContain('text/html');
  });

  it('does not spend a link by looking at it', async () => {
    const link = new URL(at.host.url());
    await at.ask(link.pathname + link.search, { host: link.host, method: 'HEAD' });
    expect((await at.ask(link.pathname + link.search, { host: link.host })).status).toBe(303);
  });

  it('cannot log in ten minutes later, and is logged out after seven days', async () => {
    const clock = createManualClock();
    const timed = await startTestHost({ clock });
    const late = new URL(timed.host.url());
    const cookie = await timed.login();
    clock.advance(10 * 60_000);
    expect((await timed.ask(late.pathname + late.search, { host: late.host })).status).toBe(401);
    const look = (): Promise<Answer> => timed.ask('/', { host: timed.browser, headers: { cookie } });
    expect((await look()).status).toBe(200);
    clock.advance(7 * 24 * 3_600_000);
    expect((await look()).status).toBe(401);
    const closed = timed.close();
    clock.advance(5_000);
    await closed;
  });

  it('sees the window when logged in, else how to log in', async () => {
    const cookie = await at.login();
    const page = await at.ask('/', { host: at.browser, headers: { cookie } });
    expect([page.status, page.body.includes('window.js')]).toEqual([200, true]);
    const stranger = await at.ask('/', { host: at.browser });
    expect([stranger.status, stranger.body.includes('window.js')]).toEqual([401, false]);
    const lost = await at.ask('/', { headers: { 'sec-fetch-site': 'none' } });
    expect([lost.status, lost.body.includes('This address is for programs')]).toEqual([401, true]);
  });

  it('gets the files of the window when logged in, to be kept, and nothing beside them', async () => {
    const cookie = await at.login();
    const get = (path: string, headers = {}): Promise<Answer> => at.ask(path, { host: at.browser, headers });
    const script = await get('/assets/window.js', { cookie });
    expect([script.status, script.headers['content-type'], script.headers['cache-control']]).toEqual([200, 'application/javascript; charset=utf-8', 'private, max-age=31536000, immutable']);
    expect((await get('/assets/window.js')).status).toBe(401);
    for (const path of ['/assets/', '/assets/../api-token', '/assets/%2e%2e/index.html', '/assets/..%2f..%2fapi-token', '/index.html']) {
      expect([path, (await get(path, { cookie })).status]).toEqual([path, expect.toSatisfy((status: number) => status === 403 || status === 404)]);
    }
  });

  it('hears what to do where the window is not built', async () => {
    const bare = await startTestHost({ windowFolder: join(at.folder, 'nothing') });
    const page = await bare.ask('/', { host: bare.browser, headers: { cookie: await bare.login() } });
    await bare.close();
    expect(page.body).toContain('run “npm start”');
  });

  it('may use the contract from our page, and from no other', async () => {
    const cookie = await at.login();
    const own = { cookie, origin: `http://${at.browser}`, 'sec-fetch-site': 'same-origin' };
    expect((await at.ask(info, { host: at.browser, headers: { cookie, 'sec-fetch-site': 'same-origin' } })).status).toBe(200);
    expect((await place({ host: at.browser, headers: own })).status).toBe(200);
    expect(at.orderCount()).toBe(1);
    const foreign: Record<string, string>[] = [
      { ...own, 'sec-fetch-site': 'cross-site' }, { ...own, 'sec-fetch-site': 'same-site' }, { ...own, origin: 'http://evil.example' },
      { ...own, origin: 'null' }, { ...own, origin: `http://127.0.0.1:${at.host.port}` }, { cookie }, { cookie, 'sec-fetch-site': 'none' },
    ];
    for (const headers of foreign) {
      const answer = await place({ host: at.browser, headers });
      expect([answer.status, errorOf(answer)], JSON.stringify(headers)).toEqual([403, 'FORBIDDEN']);
    }
    expect((await place({ host: at.browser, headers: { ...bearer(), origin: own.origin, 'sec-fetch-site': 'same-origin' } })).status, 'a token instead of the cookie').toBe(401);
    expect(at.orderCount()).toBe(1);
  });
});

describe('every request', () => {
  it.each(['localhost', '[::1]', 'evil.example', 'desk-0000000000000000.localhost'])('to the name %s is refused, even with the token', async (name) => {
    for (const path of [info, '/', '/login', '/favicon.svg', '/nothing']) {
      const answer = await at.ask(path, { host: `${name}:${at.host.port}`, headers: bearer() });
      expect([answer.status, errorOf(answer)], path).toEqual([403, 'FORBIDDEN']);
    }
  });

  it('with a whole address in its first line is refused', async () => {
    expect((await at.ask(`http://evil.example${info}`, { headers: bearer() })).status).toBe(403);
  });

  it('is answered with headers that keep other pages out, errors too', async () => {
    for (const answer of [await at.ask('/', { host: at.browser }), await at.ask(info), await at.ask(info, { host: 'evil.example' }), await at.ask('/nothing', { headers: bearer() })]) {
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY', 'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
      });
      expect(answer.headers['content-security-policy']).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
      expect(answer.headers['content-security-policy']).not.toContain('unsafe');
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control') || name === 'server' || name === 'x-powered-by')).toEqual([]);
    }
  });

  it('that asks for permission from elsewhere gets none', async () => {
    const preflight = { origin: 'http://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
    for (const host of [at.browser, at.program]) {
      const answer = await at.ask('/api/v1/orders', { method: 'OPTIONS', host, headers: preflight });
      expect(answer.status).toBe(403);
    }
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/csp-report', 'text/json', ''])(
    'with a body of type "%s" is refused', async (type) => {
      const answer = await place({ headers: { ...bearer(), 'content-type': type } });
      expect([answer.status, errorOf(answer)]).toEqual([400, 'INVALID_INPUT']);
      expect(at.orderCount()).toBe(0);
    },
  );

  it('may carry 64 KB, a chunk of an import 1 MB, and says so when it is more', async () => {
    const post = (path: string, bytes: number): Promise<Answer> => at.ask(path, { method: 'POST', headers: { ...bearer(), ...json }, body: JSON.stringify({ data: 'x'.repeat(bytes) }) });
    expect((await post('/api/v1/orders', 66_000)).body).toContain('too large');
    expect((await post('/api/v1/data/imports/upload-1/chunks', 700_000)).body).not.toContain('too large');
    expect((await post('/api/v1/data/imports/upload-1/chunks', 1_100_000)).body).toContain('too large');
    expect(at.orderCount()).toBe(0);
  });

  it('that fails is answered as JSON without a stack', async () => {
    const answers = [
      await at.ask('/nothing', { headers: bearer() }),
      await at.ask('/%zz', { headers: bearer() }),
      await at.ask('/api/v1/orders', { method: 'POST', headers: { ...bearer(), ...json }, body: '{"broken' }),
      await at.ask('/api/v1/orders', { method: 'POST', headers: { ...bearer(), ...json }, body: '{"__proto__":{"x":1}}' }),
    ];
    for (const answer of answers) {
      expect(answer.headers['content-type']).toContain('application/json');
      expect(JSON.parse(answer.body)).toMatchObject({ code: expect.any(String), status: answer.status, message: expect.any(String), data: { details: expect.anything() } });
      expect(answer.body).not.toMatch(/\bat .*:\d+|node_modules|\.ts/);
    }
  });

  it('that is no HTTP is answered and cut off', async () => {
    const socket = connect(at.host.port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.write('HELLO\r\n\r\n');
    await once(socket, 'close');
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 400 .*"code":"INVALID_INPUT"/s);
  });

  it('whose head never ends is cut off within fifteen seconds', async () => {
    const slow = connect(at.host.port, '127.0.0.1');
    const drip = setInterval(() => slow.write('x'), 500);
    slow.on('error', () => undefined);
    slow.write(`GET / HTTP/1.1\r\nHost: ${at.program}\r\nx: `);
    slow.resume();
    const before = performance.now();
    await once(slow, 'close');
    clearInterval(drip);
    expect(performance.now() - before).toBeLessThan(15_000);
  });

  it('is counted by member: one that asks too much is told so, another is served', async () => {
    const limited = await startTestHost({ requestsPerTenSeconds: 3 });
    const headers = { authorization: `Bearer ${limited.token}` };
    const cookie = await limited.login();
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await limited.ask(info, { headers })).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await limited.ask(info, { headers });
    expect([errorOf(refused), Number(refused.headers['retry-after'])]).toEqual(['RATE_LIMITED', expect.any(Number)]);
    expect((await limited.ask(info, { host: limited.browser, headers: { cookie } })).status).toBe(200);
    await limited.close();
  });
});

/** The socket, or the status with which it was refused. */
const openSocket = async (host: string, headers: Record<string, string>, path = '/api/v1/socket'): Promise<number | WebSocket> => {
  const socket = new WebSocket(`ws://127.0.0.1:${at.host.port}${path}`, { headers: { host, ...headers } });
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
};

describe('a WebSocket', () => {
  it('opens for a program with the token and for our page with the cookie', async () => {
    const cookie = await at.login();
    for (const socket of [await openSocket(at.program, bearer()), await openSocket(at.browser, { cookie, origin: `http://${at.browser}` })]) {
      expect(socket).toBeInstanceOf(WebSocket);
      (socket as WebSocket).terminate();
    }
  });

  it('opens for nobody else', async () => {
    const cookie = await at.login();
    const own = `http://${at.browser}`;
    const attempts: [string, Record<string, string>, number][] = [
      [at.program, {}, 401],
      [at.program, { cookie }, 401],
      [at.program, { authorization: 'Bearer wrong' }, 401],
      [at.program, { ...bearer(), origin: 'http://evil.example' }, 403],
      [at.browser, { cookie }, 403],
      [at.browser, { cookie, origin: 'http://evil.example' }, 403],
      [at.browser, { cookie, origin: 'null' }, 403],
      [at.browser, { cookie, origin: own, 'sec-fetch-site': 'cross-site' }, 403],
      [at.browser, { origin: own }, 401],
      [at.browser, { ...bearer(), origin: own }, 401],
      [`localhost:${at.host.port}`, { ...bearer() }, 403],
      ['evil.example', { cookie, origin: 'http://evil.example' }, 403],
    ];
    for (const [host, headers, status] of attempts) expect(await openSocket(host, headers), JSON.stringify([host, headers])).toBe(status);
    expect(await openSocket(at.program, bearer(), '/elsewhere')).toBe(404);
    expect(at.orderCount()).toBe(0);
  });

  it('is cut at a message above 1 MB and at broken frames, and the host goes on', async () => {
    const big = (await openSocket(at.program, bearer())) as WebSocket;
    big.send('x'.repeat(1_100_000));
    const [code] = (await once(big, 'close')) as [number];
    expect(code).toBe(1009);
    const broken = await upgradeByHand(at);
    broken.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    await once(broken, 'close');
    expect((await at.ask(info, { headers: bearer() })).status).toBe(200);
  });

  it('does not compress', async () => {
    const socket = (await openSocket(at.program, bearer())) as WebSocket;
    expect(socket.extensions).toBe('');
    socket.terminate();
  });

  it('ends with the session that opened it', async () => {
    const clock = createManualClock();
    const timed = await startTestHost({ clock });
    const cookie = await timed.login();
    const socket = new WebSocket(`ws://127.0.0.1:${timed.host.port}/api/v1/socket`, { headers: { host: timed.browser, cookie, origin: `http://${timed.browser}` } });
    await once(socket, 'open');
    const closed = once(socket, 'close');
    clock.advance(7 * 24 * 3_600_000);
    expect((await closed)[0]).toBe(1008);
    await timed.close();
  });
});

describe('the end', () => {
  it('comes within three seconds, with sockets, streams and idle connections open', async () => {
    const stream = await fetch(`http://${at.program}/api/v1/system/health/watch`, { headers: bearer() });
    const reading = stream.text().catch(() => 'cut');
    const polite = new WebSocket(`ws://${at.program}/api/v1/socket`, { headers: bearer() });
    await once(polite, 'open');
    const deaf = await upgradeByHand(at);
    const goodbye = once(polite, 'close');
    const before = performance.now();
    await at.host.close();
    expect(performance.now() - before).toBeLessThan(3_000);
    expect((await goodbye)[0]).toBe(1001);
    await reading;
    await expect(fetch(`http://${at.program}/`)).rejects.toThrow('fetch failed');
    deaf.destroy();
  });
});

describe('the address', () => {
  it('is this computer alone', async () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.10', 'tapedeck.example']) {
      await expect(startTestHost({ host })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('on this computer only') });
    }
  });

  it('in use by another is refused in one sentence, and nothing stays open', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(startTestHost({ port })).rejects.toMatchObject({ code: 'CONFLICT', message: `Port ${port} is in use by another program; choose another with --port, or leave --port out to get a free one.` });
    await new Promise((resolve) => other.close(resolve));
  });
});
