import type { DoctorCheck } from '../../../contract/model/system.ts';

/** What a probe found; `fix` says what to do and is null when all is well. */
export type ProbeFinding = Pick<DoctorCheck, 'status' | 'detail' | 'fix'>;

/** One check of the machine or the data. Reads only; may throw, which counts as failed. */
export interface Probe {
  readonly name: string;
  readonly title: string;
  run(): Promise<ProbeFinding> | ProbeFinding;
}

/** A part of the workstation that can say how it is, at once and from memory. */
export interface HealthSource {
  readonly name: string;
  /** Whether prices come from it. */
  readonly isFeed?: boolean;
  health(): { readonly status: 'ok' | 'warning' | 'failed'; readonly detail: string };
}
