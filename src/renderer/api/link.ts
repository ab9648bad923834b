/** Text, or bytes where a message carries a file. */
export type Frame = string | ArrayBufferLike | Uint8Array;

/** One connection, once made; a lost one is replaced by a new one. */
export type Wire = {
  /** Does nothing when the wire is not open. */
  send(frame: Frame): void;
  /** `onClose` need not follow. */
  close(): void;
};

export type WireEvents = {
  onOpen(): void;
  onFrame(frame: Frame): void;
  /** It is gone, or could not be made. */
  onClose(): void;
};

/** How to reach the application. */
export interface Link {
  /** Starts to connect and never throws; what becomes of it is told by the events. */
  open(events: WireEvents): Wire;
}
