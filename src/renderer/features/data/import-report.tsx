import type { ImportReport as Report } from '../../../contract/model/import-report.ts';
import { useDesk } from '../../app/desk-store.ts';
import { showPanel } from '../../app/show-panel.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { KeyValue, Label } from '../../ui/text.tsx';
import { chooseFiles } from './choose-files.ts';
import styles from './data.module.css';
import { momentText } from './span-text.ts';

/** What an import changed, and where to go from here. */
export function ImportReport({ report, name, onDone }: { readonly report: Report; readonly name: string; readonly onDone: () => void }) {
  const { instrumentId, timeframe, added, replaced, unchanged, rolledUpReplaced, rows, fromMs, toMs, warnings, warningCount } = report;
  const look = (): void => useDesk.setState({ instrumentId, timeframe });
  const isNews = added + replaced > 0;
  return (
    <section className={styles.report} aria-label={`Report on ${name}`}>
      <div className={styles.reportBody}>
        <h2>{isNews ? `${instrumentId} at ${timeframe} is stored` : `Nothing was added to ${instrumentId} at ${timeframe}`}</h2>
        <p>{isNews ? `From ${name}. It stays until you remove it.` : `All ${formatNumber(rows, 0)} bars of ${name} were stored already, with the same values.`}</p>
        <dl>
          <KeyValue name="Added">{formatNumber(added, 0)}</KeyValue>
          <KeyValue name="Replaced">{formatNumber(replaced, 0)}</KeyValue>
          <KeyValue name="Unchanged">{formatNumber(unchanged, 0)}</KeyValue>
          {rolledUpReplaced > 0 && <KeyValue name="Rolled up before">{formatNumber(rolledUpReplaced, 0)} gave way</KeyValue>}
          <KeyValue name="First bar">{momentText(fromMs, timeframe)}</KeyValue>
          <KeyValue name="Last bar">{momentText(toMs, timeframe)}</KeyValue>
        </dl>
        <div className={styles.reportActions}>
          <Button kind="primary" onClick={() => { look(); showPanel('trade', 'chart'); }}>Show chart</Button>
          <Button onClick={() => { look(); useDesk.setState({ workspace: 'lab' }); }}>Backtest it</Button>
          <Button kind="ghost" onClick={() => { onDone(); chooseFiles(); }}>Import another</Button>
        </div>
        {warningCount > 0 && (
          <div className={styles.reportWarnings}>
            <Label>⚠ {formatNumber(warningCount, 0)} odd row{warningCount === 1 ? '' : 's'}, stored as {warningCount === 1 ? 'it is' : 'they are'}</Label>
            <ol>
              {warnings.map((warning, at) => (
                <li key={at}><b>{warning.line === null ? 'File' : `Line ${formatNumber(warning.line, 0)}`}</b> {warning.reason}</li>
              ))}
            </ol>
          </div>
        )}
      </div>
    </section>
  );
}
