import { createORPCClient } from '@orpc/client';
import { StandardRPCLink } from '@orpc/client/standard';
import type { ContractRouterClient } from '@orpc/contract';
import { ClientPeer } from '@orpc/standard-server-peer';
import { WebSocket } from 'ws';
import { getTimeLimitMs, type Contract } from '../../../contract/api/index.ts';
import { contractError, isContractError } from '../../api/index.ts';
import { AppError } from '../../core/kernel/index.ts';
import { startHeartbeat } from '../peer/index.ts';
import { toFrame } from '../websocket/to-frame.ts';

export type OwnerAddress = {
  /** Where programs reach it, such as http://127.0.0.1:41234. */
  readonly url: string;
  readonly token: string;
};

export type OwnerConnection = {
  readonly client: ContractRouterClient<Contract>;
  close(): Promise<void>;
};

export type ConnectOptions = {
  readonly connectTimeoutMs?: number;
  readonly heartbeatMs?: number;
  readonly timeLimitMs?: (path: readonly string[]) => number;
};

/** The owner answers its own time-outs first. */
const graceMs = 3_000;
const closeGraceMs = 1_000;

/**
 * Becomes a client of the workstation that owns the data folder: the same contract and the same errors as in process. For a command
 * that runs once: a lost connection fails what is open with UNAVAILABLE and is not made again.
 */
export async function connectToOwner({ url, token }: OwnerAddress, options: ConnectOptions = {}): Promise<OwnerConnection> {
  const { connectTimeoutMs = 5_000, heartbeatMs = 5_000, timeLimitMs = (path) => getTimeLimitMs(path) + graceMs } = options;
  const socket = await openSocket(url, token, connectTimeoutMs);
  const peer = new ClientPeer((frame) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(frame);
  });
  const heartbeat = startHeartbeat(heartbeatMs, () => socket.ping(), () => socket.terminate());
  socket.on('pong', heartbeat.beat);
  socket.on('message', (data, isBinary) => {
    heartbeat.beat();
    peer.message(toFrame(data, isBinary)).catch(() => socket.terminate());
  });
  socket.once('close', () => {
    heartbeat.stop();
    peer.close({ reason: lost(url) });
  });

  const send = async (request: Parameters<ClientPeer['request']>[0]): ReturnType<ClientPeer['request']> => {
    if (socket.readyState !== WebSocket.OPEN) throw lost(url);
    return peer.request(request);
  };
  const link = new StandardRPCLink(
    {
      async call(request) {
        const response = await send(request);
        return { ...response, body: () => Promise.resolve(response.body) };
      },
    },
    {
      url: 'http://orpc',
      interceptors: [
        async ({ next, path, signal, ...call }) => {
          const limit = new AbortController();
          const timer = setTimeout(() => limit.abort(silent(path)), timeLimitMs(path));
          try {
            return await next({ ...call, path, signal: signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]) });
          } catch (error) {
            if (signal?.aborted === true || isContractError(error)) throw error;
            throw contractError('UNAVAILABLE', 'The answer of the workstation cannot be read.', {}, error);
          } finally {
            clearTimeout(timer);
          }
        },
      ],
    },
  );
  return { client: createORPCClient(link), close: () => closeSocket(socket) };
}

function openSocket(url: string, token: string, timeoutMs: number): Promise<WebSocket> {
  const address = `${url.replace(/^http/, 'ws').replace(/\/$/, '')}/api/v1/socket`;
  const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` }, perMessageDeflate: false, handshakeTimeout: timeoutMs });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      reject(response.statusCode === 401 ? refusedToken(url) : unreachable(url, `it answered with status ${response.statusCode}`));
    });
    socket.on('error', (error) => reject(unreachable(url, error.message)));
  });
}

function closeSocket(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState === WebSocket.CLOSED) return resolve();
    const cut = setTimeout(() => socket.terminate(), closeGraceMs);
    socket.once('close', () => {
      clearTimeout(cut);
      resolve();
    });
    socket.close();
  });
}

const unreachable = (url: string, reason: string): AppError =>
  new AppError('UNAVAILABLE', `The workstation at ${url} cannot be reached: ${reason}. Stop it or start it anew.`);
const refusedToken = (url: string): AppError =>
  new AppError('UNAUTHENTICATED', `The workstation at ${url} does not accept the token of its data folder; start it anew.`);
const lost = (url: string) =>
  contractError('UNAVAILABLE', `The connection to the workstation at ${url} was lost before the answer came; whether it was done is not known, so look before you repeat it.`);
const silent = (path: readonly string[]) =>
  contractError('TIMEOUT', `The workstation did not answer ${path.join('.')} in time; whether it was done is not known, so look before you repeat it.`);
