import type { Context, Router } from '../../api/index.ts';
import type { Disposable, Log } from '../../core/kernel/index.ts';

/** What the door needs of a port: worker_threads' and Electron's both have it. */
export type PortDoor = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  close(): void;
};

export type ServePortOptions = { readonly router: Router; readonly context: Context; readonly log: Log };

/** Serves the contract on a port until either side closes it. */
export function servePort(_port: PortDoor, _options: ServePortOptions): Disposable {
  return { dispose() {} };
}
