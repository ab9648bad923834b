import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { decimalText } from '../../src/contract/model/units.ts';
import { connectToOwner } from '../../src/main/transports/client/index.ts';
import { acme, troubles } from './fake-core.ts';
import { serveWebSockets } from './open-door.ts';
import { failureOf } from './test-transport-contract.ts';

const order = { instrumentId: troubles.silent, side: 'buy', type: 'market', quantity: decimalText('1') } as const;

describe('the command line as a client of the owner', () => {
  let close: () => unknown = () => {};
  afterEach(() => close());

  const listen = async (server: Server): Promise<string> => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    close = () => server.close();
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const serve = async () => {
    const served = await serveWebSockets();
    close = served.close;
    return { ...served, address: { url: `http://127.0.0.1:${served.port}`, token: 'secret' } };
  };

  it('shows the token and comes to the socket of the contract', async () => {
    const seen: unknown[] = [];
    const server = createServer();
    server.on('upgrade', (request, socket) => {
      seen.push(request.url, request.headers.authorization);
      socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
    });
    const url = await listen(server);
    expect(await failureOf(() => connectToOwner({ url, token: 'secret' }))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(seen).toEqual(['/api/v1/socket', 'Bearer secret']);
  });

  it('says that nobody is there', async () => {
    const url = await listen(createServer());
    close();
    expect(await failureOf(() => connectToOwner({ url, token: 'x' }))).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining(url) as string });
  });

  it('gives up on an owner that accepts and says nothing', async () => {
    const server = createServer();
    server.on('upgrade', () => {});
    const url = await listen(server);
    expect(await failureOf(() => connectToOwner({ url, token: 'x' }, { connectTimeoutMs: 100 }))).toMatchObject({ code: 'UNAVAILABLE' });
    server.closeAllConnections();
  });

  it('fails what is open when the owner goes, and what comes after', async () => {
    const { address, server } = await serve();
    const { client } = await connectToOwner(address);
    const stream = await client.market.watch({ instrumentIds: [acme] });
    await stream.next();
    const [call, next] = [failureOf(() => client.orders.place(order)), failureOf(() => stream.next())];
    await client.system.info({});
    for (const socket of server.clients) socket.terminate();
    expect(await call).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('not known') as string });
    expect(await next).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await failureOf(() => client.system.info({}))).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('answers TIMEOUT when the owner swallows a call, and notices its silence', async () => {
    const { address, server } = await serve();
    const { client } = await connectToOwner(address, { timeLimitMs: () => 100, heartbeatMs: 100 });
    for (const socket of server.clients) socket.pause();
    expect(await failureOf(() => client.system.info({}))).toMatchObject({ code: 'TIMEOUT' });
    await expect.poll(() => failureOf(() => client.system.info({})).then(({ code }) => code)).toBe('UNAVAILABLE');
  });

  it('closes for good, twice if need be', async () => {
    const { address, door } = await serve();
    const { client, close: closeClient } = await connectToOwner(address);
    expect((await client.system.info({})).name).toBe('Tapedeck');
    await closeClient();
    await closeClient();
    await expect.poll(() => door.openSockets).toBe(0);
  });
});
