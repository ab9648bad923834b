import { ChevronRight, X } from 'lucide-react';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Label } from '../../ui/text.tsx';
import { canBeSwept, mostFurther, type FurtherStrategy } from './read-further.ts';
import { countValues } from './read-search.ts';
import styles from './research.module.css';
import { SearchFields } from './search-fields.tsx';
import { changeSearch, useSearch } from './search-store.ts';

const own = 'own';

/** Strategies that are tried beside the first on the same series, each with what varies of it. */
export function FurtherStrategies({ all, first, chosen, faults, others }: {
  readonly all: readonly StrategyInfo[];
  readonly first: StrategyInfo;
  readonly chosen: readonly StrategyInfo[];
  readonly faults: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** As the application takes them; null: something is wrong with one. */
  readonly others: readonly FurtherStrategy[] | null;
}) {
  const names = useSearch((store) => store.strategies);
  const rest = all.filter((one) => canBeSwept(one) && one.name !== first.name && !names.includes(one.name));
  const groups = [
    { title: 'All of yours', of: rest.filter(({ family }) => family === own) },
    { title: 'All ready-made', of: rest.filter(({ family }) => family !== own) },
  ].filter(({ of }) => of.length > 1);
  const add = (added: readonly StrategyInfo[]): void => changeSearch({ strategies: [...names, ...added.map(({ name }) => name)].slice(0, mostFurther) });
  return (
    <fieldset className={styles.group}>
      <legend><Label>Beside other strategies</Label></legend>
      {chosen.map((one) => (
        <Further key={one.name} strategy={one} faults={faults[one.name] ?? {}} asTaken={others?.find(({ strategy }) => strategy === one.name) ?? null} onRemove={() => changeSearch({ strategies: names.filter((name) => name !== one.name) })} />
      ))}
      <div className={styles.row}>
        {rest.length > 0 && (
          <ChoiceField label="Strategy" value="" choices={[{ value: '', label: 'add one' }, ...rest.map(({ name, title }) => ({ value: name, label: title }))]} onChange={(name) => add(rest.filter((one) => one.name === name))} />
        )}
        {groups.map(({ title, of }) => <Button key={title} size="small" onClick={() => add(of)}>+ {title} ({of.length})</Button>)}
        {chosen.length > 1 && <Button size="small" kind="ghost" onClick={() => changeSearch({ strategies: [] })}>Only the first</Button>}
      </div>
    </fieldset>
  );
}

function Further({ strategy, faults, asTaken, onRemove }: { readonly strategy: StrategyInfo; readonly faults: Readonly<Record<string, string>>; readonly asTaken: FurtherStrategy | null; readonly onRemove: () => void }) {
  const [fault] = Object.values(faults);
  return (
    <div className={styles.further}>
      <details>
        <summary><ChevronRight size={12} aria-hidden /> <b>{strategy.title}</b> <span className={fault === undefined ? styles.quiet : styles.fault}>{fault !== undefined ? `⚠ ${fault}` : asTaken === null ? '' : sayVaried(asTaken)}</span></summary>
        <SearchFields strategy={strategy} faults={faults} legend={`What varies of ${strategy.title}`} />
      </details>
      <IconButton label={`Leave ${strategy.title} out`} onClick={onRemove}><X size={12} aria-hidden /></IconButton>
    </div>
  );
}

/** `12 × 8 of fast, slow`; what varies nothing is tried as it is set. */
function sayVaried({ space }: FurtherStrategy): string {
  const names = Object.keys(space);
  return names.length === 0 ? 'once, as it is set' : `${Object.values(space).map((axis) => formatNumber(countValues(axis), 0)).join(' × ')} of ${names.join(', ')}`;
}
