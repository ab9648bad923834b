import { X } from 'lucide-react';
import { useMemo } from 'react';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import { IconButton } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { useInstruments } from '../market/index.ts';
import { changeSetup, useLab } from './lab-store.ts';
import styles from './series-fields.module.css';
import { useSeries } from './use-lab.ts';

const mostSeries = 50;
const nameOf = ({ instrumentId, timeframe }: SeriesKey): string => `${instrumentId} ${timeframe}`;

/** Further instruments that share the one cash of the run, in the bars of the first. */
export function SeriesFields() {
  const { value } = useSeries();
  const { series, others } = useLab((lab) => lab.setup);
  const instruments = useInstruments((store) => store.all);
  const choices = useMemo(() => {
    if (series === null) return [];
    const taken = new Set([series, ...others].map(({ instrumentId }) => instrumentId as string));
    const stored = (value ?? []).filter(({ bars, timeframe }) => bars > 0 && timeframe === series.timeframe).map(({ instrumentId }) => instrumentId as string);
    const fed = instruments.filter(({ isTradable }) => isTradable).map(({ id }) => id as string);
    return [...new Set([...stored, ...fed])].filter((id) => !taken.has(id));
  }, [value, instruments, series, others]);
  if (series === null) return null;
  return (
    <>
      {others.length > 0 && (
        <ul className={styles.others} aria-label="Further series">
          {others.map((one) => (
            <li key={one.instrumentId}>
              <span>{nameOf(one)}</span>
              <IconButton label={`Leave ${nameOf(one)} out`} onClick={() => changeSetup({ others: others.filter((other) => other !== one) })}><X size={12} aria-hidden /></IconButton>
            </li>
          ))}
        </ul>
      )}
      {choices.length > 0 && others.length + 1 < mostSeries && (
        <ChoiceField
          label="With the same cash" value="" choices={[{ value: '', label: others.length === 0 ? 'add another' : 'add one more' }, ...choices.map((id) => ({ value: id, label: id }))]}
          onChange={(id) => id !== '' && changeSetup({ others: [...others, { instrumentId: id as SeriesKey['instrumentId'], timeframe: series.timeframe }] })}
        />
      )}
    </>
  );
}
