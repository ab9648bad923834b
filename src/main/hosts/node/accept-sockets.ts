import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { errorStatus } from '../../../contract/model/error-status.ts';
import type { ContractError } from '../../api/index.ts';
import { AppError, type Clock, type Log } from '../../core/kernel/index.ts';
import { toRestError } from '../../transports/index.ts';
import { unauthenticated, type Member, type Visitor } from './gate.ts';

export type SocketsOptions = {
  readonly server: Server;
  readonly path: string;
  readonly admit: (request: IncomingMessage) => Visitor;
  readonly accept: (socket: WebSocket, member: Member) => void;
  readonly clock: Clock;
  readonly log: Log;
};

export type Sockets = {
  /** Says goodbye to all, and cuts those who do not answer within `graceMs`. */
  close(graceMs: number): Promise<void>;
};

const payloadLimitBytes = 1_024 * 1_024;
const socketLimit = 64;

/** Opens WebSockets to those the gate lets in; a session's socket ends with the session. */
export function acceptSockets({ server, path, admit, accept, clock, log }: SocketsOptions): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: payloadLimitBytes, perMessageDeflate: false });

  let isClosing = false;

  const checkUpgrade = (request: IncomingMessage): Member => {
    if (isClosing) throw new AppError('UNAVAILABLE', 'Tapedeck is closing.');
    const { door, member } = admit(request);
    if (member === null) throw unauthenticated(door);
    if (request.url?.split('?', 1)[0] !== path) throw new AppError('NOT_FOUND', `WebSockets open at ${path}.`);
    if (sockets.clients.size >= socketLimit) throw new AppError('RATE_LIMITED', `At most ${socketLimit} WebSockets may be open; close one first.`);
    return member;
  };

  const open = (socket: WebSocket, member: Member): void => {
    // Without a listener one broken frame would end the process.
    socket.on('error', () => socket.terminate());
    if (member.remainingMs !== null) {
      const expiry = clock.after(member.remainingMs, () => socket.close(1008, 'the session has expired'));
      socket.once('close', () => expiry.dispose());
    }
    accept(socket, member);
  };

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    try {
      const member = checkUpgrade(request);
      sockets.handleUpgrade(request, stream, head, (socket) => open(socket, member));
    } catch (error) {
      refuseUpgrade(stream, toRestError(error, log));
    }
  });

  return {
    async close(graceMs) {
      isClosing = true;
      const all = [...sockets.clients];
      const ended = all.map((socket) => new Promise<void>((resolve) => void socket.once('close', () => resolve())));
      for (const socket of all) socket.close(1001, 'Tapedeck is closing');
      const cut = clock.after(graceMs, () => all.forEach((socket) => socket.terminate()));
      await Promise.all(ended);
      cut.dispose();
      sockets.close();
    },
  };
}

function refuseUpgrade(stream: Duplex, error: ContractError): void {
  const body = JSON.stringify(error);
  stream.once('finish', () => stream.destroy());
  stream.end(
    `HTTP/1.1 ${errorStatus[error.code]} ${error.code}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
