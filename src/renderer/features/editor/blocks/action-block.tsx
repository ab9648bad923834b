import { Plus } from 'lucide-react';
import type { RuleAction, RuleDistance } from '../../../../contract/model/rule.ts';
import { Menu } from '../../../ui/menu.tsx';
import { moved, replaced, without } from '../rules/change-rules.ts';
import { newAction } from '../rules/new-parts.ts';
import styles from './blocks.module.css';
import { AddButton, Chip, FigureField, RemoveButton, ScalarField } from './fields.tsx';

type Order = Extract<RuleAction, { do: 'buy' | 'sell' }>;

const doings = [{ value: 'buy', label: 'buy' }, { value: 'sell', label: 'sell' }, { value: 'close', label: 'close' }, { value: 'cancel', label: 'cancel what is pending' }] as const;
const measures = [{ value: 'percent', label: 'percent' }, { value: 'atr', label: 'times the range of' }] as const;
/** At most so many things are done by one rule. */
const most = 5;

/** What a rule does, one after the other. */
export function ActionRows({ label, value, onChange }: { readonly label: string; readonly value: readonly RuleAction[]; readonly onChange: (value: RuleAction[]) => void }) {
  return (
    <div className={styles.rows} role="group" aria-label={label}>
      {value.map((one, k) => {
        const name = `${label}, action ${k + 1}`;
        return (
          <div key={k} className={styles.row} onKeyDown={(event) => {
            const step = event.altKey && event.shiftKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
            if (step === undefined) return;
            event.preventDefault();
            event.stopPropagation();
            onChange(moved(value, k, k + step));
          }}>
            <span className={styles.join}>{k === 0 ? 'Then' : 'and'}</span>
            <ActionBlock label={name} value={one} onChange={(next) => onChange(replaced(value, k, next))} />
            <RemoveButton label={`Remove ${name}`} disabled={value.length === 1} why="A rule does something" onClick={() => onChange(without(value, k))} />
          </div>
        );
      })}
      {value.length < most && <AddButton onClick={() => onChange([...value, newAction('cancel')])}>Action</AddButton>}
    </div>
  );
}

function ActionBlock({ label, value, onChange }: { readonly label: string; readonly value: RuleAction; readonly onChange: (value: RuleAction) => void }) {
  const turn = (what: RuleAction['do']): void => onChange((what === 'buy' || what === 'sell') && isOrder(value) ? { ...value, do: what } : newAction(what));
  return (
    <span className={styles.words}>
      <Chip label={`${label}: what is done`} value={value.do} choices={doings} onChange={turn} />
      {value.do === 'close' && <Share label={label} value={value} onChange={onChange} />}
      {isOrder(value) && <Terms label={label} value={value} onChange={onChange} />}
    </span>
  );
}

const isOrder = (action: RuleAction): action is Order => action.do === 'buy' || action.do === 'sell';

/** All of it, or a part. */
function Share({ label, value, onChange }: { readonly label: string; readonly value: Extract<RuleAction, { do: 'close' }>; readonly onChange: (value: RuleAction) => void }) {
  if (value.share === undefined) return <AddButton onClick={() => onChange({ do: 'close', share: 0.5 })}>only a part</AddButton>;
  return (
    <span className={styles.term}>
      <FigureField label={`${label}: share that is closed`} value={value.share} isFine={(share) => share > 0 && share <= 1} onChange={(share) => onChange({ do: 'close', share })} /> of it
      <RemoveButton label={`${label}: close all of it`} onClick={() => onChange({ do: 'close' })} />
    </span>
  );
}

const terms = [{ term: 'stopLoss', words: 'stop loss', percent: 3 }, { term: 'takeProfit', words: 'take profit', percent: 6 }, { term: 'trail', words: 'trailing stop', percent: 5 }] as const;

/** Size, stop, target and trailing stop of an order; what is left out is not there. */
function Terms({ label, value, onChange }: { readonly label: string; readonly value: Order; readonly onChange: (value: RuleAction) => void }) {
  const { size } = value;
  const leave = (term: keyof Order): void => {
    const { [term]: _, ...rest } = value;
    onChange({ ...rest, do: value.do });
  };
  const missing = [...(size === undefined ? [{ id: 'size', label: 'size', onSelect: () => onChange({ ...value, size: 0.5 }) }] : []), ...terms.filter(({ term }) => value[term] === undefined).map(({ term, words, percent }) => ({ id: term, label: words, onSelect: () => onChange({ ...value, [term]: { percent } }) }))];
  return (
    <>
      {size !== undefined && (
        <span className={styles.term} title="Below 1 a share of what can be bought, from 1 on units">
          size <ScalarField label={`${label}: size, below 1 a share of what can be bought`} value={size} onChange={(next) => onChange({ ...value, size: next })} />
          <RemoveButton label={`${label}: without a size of its own`} onClick={() => leave('size')} />
        </span>
      )}
      {terms.map(({ term, words }) => {
        const distance = value[term];
        return distance === undefined ? null : (
          <span key={term} className={styles.term}>
            {words} <Distance label={`${label}: ${words}`} value={distance} onChange={(next) => onChange({ ...value, [term]: next })} />
            <RemoveButton label={`${label}: without ${words}`} onClick={() => leave(term)} />
          </span>
        );
      })}
      {missing.length > 0 && (
        <Menu trigger={<button type="button" className={styles.add} aria-label={`Stop, target, size for ${label}`}><Plus size={11} aria-hidden /> Stop, target, size</button>} items={missing.map((one) => ({ kind: 'item', ...one }))} />
      )}
    </>
  );
}

/** How far away: percent of the price, or times the average true range. */
function Distance({ label, value, onChange }: { readonly label: string; readonly value: RuleDistance; readonly onChange: (value: RuleDistance) => void }) {
  const amount = 'percent' in value ? value.percent : value.atr;
  return (
    <>
      <ScalarField label={`${label}: how far`} value={amount} onChange={(next) => onChange('percent' in value ? { percent: next } : { ...value, atr: next })} />
      <Chip label={`${label}: measured in`} value={'percent' in value ? 'percent' : 'atr'} choices={measures} onChange={(measure) => onChange(measure === 'percent' ? { percent: amount } : { atr: amount, period: 14 })} />
      {'atr' in value && <><FigureField label={`${label}: bars of the range`} value={value.period} isFine={(bars) => Number.isInteger(bars) && bars >= 1 && bars <= 1_000} onChange={(period) => onChange({ ...value, period })} /> bars</>}
    </>
  );
}
