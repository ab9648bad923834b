import { useState } from 'react';
import type { SeriesInfo } from '../../../contract/model/bar.ts';
import { useClient } from '../../app/client-context.tsx';
import { sentenceOf } from '../../app/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { loadInstruments } from '../market/index.ts';
import styles from './data.module.css';
import { seriesChanged } from './import-store.ts';
import { chooseSeries } from './series-store.ts';
import { momentText } from './span-text.ts';

/** Asks before a series goes: what a person imported cannot be fetched again. */
export function RemoveSeries({ series, all, onClose }: { readonly series: SeriesInfo; readonly all: readonly SeriesInfo[]; readonly onClose: () => void }) {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { instrumentId, timeframe, bars, fromMs, toMs } = series;
  const hasRolledUp = all.some((one) => one.instrumentId === instrumentId && one.isRolledUp);
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await client.api.data.remove({ instrumentId, timeframe });
      chooseSeries(null);
      seriesChanged();
      onClose();
      await loadInstruments(client).catch(() => undefined);
    } catch (fault) {
      setBusy(false);
      setError(sentenceOf(fault));
    }
  };
  return (
    <Dialog
      title={`Remove ${instrumentId} at ${timeframe}?`}
      isOpen
      onClose={onClose}
      width={440}
      footer={<><Button kind="ghost" onClick={onClose}>Keep it</Button><Button kind="danger" disabled={isBusy} onClick={() => void remove()}>Remove {formatNumber(bars, 0)} bars</Button></>}
    >
      <div className={styles.removing}>
        <p>{formatNumber(bars, 0)} bars from {momentText(fromMs, timeframe)} to {momentText(toMs, timeframe)} are deleted from this computer. Import the file again to have them back.</p>
        {hasRolledUp && <p>Longer bars that were rolled up from it go with it.</p>}
        {error !== null && <p role="alert" className={styles.bad}>✕ {error}</p>}
      </div>
    </Dialog>
  );
}
