import { Slider } from '@base-ui/react/slider';
import { Label } from '../../ui/text.tsx';
import styles from './deck.module.css';
import { nameSpeed, speeds } from './moves.ts';

/** How many bars come in a second. */
export function SpeedScale({ speed, onChange }: { readonly speed: number; readonly onChange: (speed: number) => void }) {
  const at = Math.max(0, speeds.findLastIndex((one) => one <= speed));
  return (
    <div className={styles.speed}>
      <span className={styles.heading}><Label>Bars a second</Label> <b>{nameSpeed(speed)}</b></span>
      <Slider.Root value={at} min={0} max={speeds.length - 1} step={1} onValueChange={(next) => onChange(speeds[next] ?? 1)}>
        <Slider.Control className={styles.control}>
          <div className={styles.stops} aria-hidden>{speeds.map((one, index) => <span key={one} style={{ left: `${(index / (speeds.length - 1)) * 100}%` }} data-on={index === at}>{nameSpeed(one)}</span>)}</div>
          <Slider.Track className={styles.track}>
            <Slider.Thumb className={styles.thumb} aria-label="Speed of the replay" getAriaValueText={(_text, value) => `${nameSpeed(speeds[value] ?? 1)} bars a second`} />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
    </div>
  );
}
