import { StandardRPCHandler } from '@orpc/server/standard';
import {
  decodeRequestMessage, encodeResponseMessage, experimental_ServerPeerWithoutCodec as ServerPeer, MessageType, type DecodedRequestMessage,
  type ServerPeerHandleRequestFn,
} from '@orpc/standard-server-peer';
import { contractError, type Context, type ContractError, type Router } from '../../api/index.ts';
import type { Log } from '../../core/kernel/index.ts';
import { answerUnreadable } from '../answer-unreadable.ts';
import { ChannelClosedError, type Channel, type Frame } from './channel.ts';

export type PeerServerOptions = { readonly router: Router; readonly log: Log };

/** One client being served. */
export type Peer = {
  /** Takes a frame of the client; never throws. */
  receive(frame: Frame): void;
  /** Aborts every call and stream; nothing is sent any more. */
  end(): void;
  /** Calls and streams that are not finished. */
  readonly openCalls: number;
};

export type PeerServer = { serve(channel: Channel, context: Context): Peer };

/** Calls and streams that one client may have open; more are answered RATE_LIMITED, twice as many end the connection. */
const openCallLimit = 256;
const maxIdLength = 64;

type Answer = Awaited<ReturnType<ServerPeerHandleRequestFn>>;

const toAnswer = (error: ContractError): Answer => ({ status: error.status, headers: {}, body: { json: error.toJSON() } });

/** Serves the router to clients that speak oRPC's message protocol over any channel. A frame that cannot be read ends its channel. */
export function createPeerServer({ router, log }: PeerServerOptions): PeerServer {
  const handler = new StandardRPCHandler<Context>(router, { interceptors: [answerUnreadable] });

  const call = async (request: Parameters<ServerPeerHandleRequestFn>[0], context: Context): Promise<Answer> => {
    const { response } = await handler.handle({ ...request, body: () => Promise.resolve(request.body) }, { context });
    return response ?? toAnswer(contractError('NOT_FOUND', `There is no procedure ${request.url.pathname.slice(1, 81)}.`));
  };

  return {
    serve(channel, context) {
      let hasEnded = false;
      let openCalls = 0;
      // Frames are decoded one after the other, so that a cancel cannot overtake its call.
      let turn: Promise<void> = Promise.resolve();
      const peer = new ServerPeer(async ([id, type, payload]) => channel.send((await encodeResponseMessage(id, type, payload)) as Frame));

      const refuse = (reason: string): void => {
        if (hasEnded) return;
        log.warn('a client was sent away', { who: context.session.who, reason });
        end();
        channel.refuse(reason);
      };
      const end = (): void => {
        hasEnded = true;
        peer.close();
      };

      const answer = async (message: DecodedRequestMessage): Promise<void> => {
        const isCall = message[1] === MessageType.REQUEST;
        const isBusy = isCall && openCalls >= openCallLimit;
        if (openCalls >= 2 * openCallLimit) return refuse('too many calls at once');
        if (isCall) openCalls += 1;
        try {
          await peer.message(message, (request) => (isBusy ? Promise.resolve(toAnswer(tooManyCalls())) : call(request, context)));
        } catch (error) {
          if (!hasEnded && !(error instanceof ChannelClosedError)) log.error('an answer could not be sent', { who: context.session.who, error });
        } finally {
          if (isCall) openCalls -= 1;
        }
      };

      const read = async (frame: Frame): Promise<void> => {
        if (hasEnded) return;
        const message = await decode(frame);
        if (message === null) refuse('a message cannot be read');
        else if (!hasEnded) void answer(message);
      };

      return {
        receive(frame) {
          turn = turn.then(() => read(frame));
        },
        end,
        get openCalls() {
          return openCalls;
        },
      };
    },
  };
}

const tooManyCalls = (): ContractError =>
  contractError('RATE_LIMITED', `At most ${openCallLimit} calls and streams may be open on one connection; wait for answers or close streams.`, { limit: openCallLimit });

/** The message in a frame; null when there is none. */
async function decode(frame: Frame): Promise<DecodedRequestMessage | null> {
  try {
    const message = await decodeRequestMessage(frame);
    return typeof message[0] === 'string' && message[0].length <= maxIdLength ? message : null;
  } catch {
    return null;
  }
}
