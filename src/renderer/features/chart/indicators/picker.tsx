import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { Star } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import type { Instrument } from '../../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../../contract/model/timeframe.ts';
import { useClient } from '../../../app/client-context.tsx';
import { changeSettings, useSettings } from '../../../app/settings-store.ts';
import type { PriceChart } from '../../../chart/index.ts';
import { Kbd } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Empty, Loading } from '../../../ui/panel-state.tsx';
import { useKnown } from '../chart-store.ts';
import { Choice } from './choice.tsx';
import { shortName } from './label-indicator.ts';
import styles from './picker.module.css';
import { searchIndicators } from './search-indicators.ts';

const all = 'All';
const favourites = 'Favourites';
const pageRows = 10;

/** Finds an indicator, shows what it is and how it looks here, and puts it on the chart. Everything has keys. */
export function Picker({ chart, instrument, timeframe, onClose }: { readonly chart: PriceChart | null; readonly instrument: Instrument; readonly timeframe: Timeframe; readonly onClose: () => void }) {
  const client = useClient();
  const known = useKnown((store) => store.known);
  const starred = useSettings((store) => store.settings.favouriteIndicators);
  const [group, setGroup] = useState(starred.length > 0 ? favourites : all);
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState<string | null>(null);
  const [added, setAdded] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const add = useRef<((isLast: boolean) => void) | null>(null);
  const list = useMemo(() => [...known.values()], [known]);
  const groups = useMemo(() => [favourites, all, ...new Set(list.map((info) => info.group))], [list]);
  const isIn = (info: IndicatorInfo, name: string): boolean => name === all || (name === favourites ? starred.includes(info.name) : info.group === name);
  const matching = useMemo(() => searchIndicators(list, text), [list, text]);
  const shown = matching.filter((info) => isIn(info, group));
  const at = Math.max(0, shown.findIndex((info) => info.name === wanted));
  const chosen = shown[at] ?? null;

  const search = (next: string): void => {
    // What is searched for may be anywhere; a group that is chosen afterwards narrows what was found.
    if (text === '' && next !== '') setGroup(all);
    setText(next);
    setWanted(null);
  };
  const star = (info: IndicatorInfo): void =>
    void changeSettings(client, { favouriteIndicators: starred.includes(info.name) ? starred.filter((name) => name !== info.name) : [...starred, info.name] });
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageRows, PageUp: -pageRows };
    const step = steps[event.key];
    if (step !== undefined && !event.altKey) {
      event.preventDefault();
      const next = shown[Math.min(shown.length - 1, Math.max(0, at + step))];
      if (next !== undefined) setWanted(next.name);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      add.current?.(!event.shiftKey);
    }
  };
  const onAnyKey = (event: KeyboardEvent): void => {
    if (event.altKey && event.code === 'KeyS' && chosen !== null) {
      event.preventDefault();
      star(chosen);
    }
  };
  const done = (isLast: boolean): void => {
    if (isLast) return onClose();
    setAdded(chosen?.name ?? null);
    field.current?.focus();
    field.current?.select();
  };

  return (
    <Dialog title="Add an indicator" isOpen onClose={onClose} width={940}>
      <div className={styles.picker} onKeyDown={onAnyKey}>
        <ToggleGroup className={styles.groups} aria-label="Groups" orientation="vertical" value={[group]} onValueChange={([next]) => next !== undefined && setGroup(next as string)}>
          {groups.map((name) => {
            const count = matching.filter((info) => isIn(info, name)).length;
            return <Toggle key={name} value={name} className={styles.group} data-none={count === 0 || undefined}>{name === favourites && <Star size={11} aria-hidden />}{name}<span>{count}</span></Toggle>;
          })}
        </ToggleGroup>
        <input
          ref={field} data-first className={styles.find} role="combobox" aria-label="Find an indicator" aria-expanded aria-controls="indicators-found" aria-autocomplete="list"
          aria-activedescendant={chosen === null ? undefined : `indicator-${chosen.name}`}
          placeholder="Find by name or words, such as rsi, bollinger or trailing stop" autoComplete="off" spellCheck={false} value={text} onChange={(event) => search(event.target.value)} onKeyDown={onKeyDown}
        />
        <div className={styles.found}>
          {list.length === 0 && <Loading rows={10} label="Loading the indicators" />}
          {list.length > 0 && shown.length === 0 && <Nothing text={text} group={group} others={matching.length} onAll={() => setGroup(all)} />}
          {/* Not a stop of Tab, which goes from the field to the parameters: the field's arrows walk through the list. */}
          <ul id="indicators-found" role="listbox" aria-label="Indicators" className={styles.list} tabIndex={-1}>
            {shown.map((info) => (
              <Row key={info.name} info={info} isChosen={info === chosen} isStarred={starred.includes(info.name)} onChoose={() => { setWanted(info.name); field.current?.focus(); }} onAdd={() => add.current?.(true)} />
            ))}
          </ul>
        </div>
        <div className={styles.detail}>
          {chosen !== null && <Choice key={chosen.name} info={chosen} isStarred={starred.includes(chosen.name)} onStar={() => star(chosen)} add={add} onAdded={done} chart={chart} instrument={instrument} timeframe={timeframe} />}
        </div>
        <p className={styles.added} role="status">{added !== null && `✓ ${shortName(known.get(added) ?? { name: added, title: added, group: '' })} is on the chart.`}</p>
        <p className={styles.keys}><Kbd>↑</Kbd><Kbd>↓</Kbd> choose <Kbd>Enter</Kbd> add <Kbd>Tab</Kbd> set its parameters <Kbd>⇧ Enter</Kbd> add, and choose another</p>
      </div>
    </Dialog>
  );
}

function Row({ info, isChosen, isStarred, onChoose, onAdd }: { readonly info: IndicatorInfo; readonly isChosen: boolean; readonly isStarred: boolean; readonly onChoose: () => void; readonly onAdd: () => void }) {
  const name = shortName(info);
  return (
    <li
      ref={isChosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : null} id={`indicator-${info.name}`} role="option" aria-selected={isChosen} className={styles.row}
      onPointerDown={(event) => event.preventDefault()} onClick={onChoose} onDoubleClick={onAdd}
    >
      <b>{name}</b> <span>{name.toLowerCase() === info.title.toLowerCase() ? '' : info.title}</span>{isStarred && <Star size={10} className={styles.star} role="img" aria-label="favourite" />}
    </li>
  );
}

function Nothing({ text, group, others, onAll }: { readonly text: string; readonly group: string; readonly others: number; readonly onAll: () => void }) {
  if (others > 0 && text !== '') return <Empty title={`None of ${group} fits`} action={<button type="button" className={styles.link} onClick={onAll}>Show the {others} others</button>}>Others do.</Empty>;
  if (group === favourites && text === '') return <Empty title="No favourites yet">Choose an indicator and press Alt S, or its star. It is then offered here first.</Empty>;
  return <Empty title="None is called that">Try a shorter name such as ema, or a word such as volume.</Empty>;
}

