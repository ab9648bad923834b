import { useCallback, useEffect, useState } from 'react';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import { useEditor, writeText } from '../editor-store.ts';
import { placeOf } from '../fault-place.ts';
import type { TypeFault } from './check-types.ts';
import { suggest, type Suggestions } from './suggest.ts';
import { TextEditor } from './text-editor.tsx';
import { useRunFault } from '../use-run-fault.ts';
import { typeClient } from './type-client.ts';

const restMs = 350;

/** A strategy in TypeScript, with what the API knows, and with faults at their line: of types, of reading it, of the last run. */
export function CodeView({ file, known }: { readonly file: string; readonly known: ReadonlyMap<string, IndicatorInfo> }) {
  const text = useEditor((store) => store.text);
  const problem = useEditor((store) => store.problem);
  const ran = useRunFault();
  const typeFaults = useTypeFaults(text, known);
  const offer = useCallback((source: string, at: number): Suggestions | null => suggest(source, at, [...known.values()]), [known]);
  return (
    <TextEditor label={`Code of ${file}`} language="typescript" value={text} onChange={writeText} fault={placeOf(problem, file) ?? placeOf(ran, file)} typeFaults={typeFaults} suggest={offer} describe={typeClient.describe} />
  );
}

function useTypeFaults(text: string, known: ReadonlyMap<string, IndicatorInfo>): readonly TypeFault[] {
  const [faults, setFaults] = useState<readonly TypeFault[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => void typeClient.check(text, [...known.keys()]).then((found) => isCurrent && setFaults(found)), restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, known]);
  return faults;
}
