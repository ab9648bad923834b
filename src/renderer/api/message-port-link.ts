import type { Frame, Link } from './link.ts';

/** What the link needs of a port; the DOM's and worker_threads' both have it. */
export type LinkPort = {
  postMessage(message: Frame): void;
  addEventListener(name: 'message', listener: (event: { readonly data: Frame }) => void): void;
  addEventListener(name: 'close', listener: () => void): void;
  start(): void;
  close(): void;
};

/** Reaches the application over a MessagePort. `openPort` asks the host for one; after a loss it is asked for another. */
export function messagePortLink(openPort: () => Promise<LinkPort>): Link {
  return {
    open({ onOpen, onFrame, onClose }) {
      let port: LinkPort | null = null;
      let isClosed = false;
      const attach = (fresh: LinkPort): void => {
        if (isClosed) return fresh.close();
        port = fresh;
        fresh.addEventListener('message', ({ data }) => onFrame(data));
        fresh.addEventListener('close', onClose);
        fresh.start();
        onOpen();
      };
      openPort().then(attach, onClose);
      return {
        send: (frame) => port?.postMessage(frame),
        close() {
          isClosed = true;
          port?.close();
        },
      };
    },
  };
}
