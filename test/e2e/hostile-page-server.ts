import { once } from 'node:events';
import { createServer } from 'node:http';

/** A web server of an attacker on this computer: an empty page, and redirects wherever the page wants. */
export async function startHostileServer(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://attacker');
    request.resume();
    if (pathname === '/redirect') {
      response.writeHead(Number(searchParams.get('status')), { location: searchParams.get('to') ?? '/', 'access-control-allow-origin': '*' }).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }).end('<!doctype html><title>Win a prize</title><link rel="icon" href="data:,">');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
