import { useClient } from '../../app/client-context.tsx';
import { notify } from '../../app/notices.ts';
import { sentenceOf } from '../../app/use-call.ts';
import type { Client } from '../../api/index.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { saveCapsule } from '../capsule/index.ts';
import { exportKinds, exportRun } from './export-run.ts';
import { changeSetup, useLab } from './lab-store.ts';
import { writeNotes } from './notes-dialog.tsx';
import { setupOf } from './read-setup.ts';
import styles from './dialect-switch.module.css';

/** What can be done with the open run: run it again with changes, take it elsewhere, and write about it. */
export function ResultActions() {
  const client = useClient();
  const report = useLab((lab) => lab.report);
  return (
    <span className={styles.switch}>
      {report !== null && (
        <>
          <Button size="small" kind="ghost" title="Sets the setup to what this run was made with" onClick={() => changeSetup(setupOf(report, useLab.getState().setup))}>Use its setup</Button>
          <Menu
            trigger={<Button size="small" kind="ghost" title="A page or tables of this run; tags and a note">Export…</Button>}
            items={[
              ...exportKinds.map(({ kind, label }) => ({ kind: 'item' as const, id: kind, label, onSelect: () => void exportRun(client, report.runId, kind) })),
              { kind: 'item', id: 'capsule', label: 'Save as a capsule that proves itself', onSelect: () => void saveCapsule(client, report.runId) },
              { kind: 'line', id: 'line' },
              { kind: 'item', id: 'notes', label: 'Tags and note …', onSelect: () => void openNotes(client, report.runId) },
            ]}
          />
        </>
      )}
    </span>
  );
}

async function openNotes({ api }: Client, runId: string): Promise<void> {
  try {
    writeNotes(await api.backtests.get({ runId }));
  } catch (error) {
    notify({ kind: 'warn', title: 'The notes could not be read', text: sentenceOf(error) });
  }
}
