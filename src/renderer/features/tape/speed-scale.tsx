import { Slider } from '@base-ui/react/slider';
import { Label } from '../../ui/text.tsx';
import styles from './deck.module.css';
import { speeds } from './tape-store.ts';

const nameOf = (speed: number): string => (speed === 0.25 ? '¼' : String(speed));

/** How fast the market's time runs. */
export function SpeedScale({ speed, onChange }: { readonly speed: number; readonly onChange: (speed: number) => void }) {
  const at = speeds.findLastIndex((one) => one <= speed);
  return (
    <div className={styles.speed}>
      <span className={styles.heading}><Label>Speed</Label> <b>{nameOf(speed)}×</b></span>
      <Slider.Root value={Math.max(0, at)} min={0} max={speeds.length - 1} step={1} onValueChange={(next) => onChange(speeds[next as number] ?? 1)}>
        <Slider.Control className={styles.control}>
          <div className={styles.stops} aria-hidden>{speeds.map((one, index) => <span key={one} style={{ left: `${(index / (speeds.length - 1)) * 100}%` }} data-on={index === at}>{nameOf(one)}</span>)}</div>
          <Slider.Track className={styles.track}>
            <Slider.Thumb className={styles.thumb} aria-label="Speed of the market" getAriaValueText={(_text, value) => `${nameOf(speeds[value] ?? 1)} times`} />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
    </div>
  );
}
