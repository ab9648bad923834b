import type { DoctorReport, Health, SystemInfo } from '../../../contract/model/system.ts';

/** The workstation about itself. */
export interface System {
  info(): SystemInfo;
  health(): Health;
  watchHealth(signal: AbortSignal): AsyncGenerator<Health, void, void>;
  doctor(): Promise<DoctorReport>;
}
