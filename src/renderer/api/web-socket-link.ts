import type { Frame, Link } from './link.ts';

export type WebSocketLinkOptions = {
  /** Such as ws://desk-….localhost:41234/api/v1/socket. */
  readonly url: string;
  /** The browser's own when left out. */
  readonly WebSocket?: typeof WebSocket;
};

const openState = 1;

/** Reaches the application over a WebSocket. */
export function webSocketLink({ url, WebSocket: Socket = WebSocket }: WebSocketLinkOptions): Link {
  return {
    open({ onOpen, onFrame, onClose }) {
      const socket = new Socket(url);
      socket.binaryType = 'arraybuffer';
      socket.addEventListener('open', onOpen);
      socket.addEventListener('message', ({ data }: MessageEvent<Frame>) => onFrame(data));
      // A socket that fails also closes, but says why only in the browser's own log; without a listener Node would end.
      socket.addEventListener('error', () => {});
      socket.addEventListener('close', onClose);
      return {
        send(frame) {
          if (socket.readyState === openState) socket.send(frame as string | Uint8Array<ArrayBuffer>);
        },
        close: () => socket.close(),
      };
    },
  };
}
