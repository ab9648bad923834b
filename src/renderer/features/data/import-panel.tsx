import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Empty, Failed } from '../../ui/panel-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { chooseFiles } from './choose-files.ts';
import styles from './data.module.css';
import { formatBytes } from './format-bytes.ts';
import { ImportPreview } from './import-preview.tsx';
import { ImportReport } from './import-report.tsx';
import { openImport, useImports, type FileImport } from './import-store.ts';
import { faultOfSymbol } from './symbol-of.ts';
import { dropImport, sendAgain, storeAll } from './run-import.ts';

/** Files on their way in: sent, looked at, stored. Nothing is stored before the person has said so. */
export function ImportPanel() {
  const client = useClient();
  const { all, openId } = useImports();
  const open = all.find((one) => one.id === openId);
  if (open === undefined) {
    return (
      <Empty title="Drop CSV files anywhere on this window" action={<Button kind="primary" onClick={chooseFiles}>Choose files…</Button>}>
        A file of bars has a line of column names – date or time, open, high, low, close, and volume if there is one – and a row for each bar.
        You see what is in it before anything is stored.
      </Empty>
    );
  }
  const ready = all.filter(isReady);
  return (
    <div className={styles.importing}>
      <nav className={styles.files} aria-label="Files on their way in">
        {all.map((one) => (
          <span key={one.id} className={cx(styles.file, one.id === openId && styles.open)}>
            <button type="button" aria-current={one.id === openId ? 'true' : undefined} onClick={() => openImport(one.id)}>
              <b>{one.name}</b> <i className={styles[toneOf(one)]}>{stateOf(one)}</i>
            </button>
            <IconButton label={`Take ${one.name} off the list`} onClick={() => dropImport(client, one.id)} disabled={one.stage === 'storing'}><X size={12} /></IconButton>
          </span>
        ))}
        {ready.length > 1 && <Button size="small" className={styles.all} onClick={() => void storeAll(client, ready)}>Import all {ready.length}</Button>}
      </nav>
      <OpenFile one={open} />
    </div>
  );
}

function OpenFile({ one }: { readonly one: FileImport }) {
  const client = useClient();
  const cancel = (): void => dropImport(client, one.id);
  if (one.report !== null) return <ImportReport key={one.id} report={one.report} name={one.name} onDone={cancel} />;
  if (one.stage === 'failed') {
    return (
      <Failed title={`${one.name} could not be taken in`} action={<Button size="small" onClick={() => sendAgain(client, one.id)}>Try again</Button>}>
        {one.problem?.text} Nothing was stored.
      </Failed>
    );
  }
  if (one.preview !== null) return <ImportPreview key={one.id} one={one} preview={one.preview} />;
  return <OnItsWay one={one} onCancel={cancel} />;
}

/** A file that is sent or read for the first time. Esc gives it up wherever the focus is: after a drop it is nowhere. */
function OnItsWay({ one, onCancel }: { readonly one: FileImport; readonly onCancel: () => void }) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) onCancel();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onCancel]);
  const share = one.stage === 'sending' && one.file.size > 0 ? one.sentBytes / one.file.size : one.stage === 'waiting' ? 0 : null;
  return (
    <div className={styles.progress}>
      <Progress
        title={one.stage === 'reading' ? `Reading ${one.name}` : `Sending ${one.name}`}
        share={share}
        detail={one.stage === 'reading' ? 'Every row is looked at.' : `${formatBytes(one.sentBytes)} of ${formatBytes(one.file.size)}`}
        onCancel={onCancel}
      />
    </div>
  );
}

const isReady = ({ stage, preview, symbol }: FileImport): boolean => stage === 'ready' && preview !== null && preview.rowCount !== null && faultOfSymbol(symbol) === null;

function stateOf({ stage, preview, report }: FileImport): string {
  if (report !== null) return report.added + report.replaced === 0 ? 'nothing new' : 'stored';
  if (stage === 'ready' && preview !== null) return preview.faults.length > 0 ? 'has faults' : 'not stored yet';
  return { waiting: 'waiting', sending: 'sending', reading: 'reading', storing: 'storing', failed: 'failed', ready: 'ready', stored: 'stored' }[stage];
}

const toneOf = ({ stage, preview, report }: FileImport): 'good' | 'bad' | 'quiet' =>
  report !== null ? 'good' : stage === 'failed' || (stage === 'ready' && (preview?.faults.length ?? 0) > 0) ? 'bad' : 'quiet';
