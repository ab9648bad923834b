import { ChannelClosedError, nextTurn, pingFrame, pongFrame, sendsPerTurn, type Channel, type Frame } from '../peer/index.ts';
import type { PortDoor } from './serve-port.ts';

/** Pings without an answer after which senders wait: the reader is this many times 64 messages behind. */
const maxUnanswered = 4;

/**
 * A port as a channel. Ports queue without end and without a word, so every 64 messages a ping goes along, and senders wait while
 * several are unanswered: a window that stalls costs at most a few hundred messages.
 */
export class PortChannel implements Channel {
  readonly #port: PortDoor;
  readonly #waiting = new Set<() => void>();
  #sends = 0;
  #unanswered = 0;
  #isClosed = false;

  constructor(port: PortDoor) {
    this.#port = port;
  }

  async send(frame: Frame): Promise<void> {
    while (this.#unanswered >= maxUnanswered && !this.#isClosed) await new Promise<void>((resolve) => void this.#waiting.add(resolve));
    if (this.#isClosed) throw new ChannelClosedError();
    if (this.#post(frame)) await nextTurn();
  }

  ping(): void {
    if (this.#isClosed) return;
    this.#unanswered += 1;
    this.#port.postMessage(pingFrame);
  }

  /** Not while the reader is too far behind: whoever asks without reading gets no more answers than messages. */
  answerPing(): void {
    if (!this.#isClosed && this.#unanswered < maxUnanswered) this.#post(pongFrame);
  }

  /** The reader has everything up to one ping more. */
  pong(): void {
    this.#unanswered = Math.max(0, this.#unanswered - 1);
    this.#wakeAll();
  }

  refuse(): void {
    this.#port.close();
    this.close();
  }

  close(): void {
    this.#isClosed = true;
    this.#wakeAll();
  }

  /** Whether it is time for others, and a ping went along. */
  #post(frame: Frame): boolean {
    this.#port.postMessage(frame);
    this.#sends += 1;
    if (this.#sends % sendsPerTurn !== 0) return false;
    this.ping();
    return true;
  }

  #wakeAll(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
