import type { FaultList } from './fault-list.ts';

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean => signature.every((byte, i) => bytes[i] === byte);

/** Whether the first bytes of a file are text in UTF-8 (or any encoding that keeps ASCII as it is); a fault says what they are instead. */
export function checkIsText(bytes: Uint8Array, faults: FaultList): boolean {
  const report = (reason: string, remedy: string): false => {
    faults.add('NOT_TEXT', null, null, reason, remedy);
    return false;
  };
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return report('The file is in UTF-16.', 'Save it as CSV in UTF-8.');
  if (startsWith(bytes, 0x50, 0x4b, 3, 4)) return report('The file is a ZIP archive or a spreadsheet.', 'Unpack it, or save the sheet as CSV.');
  if (startsWith(bytes, 0x1f, 0x8b)) return report('The file is compressed with gzip.', 'Unpack it first.');
  if (bytes.includes(0)) return report('The file holds binary data.', 'Choose a text file such as CSV.');
  return true;
}
