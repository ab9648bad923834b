import type { WebSocket } from 'ws';
import type { Context, Router } from '../../api/index.ts';
import type { Log } from '../../core/kernel/index.ts';

export type WebSocketDoorOptions = {
  readonly router: Router;
  readonly log: Log;
};

export type WebSocketDoor = {
  /** Serves the contract on a socket until it closes. The host has checked who it is. */
  accept(socket: WebSocket, context: Context): void;
  readonly openSockets: number;
};

export function createWebSocketDoor(_options: WebSocketDoorOptions): WebSocketDoor {
  return { accept: (socket) => socket.close(1013), openSockets: 0 };
}
