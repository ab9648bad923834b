/** The way to one client, whatever carries it. */
export type Channel = {
  /**
   * Sends a frame and resolves when the next may follow: who awaits it is slowed down to the pace of the reader.
   * Rejects with {@link ChannelClosedError} when there is nobody to send to.
   */
  send(frame: Frame): Promise<void>;
  /** Ends it because of what the client did. */
  refuse(reason: string): void;
};

/** Text, or bytes where a message carries a file. */
export type Frame = string | Uint8Array<ArrayBuffer>;

export class ChannelClosedError extends Error {
  override readonly name = 'ChannelClosedError';
  constructor() {
    super('the client has gone');
  }
}

/** Asks whether the other side is there. It is text that no message can be, and travels in order with them. */
export const pingFrame = 'ping';
/** Answers {@link pingFrame}: everything before it has arrived. */
export const pongFrame = 'pong';

/** Sends without a pause for the event loop. */
export const sendsPerTurn = 64;

/** Lets the event loop do other things. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
