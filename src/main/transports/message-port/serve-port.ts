import type { Context, Router } from '../../api/index.ts';
import { toDisposable, type Disposable, type Log } from '../../core/kernel/index.ts';
import { createPeerServer, pingFrame, pongFrame, startHeartbeat, type Frame } from '../peer/index.ts';
import { PortChannel } from './port-channel.ts';

/** What the door needs of a port: worker_threads' and Electron's both have it. */
export type PortDoor = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start?(): void;
  close(): void;
};

export type ServePortOptions = {
  readonly router: Router;
  readonly context: Context;
  readonly log: Log;
  readonly heartbeatMs?: number;
};

const maxFrameLength = 1_024 * 1_024;

/** Serves the contract on a port until either side closes it. Nothing that arrives can throw. */
export function servePort(port: PortDoor, { router, context, log, heartbeatMs = 15_000 }: ServePortOptions): Disposable {
  const channel = new PortChannel(port);
  const peer = createPeerServer({ router, log }).serve(channel, context);
  const heartbeat = startHeartbeat(heartbeatMs, () => channel.ping(), () => port.close());
  const end = toDisposable(() => {
    heartbeat.stop();
    channel.close();
    peer.end();
  });

  port.on('message', (message) => {
    heartbeat.beat();
    const frame = toFrame(message);
    if (frame === null) channel.refuse();
    else if (frame === pongFrame) channel.pong();
    else if (frame === pingFrame) channel.answerPing();
    else peer.receive(frame);
  });
  port.on('close', () => end.dispose());
  port.start?.();

  return toDisposable(() => {
    end.dispose();
    port.close();
  });
}

/** Text or bytes of a message, also out of Electron's event; null for anything else and for what is too large. */
function toFrame(message: unknown): Frame | null {
  const data: unknown = typeof message === 'object' && message !== null && 'data' in message ? message.data : message;
  if (typeof data === 'string') return data.length <= maxFrameLength ? data : null;
  if (data instanceof ArrayBuffer) return data.byteLength <= maxFrameLength ? new Uint8Array(data) : null;
  if (data instanceof Uint8Array && data.buffer instanceof ArrayBuffer) return data.byteLength <= maxFrameLength ? new Uint8Array(data) : null;
  return null;
}
