import type { UpDown } from '../../../contract/model/settings.ts';
import { cx } from '../../ui/cx.ts';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './up-down-choice.module.css';

const names: Readonly<Record<UpDown, string>> = { 'blue-orange': 'Blue up', 'green-red': 'Green up', 'red-green': 'Red up' };
const hints: Readonly<Record<UpDown, string>> = {
  'blue-orange': 'Blue rises, orange falls: told apart with any colour vision',
  'green-red': 'Green rises, red falls',
  'red-green': 'Red rises, green falls, as in East Asia',
};
/** Open, high, low and close from the top, in pixels. */
const candles = [[17, 10, 20, 12], [12, 6, 14, 8], [8, 5, 16, 14], [14, 8, 19, 17], [17, 4, 18, 6]] as const;

/** The three pairs of colours, each with a few candles in them. */
export const UpDownChoice = ({ value, onChange }: { readonly value: UpDown; readonly onChange: (value: UpDown) => void }) => (
  <Segmented
    label="Colours of up and down"
    value={value}
    onChange={onChange}
    choices={(Object.keys(names) as UpDown[]).map((pair) => ({ value: pair, hint: hints[pair], label: <><Sample pair={pair} /> {names[pair]}</> }))}
  />
);

const Sample = ({ pair }: { readonly pair: UpDown }) => (
  <svg width={44} height={24} viewBox="0 0 44 24" aria-hidden className={cx(styles.sample, styles[pair])}>
    {candles.map(([open, high, low, close], index) => {
      const isUp = close < open;
      const x = 4 + index * 9;
      return (
        <g key={index} className={isUp ? styles.up : styles.down}>
          <line x1={x} x2={x} y1={high} y2={low} />
          <rect x={x - 2.5} y={Math.min(open, close)} width={5} height={Math.abs(open - close)} />
        </g>
      );
    })}
  </svg>
);
