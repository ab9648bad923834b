import { useEffect, useState } from 'react';
import { useAtHand } from '../lab/index.ts';
import { useEditor } from './editor-store.ts';

/** Why the last run of what is open did not start or failed, until the text is another one; null: it did neither. */
export function useRunFault(): string | null {
  const fault = useAtHand((store) => store.fault);
  const text = useEditor((store) => store.text);
  const file = useEditor((store) => store.code?.file ?? null);
  const [said, setSaid] = useState<{ readonly fault: string; readonly text: string } | null>(null);
  useEffect(() => setSaid(fault === null ? null : { fault, text: useEditor.getState().text }), [fault]);
  return said !== null && said.text === text && file !== null && said.fault.startsWith(file) ? said.fault : null;
}
