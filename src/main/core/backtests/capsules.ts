import type { CapsuleCheck, CapsulePiece } from '../../../contract/model/capsule.ts';

/** A piece of a capsule as bytes; the doors write it in base 64. */
export type CapsuleBytes = Omit<CapsulePiece, 'data'> & { readonly data: Uint8Array };

/** Finished runs as files that prove themselves on any computer. */
export interface Capsules {
  /**
   * A piece of a run's capsule from an offset on. NOT_FOUND where the run has no result or its bars are nowhere any more; CONFLICT where another
   * version of the engine made it.
   */
  exportPiece(runId: string, offset: number): Promise<CapsuleBytes>;
  /** The whole of it, for whoever asks in this process. */
  exportWhole(runId: string): Promise<{ readonly name: string; readonly body: Uint8Array }>;
  /** Runs a capsule again and compares. INVALID_INPUT for a file that is no whole capsule. */
  verify(body: Uint8Array, signal?: AbortSignal): Promise<CapsuleCheck>;
  /** The same of a file that was uploaded, which is let go of then. */
  verifyUpload(uploadId: string): Promise<CapsuleCheck>;
}
