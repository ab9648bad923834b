import type { WebSocket } from 'ws';
import type { Context, Router } from '../../api/index.ts';
import type { Log } from '../../core/kernel/index.ts';
import { createPeerServer, pingFrame, startHeartbeat } from '../peer/index.ts';
import { SocketChannel } from './socket-channel.ts';
import { toFrame } from './to-frame.ts';

export type WebSocketDoorOptions = {
  readonly router: Router;
  readonly log: Log;
  /** Bytes of the largest message that is read; the host gives its server the same limit. */
  readonly maxPayload?: number;
  /** Bytes that may wait for a slow reader before its streams are slowed down. */
  readonly maxBuffered?: number;
  readonly heartbeatMs?: number;
};

export type WebSocketDoor = {
  /** Serves the contract on a socket until it closes. The host has checked who it is. */
  accept(socket: WebSocket, context: Context): void;
  readonly openSockets: number;
};

const megabyte = 1_024 * 1_024;
/** A client that was told goodbye and does not answer is cut off after this long. */
const closeGraceMs = 2_000;

/** The contract over WebSockets. A stalled, broken or hostile client costs a bounded amount of memory and its own connection. */
export function createWebSocketDoor(options: WebSocketDoorOptions): WebSocketDoor {
  const { router, log, maxPayload = megabyte, maxBuffered = megabyte, heartbeatMs = 15_000 } = options;
  const server = createPeerServer({ router, log });
  let openSockets = 0;

  return {
    get openSockets() {
      return openSockets;
    },
    accept(socket, context) {
      openSockets += 1;
      const channel = new SocketChannel(socket, maxBuffered);
      const peer = server.serve(
        { send: (frame) => channel.send(frame), refuse: (reason) => (channel.refuse(reason), cutLater(socket)) },
        context,
      );
      // Browsers answer the protocol's own ping by themselves.
      const heartbeat = startHeartbeat(heartbeatMs, () => socket.ping(), () => socket.terminate());

      socket.on('pong', heartbeat.beat);
      socket.on('message', (data, isBinary) => {
        heartbeat.beat();
        const frame = toFrame(data, isBinary);
        if (frame.length > maxPayload) return socket.close(1009, `at most ${maxPayload} bytes a message`);
        if (frame === pingFrame) return channel.answerPing();
        peer.receive(frame);
      });
      // Without a listener one broken frame would end the process.
      socket.on('error', () => socket.terminate());
      socket.once('close', () => {
        openSockets -= 1;
        heartbeat.stop();
        peer.end();
      });
    },
  };
}

function cutLater(socket: WebSocket): void {
  const timer = setTimeout(() => socket.terminate(), closeGraceMs);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
}
