import type { BacktestReport } from '../../../contract/model/report.ts';
import { useClient } from '../../app/client-context.tsx';
import { runCommand } from '../../app/commands.ts';
import { notify } from '../../app/notices.ts';
import { sentenceOf } from '../../app/use-call.ts';
import type { Client } from '../../api/index.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { saveCapsule } from '../capsule/index.ts';
import { exportKinds, exportRun } from './export-run.ts';
import { changeSetup, useLab } from './lab-store.ts';
import { writeNotes } from './notes-dialog.tsx';
import { plainFigure, setupOf } from './read-setup.ts';
import styles from './result-panel.module.css';

/** What the open run is, and what can be done with it: let it trade on paper, run it again with changes, take it elsewhere, and write about it. */
export function ResultActions({ report }: { readonly report: BacktestReport }) {
  const client = useClient();
  const { strategy, params, data } = report.spec;
  const values = Object.entries(params).map(([name, value]) => `${name} ${plainFigure(value)}`).join(', ');
  return (
    <div className={styles.actions}>
      <span title={values}><b>{data.map(({ symbol }) => symbol).join(', ')}</b> {strategy} {values}</span>
      <Button size="small" kind="ghost" title="Lets the strategy trade on paper over live bars, once it is checked that it does not see the future" onClick={() => runCommand('lab.trade-on-paper')}>Trade it on paper</Button>
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
    </div>
  );
}

async function openNotes({ api }: Client, runId: string): Promise<void> {
  try {
    writeNotes(await api.backtests.get({ runId }));
  } catch (error) {
    notify({ kind: 'warn', title: 'The notes could not be read', text: sentenceOf(error) });
  }
}
