import type { DoctorCheck, DoctorReport } from '../../../contract/model/system.ts';
import { messageOf, type Clock } from '../kernel/index.ts';
import type { Probe } from './ports.ts';

/** A check of all of a large database reads for seconds; all together should answer within ten. */
const probeTimeoutMs = 8_000;

async function runProbe(probe: Probe, clock: Clock): Promise<DoctorCheck> {
  const { name, title } = probe;
  let timer: { dispose(): void } | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = clock.after(probeTimeoutMs, () => reject(new Error(`no answer within ${probeTimeoutMs / 1_000} s`)));
  });
  try {
    return { name, title, ...(await Promise.race([probe.run(), late])) };
  } catch (error) {
    const detail = messageOf(error);
    return { name, title, status: 'failed', detail, fix: 'Look into the log for the cause, mend it and run the check again.' };
  } finally {
    timer?.dispose();
  }
}

/** Runs all probes side by side. One that throws or hangs has failed and does not stop the others; warnings leave the report good. */
export async function runProbes(probes: readonly Probe[], clock: Clock): Promise<DoctorReport> {
  const checks = await Promise.all(probes.map((probe) => runProbe(probe, clock)));
  return { ok: checks.every((check) => check.status !== 'failed'), checks };
}
