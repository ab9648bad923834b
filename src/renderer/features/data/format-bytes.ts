import { formatNumber } from '../../ui/format.ts';

/** The size of a file: 150.0 KB, 5.0 MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${formatNumber(bytes, 0)} B`;
  if (bytes < 1_024 ** 2) return `${formatNumber(bytes / 1_024, 1)} KB`;
  if (bytes < 1_024 ** 3) return `${formatNumber(bytes / 1_024 ** 2, 1)} MB`;
  return `${formatNumber(bytes / 1_024 ** 3, 2)} GB`;
}
