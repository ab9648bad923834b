import { ClientPeer } from '@orpc/standard-server-peer';
import { clientClosed, connectionLost, unreachable } from './client-error.ts';
import { computeBackoffMs } from './compute-backoff.ts';
import type { Frame, Link, Wire } from './link.ts';
import type { Timer } from './timer.ts';

/** connecting: for the first time · open · reconnecting: lost, being tried again · closed: by us, for good. */
export type ConnectionState = 'connecting' | 'open' | 'reconnecting' | 'closed';

export type ConnectionOptions = {
  readonly link: Link;
  readonly timer: Timer;
  /** 0 to 1; spreads the attempts of many clients. */
  readonly random: () => number;
  readonly heartbeatMs: number;
  readonly connectTimeoutMs: number;
};

type Waiter = { resolve(peer: ClientPeer): void; reject(error: unknown): void };

/**
 * Keeps one wire to the application open. A wire that closes, breaks or falls silent is replaced: its calls fail, the attempts
 * come at growing, scattered intervals, and whoever waits goes on with the new one.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #listeners = new Set<(state: ConnectionState) => void>();
  readonly #waiting = new Set<Waiter>();
  #state: ConnectionState = 'connecting';
  #wire: Wire | null = null;
  #peer: ClientPeer | null = null;
  #failures = 0;
  #unanswered = 0;
  #stopTimer: () => void = () => {};

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#connect();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** How many attempts in a row have failed or were lost; 0 while it is open. */
  get failures(): number {
    return this.#failures;
  }

  watch(listener: (state: ConnectionState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The peer of the open wire, once there is one. Rejects when the signal aborts or the connection is closed for good. */
  opened(signal: AbortSignal): Promise<ClientPeer> {
    if (this.#peer !== null) return Promise.resolve(this.#peer);
    if (this.#state === 'closed') return Promise.reject(clientClosed());
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(waiter);
        signal.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => waiter.reject(signal.reason);
      const waiter: Waiter = {
        resolve: (peer) => (leave(), resolve(peer)),
        reject: (error) => (leave(), reject(error)),
      };
      this.#waiting.add(waiter);
      signal.addEventListener('abort', onAbort);
      if (signal.aborted) onAbort();
    });
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#drop(clientClosed());
    for (const waiter of [...this.#waiting]) waiter.reject(clientClosed());
    this.#become('closed');
  }

  #connect(): void {
    let wire: Wire | null = null;
    // Events of a wire that was given up are not ours any more.
    const ifCurrent = (run: () => void) => (): void => {
      if (this.#state !== 'closed' && (wire === null || wire === this.#wire)) run();
    };
    wire = this.#options.link.open({
      onOpen: ifCurrent(() => this.#open()),
      onFrame: (frame) => ifCurrent(() => this.#receive(frame))(),
      onClose: ifCurrent(() => this.#lose()),
    });
    this.#wire = wire;
    this.#stopTimer = this.#options.timer.after(this.#options.connectTimeoutMs, () => this.#lose());
  }

  #open(): void {
    this.#stopTimer();
    this.#failures = 0;
    this.#unanswered = 0;
    const peer = new ClientPeer((frame) => this.#send(frame));
    this.#peer = peer;
    this.#scheduleHeartbeat();
    for (const waiter of [...this.#waiting]) waiter.resolve(peer);
    this.#become('open');
  }

  #receive(frame: Frame): void {
    this.#unanswered = 0;
    if (frame === 'pong') return;
    if (frame === 'ping') return this.#send('pong');
    // An answer that cannot be read means that nothing on this wire can be trusted.
    this.#peer?.message(frame).catch(() => this.#lose());
  }

  #send(frame: Frame): void {
    try {
      this.#wire?.send(frame);
    } catch {
      this.#lose();
    }
  }

  /** Judged at its own ticks, so a page that slept asks before it gives up. */
  #scheduleHeartbeat(): void {
    this.#stopTimer = this.#options.timer.after(this.#options.heartbeatMs, () => {
      if (this.#unanswered >= 2) return this.#lose();
      this.#unanswered += 1;
      this.#scheduleHeartbeat();
      this.#send('ping');
    });
  }

  #lose(): void {
    if (this.#state === 'closed') return;
    this.#drop(this.#peer === null ? unreachable() : connectionLost());
    this.#failures += 1;
    this.#stopTimer = this.#options.timer.after(computeBackoffMs(this.#failures, this.#options.random()), () => this.#connect());
    this.#become('reconnecting');
  }

  #drop(reason: Error): void {
    this.#stopTimer();
    const [wire, peer] = [this.#wire, this.#peer];
    this.#wire = null;
    this.#peer = null;
    peer?.close({ reason });
    wire?.close();
  }

  #become(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}
