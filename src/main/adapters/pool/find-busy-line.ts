import { Session } from 'node:inspector';
import type { Clock } from '../../core/kernel/index.ts';
import { guestUrl } from '../../workers/compute/guest/guest-url.ts';

/** A thread that has not stopped by then is not waited for any longer. */
const patienceMs = 3_000;

type WorkerMessage = {
  readonly method?: string;
  readonly params?: {
    readonly url?: string;
    readonly scriptId?: string;
    readonly callFrames?: readonly { readonly location: { readonly scriptId: string; readonly lineNumber: number } }[];
  };
};

/**
 * The line of a strategy's code at which a thread is, found by halting it for a moment as a debugger would; null where it is somewhere else or
 * cannot be halted. The thread goes on afterwards: whoever asks is about to end it.
 */
export function findBusyLine(threadId: number, clock: Clock): Promise<number | null> {
  return new Promise((resolve) => {
    const session = new Session();
    let sessionId: string | null = null;
    const tooLate = clock.after(patienceMs, () => finish(null));

    const send = (to: string, id: number, method: string): void =>
      session.post('NodeWorker.sendMessageToWorker', { sessionId: to, message: JSON.stringify({ id, method, params: {} }) });

    function finish(line: number | null): void {
      tooLate.dispose();
      try {
        // Without leaving in this order a halted thread stays halted, and cannot even be ended.
        if (sessionId !== null) {
          send(sessionId, 3, 'Debugger.disable');
          session.post('NodeWorker.detach', { sessionId });
        }
        session.disconnect();
      } catch {
        // The thread ended meanwhile.
      }
      resolve(line);
    }

    const scripts = new Set<string>();
    session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
      if (params.sessionId !== sessionId) return;
      const { method, params: told } = JSON.parse(params.message) as WorkerMessage;
      if (method === 'Debugger.scriptParsed' && told?.url === guestUrl && told.scriptId !== undefined) scripts.add(told.scriptId);
      if (method !== 'Debugger.paused') return;
      const frame = told?.callFrames?.find(({ location }) => scripts.has(location.scriptId));
      finish(frame === undefined ? null : frame.location.lineNumber + 1);
    });
    session.on('NodeWorker.attachedToWorker', ({ params }) => {
      if (!params.workerInfo.title.startsWith(`[worker ${threadId}]`)) return;
      sessionId = params.sessionId;
      send(sessionId, 1, 'Debugger.enable');
      send(sessionId, 2, 'Debugger.pause');
    });
    try {
      session.connect();
      session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    } catch {
      finish(null);
    }
  });
}
