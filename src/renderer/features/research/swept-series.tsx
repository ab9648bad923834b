import { X } from 'lucide-react';
import { useMemo } from 'react';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import { useSettings } from '../../app/settings-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Label } from '../../ui/text.tsx';
import { useSeries } from '../lab/index.ts';
import { useInstruments } from '../market/index.ts';
import { addSeries, mostSeries, nameOfSeries } from './read-further.ts';
import styles from './research.module.css';
import { changeSearch, useSearch } from './search-store.ts';
import { groupsOnOffer, seriesOnOffer } from './series-on-offer.ts';

/** On which series a sweep tries its strategies: the lab's, and further ones, by name or a list at a time. */
export function SweptSeries({ first }: { readonly first: SeriesKey }) {
  const stored = useSeries().value;
  const instruments = useInstruments((store) => store.all);
  const watchlists = useSettings((store) => store.settings.watchlists);
  const further = useSearch((store) => store.series);
  const sources = useMemo(() => ({ stored: stored ?? [], instruments, watchlists }), [stored, instruments, watchlists]);
  const taken = new Set([first, ...further].map(nameOfSeries));
  const single = useMemo(() => seriesOnOffer(first, sources), [first, sources]).filter((one) => !taken.has(nameOfSeries(one)));
  const groups = useMemo(() => groupsOnOffer(first, sources), [first, sources]);
  const add = (added: readonly SeriesKey[]): void => changeSearch({ series: addSeries(first, further, added) });
  const hasRoom = further.length + 1 < mostSeries;
  return (
    <fieldset className={styles.group}>
      <legend><Label>On which series</Label></legend>
      <ul className={styles.chips} aria-label="Series that are tried">
        <li className={styles.chip} title="The series of the set-up">{nameOfSeries(first)}</li>
        {further.map((one) => (
          <li key={nameOfSeries(one)} className={styles.chip}>
            {nameOfSeries(one)}
            <IconButton label={`Leave ${nameOfSeries(one)} out`} onClick={() => changeSearch({ series: further.filter((other) => other !== one) })}><X size={11} aria-hidden /></IconButton>
          </li>
        ))}
        {further.length > 1 && <li><Button size="small" kind="ghost" onClick={() => changeSearch({ series: [] })}>Only the first</Button></li>}
      </ul>
      {hasRoom && (
        <div className={styles.row}>
          {single.length > 0 && (
            <ChoiceField label="Series" value="" choices={[{ value: '', label: 'add one' }, ...single.map((one) => ({ value: nameOfSeries(one), label: nameOfSeries(one) }))]} onChange={(name) => add(single.filter((one) => nameOfSeries(one) === name))} />
          )}
          {groups.map((group) => <Button key={group.name} size="small" disabled={group.series.every((one) => taken.has(nameOfSeries(one)))} onClick={() => add(group.series)}>+ {group.name} ({group.series.length})</Button>)}
        </div>
      )}
      {further.length > 0 && <p className={styles.hint}>Each series is tried by itself, with all of the cash. {hasRoom ? '' : `A sweep takes ${mostSeries} series.`}</p>}
    </fieldset>
  );
}
