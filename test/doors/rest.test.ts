import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { errorStatus } from '../../src/contract/model/error-status.ts';
import { examples } from '../../src/main/transports/rest/examples.ts';
import { contract } from '../../src/contract/api/index.ts';
import { listCalls } from './list-calls.ts';
import { serveRest } from './open-door.ts';

type Schema = { [key: string]: unknown };
type Operation = {
  operationId: string; summary?: string; tags?: string[]; responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
  parameters?: { name: string; in: string; example?: unknown }[]; requestBody?: { content: Record<string, { example?: unknown }> };
};
type Document = { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: Schema; securitySchemes: Schema }; security: unknown };

describe('the REST door', () => {
  let served: Awaited<ReturnType<typeof serveRest>>;
  beforeAll(async () => {
    served = await serveRest();
  });
  afterAll(() => served.close());

  const send = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD', path: string, body?: string, type = 'application/json') => {
    const headers = body === undefined ? {} : { 'content-type': type };
    const response = await served.app.inject({ method, url: `/api/v1${path}`, headers, ...(body === undefined ? {} : { body }) });
    return { status: response.statusCode, type: response.headers['content-type'], body: response.body, json: () => response.json<{ code?: string; message?: string }>() };
  };
  const order = '{"instrumentId":"SIM:ACME","side":"buy","type":"market","quantity":"1"}';

  it('turns the text of a query into numbers and booleans', async () => {
    expect((await send('GET', '/orders?limit=5&openOnly=true')).status).toBe(200);
    expect(await send('GET', '/orders?limit=many').then((answer) => answer.json())).toMatchObject({ code: 'INVALID_INPUT', message: 'limit must be a number, not string.' });
    expect(await send('GET', '/orders?limit=5000').then((answer) => answer.json())).toMatchObject({ message: 'limit must be at most 1000.' });
  });

  it.each(['instrumentIds=SIM:ACME', 'instrumentIds=SIM%3AACME', 'instrumentIds=SIM:ACME&instrumentIds=SIM:BOLT'])('takes the list %s', async (query) => {
    const asked = query.split('&').map((pair) => decodeURIComponent(pair.split('=')[1] as string));
    const watch = vi.spyOn(served.fake.core.market, 'watch');
    const controller = new AbortController();
    const response = await fetch(`${served.url}/api/v1/market/watch?${query}`, { signal: controller.signal });
    expect(response.status).toBe(200);
    expect(watch.mock.calls.at(-1)?.[0]).toEqual(asked);
    controller.abort();
    await expect.poll(() => served.fake.watchers).toBe(0);
    watch.mockRestore();
  });

  it('takes the types of a body as strictly as every other door', async () => {
    const answer = await send('POST', '/data/imports', '{"name":"a.csv","size":"10"}');
    expect([answer.status, answer.json().message]).toEqual([400, 'size must be a number, not string.']);
  });

  it('takes no body for an empty object', async () => {
    expect((await send('POST', '/risk/resume')).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream', 'text/json', ''])(
    'refuses a body of type "%s"',
    async (type) => {
      const before = served.fake.fingerprint();
      const answer = await send('POST', '/orders', order, type);
      expect([answer.status, answer.json().code, answer.json().message]).toEqual([400, 'INVALID_INPUT', 'Send the body as application/json.']);
      expect(served.fake.fingerprint()).toBe(before);
    },
  );

  it('reads 64 KB of a body and no more, 1 MB of a chunk', async () => {
    const large = (size: number): string => `{"uploadId":"a","offset":0,"data":"${'A'.repeat(size)}"}`;
    expect((await send('POST', '/orders', large(70_000))).json()).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('too large') as string });
    expect((await send('POST', '/data/imports/a/chunks', large(80_000))).status).toBe(200);
    expect((await send('POST', '/data/imports/a/chunks', large(1_100_000))).json()).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('too large') as string });
  });

  it('takes a layout of 256 KB, and says how long one may be', async () => {
    const save = (letters: number) => send('POST', '/layouts/large', JSON.stringify({ version: 0, layout: JSON.stringify('x'.repeat(letters - 2)) }));
    expect((await save(256 * 1_024 + 1)).json()).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('at most 262144 letters') as string });
    expect((await save(1_100_000)).json()).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('1 MB for a layout') as string });
    expect((await save(256 * 1_024)).status).toBe(200);
  });

  it('answers a path or a method that is not there like a missing thing', async () => {
    for (const [method, path] of [['GET', '/nope'], ['PUT', '/orders'], ['GET', '/orders/a/b/c'], ['DELETE', '/orders'], ['GET', '/risk/kill'], ['GET', '/orders//cancel']] as const) {
      const answer = await send(method, path);
      expect([path, answer.status, answer.json().code]).toEqual([path, 404, 'NOT_FOUND']);
    }
  });

  it('sends streams as server-sent events that end with their client', async () => {
    const controller = new AbortController();
    const response = await fetch(`${served.url}/api/v1/market/watch?instrumentIds=SIM:ACME`, { signal: controller.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('\n\n', text.indexOf('data:'))) text += (await reader?.read())?.value ?? '';
    expect(text).toMatch(/event: message\ndata: \[\{"instrumentId":"SIM:ACME"/);
    controller.abort();
    await expect.poll(() => served.fake.watchers).toBe(0);
  });

  describe('its OpenAPI document', () => {
    let document: Document;
    const operations = (): [string, Operation][] =>
      Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method.toUpperCase()} ${path}`, operation]));
    beforeAll(async () => {
      document = JSON.parse((await send('GET', '/openapi.json')).body) as Document;
    });

    it('is version 3.1 and asks for a bearer token', () => {
      expect(document.openapi).toMatch(/^3\.1/);
      expect(document.components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
      expect(document.security).toEqual([{ bearer: [] }]);
    });

    it('holds every procedure with its method, path, area, summary and all errors', () => {
      const found = new Map(operations().map(([route, operation]) => [operation.operationId, { route, operation }]));
      for (const call of listCalls()) {
        const { route, operation } = found.get(call.name) ?? {};
        expect(route, call.name).toBe(`${call.method} ${call.route}`);
        expect(operation?.tags).toEqual([call.path[0]]);
        expect(operation?.summary).toBeTruthy();
        expect(Object.keys(operation?.responses ?? {}), call.name).toEqual(expect.arrayContaining(Object.values(errorStatus).map(String)));
        expect(operation?.responses['200']?.content, call.name).toHaveProperty(call.isStream ? ['text/event-stream'] : ['application/json']);
      }
      expect(found.size).toBe(listCalls().length);
    });

    it('refers to nothing that is not in it', () => {
      const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] as string);
      expect(references.length).toBeGreaterThan(50);
      for (const name of references) expect(document.components.schemas).toHaveProperty(name);
    });

    it('shows examples that the contract accepts', () => {
      for (const [name, example] of Object.entries(examples)) {
        const [area, verb] = name.split('.') as [keyof typeof contract, string];
        const { inputSchema, outputSchema } = (contract[area] as unknown as Record<string, { '~orpc': Record<'inputSchema' | 'outputSchema', { parse(value: unknown): unknown }> }>)[verb]?.['~orpc'] ?? {};
        expect(() => inputSchema?.parse({ ...example.path, ...example.query, ...(example.body as object | undefined) }), `${name}: request`).not.toThrow();
        expect(() => outputSchema?.parse(example.response), `${name}: answer`).not.toThrow();
      }
      // Shapes of identifiers that the contract leaves open.
      const text = JSON.stringify(examples);
      const valuesOf = (key: string): string[] => [...text.matchAll(new RegExp(`"${key}":"([^"]*)"`, 'g'))].map((match) => match[1] as string);
      const shapes = { accountId: /^paper-1$/, venueOrderId: /^paper-o\d+$/, uploadId: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, hypothesis: /^[\da-f]{64}$/ };
      for (const [key, shape] of Object.entries(shapes)) {
        expect(valuesOf(key), key).not.toEqual([]);
        for (const value of valuesOf(key)) expect(value, key).toMatch(shape);
      }
      const place = operations().find(([, operation]) => operation.operationId === 'orders.place')?.[1];
      expect(place?.requestBody?.content['application/json']?.example).toMatchObject({ instrumentId: 'SIM:ACME' });
    });
  });

  it('has a page to read, without script, with every procedure', async () => {
    const page = await send('GET', '/docs');
    expect(page.type).toContain('text/html');
    expect(page.body).not.toMatch(/<script|https?:\/\//);
    for (const call of listCalls()) expect(page.body, call.name).toContain(`${call.method} /api/v1${call.route}`);
    expect((await send('GET', '/docs.css')).type).toContain('text/css');
  });
});
