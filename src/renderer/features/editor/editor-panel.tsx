import { lazy, Suspense } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { ToolPanel } from '../../ui/tool-panel.tsx';
import { EditorTools } from './editor-tools.tsx';
import styles from './editor-panel.module.css';
import { discardDraft, isChanged, isOvertaken, useEditor } from './editor-store.ts';
import { placeOf } from './fault-place.ts';
import { ReadyMade } from './ready-made.tsx';
import { RulesView } from './rules-view.tsx';
import { useEditorWork, useIndicators } from './use-editor.ts';
import { useRunFault } from './use-run-fault.ts';
import { saveStrategy } from './work-on-files.ts';

const CodeView = lazy(async () => ({ default: (await import('./code/code-view.tsx')).CodeView }));

/** Where a strategy of one's own is written: rules as blocks, sentences or JSON, or a file of TypeScript. */
export function EditorPanel() {
  const opening = useEditorWork();
  const known = useIndicators();
  const info = useEditor((store) => store.info);
  const code = useEditor((store) => store.code);
  if (opening.state === 'failed') return <Failed title="The strategy was not opened" action={<Button size="small" onClick={opening.reload}>Try again</Button>}>{opening.error}</Failed>;
  if (info === null) return <Loading rows={8} label="Opening the strategy" />;
  if (code === null) return info.file === undefined ? <ReadyMade info={info} /> : <Empty title={`${info.file} cannot be shown`}>{info.problem}</Empty>;
  return (
    <div className={styles.editor}>
      <ToolPanel kind="title" tools={<EditorTools />}>
        <div className={styles.body}>
          {code.kind === 'rules' ? <RulesView known={known} /> : <Suspense fallback={<Loading label="Loading the editor" />}><CodeView key={code.file} file={code.file} known={known} /></Suspense>}
        </div>
        <Foot />
      </ToolPanel>
    </div>
  );
}

/** Whether it can be run as it stands, and what became of the last run of it. */
function Foot() {
  const client = useClient();
  const file = useEditor((store) => store.code?.file ?? null);
  const problem = useEditor((store) => store.problem);
  const isChecking = useEditor((store) => store.isChecking);
  const changed = useEditor(isChanged);
  const overtaken = useEditor(isOvertaken);
  const ran = useRunFault();
  const fault = problem ?? ran;
  const place = placeOf(fault, file) ?? placeOf(fault, null);
  return (
    <>
      {overtaken && (
        <div className={styles.overtaken} role="alert">
          <span>△ {file} was changed elsewhere since you began to write.</span>
          <Button size="small" onClick={() => void saveStrategy(client)}>Write mine over it</Button>
          <Button size="small" kind="ghost" onClick={discardDraft}>Take theirs</Button>
        </div>
      )}
      <p className={styles.foot} role="status" data-fault={fault !== null || undefined}>
        {fault !== null ? <>✕ {place === null ? fault : <><b>Line {place.line}</b> {place.message}</>}</> : isChecking ? 'Reading …' : <><span className={styles.fine}>✓</span> {changed ? 'It can be run as it stands. F5 runs what is written here, saved or not.' : 'Saved, and it can be run.'}</>}
      </p>
    </>
  );
}
