/** How long a call may take, in milliseconds, where not the usual time. Streams have no limit. */
const limitsMs: Readonly<Record<string, number>> = {
  'data.importChunk': 30_000,
  'data.importCommit': 600_000,
  'indicators.compute': 30_000,
  'system.doctor': 60_000,
};

const usualLimitMs = 10_000;

/** How long the procedure at a path may take, in milliseconds. */
export const getTimeLimitMs = (path: readonly string[]): number => limitsMs[path.join('.')] ?? usualLimitMs;
