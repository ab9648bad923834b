import { WebSocket } from 'ws';
import { ChannelClosedError, nextTurn, pongFrame, sendsPerTurn, type Channel, type Frame } from '../peer/index.ts';

/** Close code of the protocol: what was sent cannot be accepted. */
const unacceptable = 1008;

/**
 * A socket as a channel with back-pressure: while more than `maxBuffered` bytes wait for a slow reader, each sender waits until its
 * frame has left, and now and then for the event loop, so that one stream can neither fill the memory nor keep the others waiting.
 */
export class SocketChannel implements Channel {
  readonly #socket: WebSocket;
  readonly #maxBuffered: number;
  readonly #waiting = new Set<(error: Error) => void>();
  #sends = 0;
  #isPongOnItsWay = false;

  constructor(socket: WebSocket, maxBuffered: number) {
    this.#socket = socket;
    this.#maxBuffered = maxBuffered;
    socket.once('close', () => {
      for (const giveUp of this.#waiting) giveUp(new ChannelClosedError());
    });
  }

  async send(frame: Frame): Promise<void> {
    if (this.#socket.readyState !== WebSocket.OPEN) throw new ChannelClosedError();
    if (this.#socket.bufferedAmount > this.#maxBuffered) await this.#sendAndWait(frame);
    else this.#socket.send(frame);
    this.#sends += 1;
    if (this.#sends % sendsPerTurn === 0) await nextTurn();
  }

  /** One answer at a time: whoever asks without reading is not answered again until the last answer has left. */
  answerPing(): void {
    const isBehind = this.#isPongOnItsWay || this.#socket.bufferedAmount > this.#maxBuffered;
    if (isBehind || this.#socket.readyState !== WebSocket.OPEN) return;
    this.#isPongOnItsWay = true;
    this.#socket.send(pongFrame, () => void (this.#isPongOnItsWay = false));
  }

  refuse(reason: string): void {
    this.#socket.close(unacceptable, reason);
  }

  #sendAndWait(frame: Frame): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      this.#socket.send(frame, (error) => {
        this.#waiting.delete(reject);
        if (error === undefined || error === null) resolve();
        else reject(new ChannelClosedError());
      });
    });
  }
}
