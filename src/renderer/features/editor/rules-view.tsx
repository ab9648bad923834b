import { lazy, Suspense } from 'react';
import type { IndicatorInfo } from '../../../contract/model/indicator.ts';
import { useClient } from '../../app/client-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty, Loading } from '../../ui/panel-state.tsx';
import { RuleBlocks } from './blocks/rule-blocks.tsx';
import styles from './editor-panel.module.css';
import { editRules, useEditor, writeSentences, writeText } from './editor-store.ts';
import { placeOf } from './fault-place.ts';
import { copyStrategy } from './work-on-files.ts';

const TextEditor = lazy(async () => ({ default: (await import('./code/text-editor.tsx')).TextEditor }));

/** Rules in the form that is chosen. */
export function RulesView({ known }: { readonly known: ReadonlyMap<string, IndicatorInfo> }) {
  const view = useEditor((store) => store.view);
  return view === 'blocks' ? <Blocks known={known} /> : <Suspense fallback={<Loading label="Loading the editor" />}><Texts view={view} /></Suspense>;
}

function Blocks({ known }: { readonly known: ReadonlyMap<string, IndicatorInfo> }) {
  const rules = useEditor((store) => store.rules);
  const written = useEditor((store) => store.written);
  const sentences = useEditor((store) => store.sentences);
  if (rules === null) {
    return <Empty title="No blocks for this text" action={<Button size="small" onClick={() => useEditor.setState({ view: 'json' })}>Show it as JSON</Button>}>What the file says is no rules. Correct it as JSON; the foot of the panel says what is wrong.</Empty>;
  }
  if (sentences !== null) {
    return <Empty title="A sentence is not understood yet" action={<Button size="small" onClick={() => useEditor.setState({ view: 'sentences' })}>Show the sentences</Button>}>Correct the line that is marked, and the blocks follow.</Empty>;
  }
  return <RuleBlocks rules={rules} known={known} english={written?.english ?? null} edit={editRules} />;
}

function Texts({ view }: { readonly view: 'sentences' | 'json' | 'typescript' }) {
  const client = useClient();
  const text = useEditor((store) => store.text);
  const typed = useEditor((store) => store.typed);
  const written = useEditor((store) => store.written);
  const problem = useEditor((store) => store.problem);
  const code = useEditor((store) => store.code);
  if (view === 'json') return <TextEditor key={`${code?.file} json`} label="Rules as JSON" language="plain" value={text} onChange={writeText} />;
  if (view === 'sentences') {
    const shown = typed ?? written?.english;
    if (shown === undefined) return <Empty title="No sentences for these rules">{problem ?? 'They are being read.'}</Empty>;
    return <TextEditor key={`${code?.file} sentences`} label="Rules as sentences" language="plain" value={shown} onChange={writeSentences} fault={placeOf(problem, null)} />;
  }
  if (written === null) return <Empty title="No program for these rules">{problem ?? 'They are being read.'}</Empty>;
  return (
    <div className={styles.written}>
      <TextEditor key={`${code?.file} typescript`} label="Rules as TypeScript" language="typescript" value={written.typescript} />
      <div className={styles.keep}>
        <span>Written from the rules, and trades the same. What you change in a file of TypeScript does not come back into rules.</span>
        <Button size="small" onClick={() => void copyStrategy(client, `${code?.file.replace(/\.\w+$/, '') ?? 'my'} in TypeScript`, { kind: 'typescript', source: withoutName(written.typescript) })}>Keep as a TypeScript file</Button>
      </div>
    </div>
  );
}

const withoutName = (source: string): string => source.replace(/^( {2}name: )"(?:\\.|[^"\\\n])*"/m, '$1NAME');
