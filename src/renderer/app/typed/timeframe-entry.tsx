import { Dialog } from '@base-ui/react/dialog';
import { useEffect, type FormEvent } from 'react';
import { timeframes } from '../../features/chart/index.ts';
import { chooseTimeframe } from '../desk-store.ts';
import { useShowing } from '../showing.ts';
import { caretToEnd } from './caret-to-end.ts';
import { readTimeframe } from './timeframe-text.ts';
import styles from './timeframe-entry.module.css';

const close = (): void => useShowing.setState({ timeframeText: null, isEntered: false });

/** The length of bars, typed: a few digits and Enter. */
export function TimeframeEntry() {
  const text = useShowing((showing) => showing.timeframeText);
  return text === null ? null : <OpenEntry text={text} />;
}

function OpenEntry({ text }: { readonly text: string }) {
  const found = readTimeframe(text, timeframes);
  const isEntered = useShowing((showing) => showing.isEntered);
  const enter = (): void => {
    useShowing.setState({ isEntered: false });
    if (found === null) return;
    chooseTimeframe(found);
    close();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter();
  };
  useEffect(() => {
    if (isEntered) enter();
  }, [isEntered]);
  return (
    <Dialog.Root modal="trap-focus" open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Popup className={styles.entry} aria-label="Timeframe">
          <form onSubmit={submit}>
            <label>
              <span className={styles.name}>Timeframe</span>
              <input className={styles.input} value={text} onChange={(event) => useShowing.setState({ timeframeText: event.target.value })} autoFocus onFocus={caretToEnd} size={5} maxLength={5} autoComplete="off" spellCheck={false} aria-invalid={found === null} aria-describedby="timeframe-meaning" />
            </label>
            <output id="timeframe-meaning" className={found === null ? styles.fault : styles.meaning}>{found === null ? `not offered; there are ${timeframes.join(', ')}` : `${found} bars · Enter`}</output>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
