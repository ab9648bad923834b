import type { ImportPreview } from '../../../contract/model/import-preview.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { useClient } from '../../app/client-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Label } from '../../ui/text.tsx';
import styles from './data.module.css';
import { changeImport, type FileImport } from './import-store.ts';
import { ReadForm } from './read-form.tsx';
import { dropImport, storeImport } from './run-import.ts';
import { faultOfSymbol } from './symbol-of.ts';
import { rolledUpBars, useStoredSeries } from './use-stored-series.ts';

const timeframes: readonly string[] = ['1s', '5s', '15s', '30s', '1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w', '30d', '90d', '365d'];

/** What is to become of a file: its name among the bars, their length, and how its columns are read. */
export function ImportForm({ one, preview }: { readonly one: FileImport; readonly preview: ImportPreview }) {
  const client = useClient();
  const { rowCount, guessedTimeframe } = preview;
  const givesWay = rolledUpBars(useStoredSeries().value ?? [], one.symbol, one.timeframe);
  const lengths = timeframes.includes(one.timeframe) ? timeframes : [one.timeframe, ...timeframes];
  const isBusy = one.stage === 'reading' || one.stage === 'storing';
  const symbolFault = faultOfSymbol(one.symbol);
  const isOther = guessedTimeframe !== null && guessedTimeframe !== one.timeframe;
  return (
    <form
      className={styles.form}
      aria-label={`How ${one.name} is stored`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && rowCount !== null && symbolFault === null) void storeImport(client, one.id);
      }}
    >
      <div className={styles.fields}>
        <Label>Store as</Label>
        <TextField label="FILE:" aria-label="Symbol" value={one.symbol} fault={symbolFault} onChange={(symbol) => changeImport(one.id, { symbol: symbol.trim() })} />
        <ChoiceField label="Bars of" value={one.timeframe} choices={lengths.map((value) => ({ value, label: value }))} onChange={(value) => changeImport(one.id, { timeframe: value as Timeframe })} />
        {isOther && <p className={styles.hint}>⚠ The rows lie as {guessedTimeframe} bars do.</p>}
        {givesWay > 0 && <p className={styles.hint}>⚠ {formatNumber(givesWay, 0)} bar{givesWay === 1 ? '' : 's'} rolled up from shorter ones give{givesWay === 1 ? 's' : ''} way to these, and come{givesWay === 1 ? 's' : ''} back when these are removed.</p>}
        <Label>If stored with other values</Label>
        <Segmented
          label="If a bar is stored already with other values"
          value={one.onConflict}
          choices={[{ value: 'refuse', label: 'Import nothing' }, { value: 'replace', label: 'Replace' }]}
          onChange={(onConflict) => changeImport(one.id, { onConflict })}
        />
        <ReadForm one={one} preview={preview} />
      </div>
      <footer className={styles.decide}>
        {one.problem !== null && (
          <div className={styles.problem} role="alert">
            <p>✕ {one.problem.text}</p>
            {one.problem.fix !== undefined && (
              <Button size="small" onClick={() => changeImport(one.id, { ...one.problem?.fix?.change, problem: null })}>{one.problem.fix.label}</Button>
            )}
          </div>
        )}
        <Button type="submit" kind="primary" disabled={isBusy || rowCount === null || symbolFault !== null}>
          {one.stage === 'storing' ? 'Storing…' : one.stage === 'reading' ? 'Reading…' : rowCount === null ? 'Cannot be imported' : `Import ${formatNumber(rowCount, 0)} bar${rowCount === 1 ? '' : 's'}`}
        </Button>
        <Button kind="ghost" disabled={one.stage === 'storing'} onClick={() => dropImport(client, one.id)}>Cancel</Button>
      </footer>
    </form>
  );
}
