import { Plus } from 'lucide-react';
import type { RuleCondition } from '../../../../contract/model/rule.ts';
import { Menu } from '../../../ui/menu.tsx';
import { fromRows, replaced, toRows, without, type Rows } from '../rules/change-rules.ts';
import { newCondition } from '../rules/new-parts.ts';
import { useBlocks } from './blocks-context.ts';
import styles from './blocks.module.css';
import { Chip, FigureField, RemoveButton } from './fields.tsx';
import { OperandField } from './operand-field.tsx';

type Props<T extends RuleCondition = RuleCondition> = { readonly label: string; readonly value: T; readonly onChange: (value: RuleCondition) => void };

/** How two things stand to each other, as one choice. */
const relations = [
  { value: 'above', label: 'is above' }, { value: 'below', label: 'is below' }, { value: 'at or above', label: 'is at or above' }, { value: 'at or below', label: 'is at or below' },
  { value: 'cross above', label: 'crosses above' }, { value: 'cross below', label: 'crosses below' },
] as const;
const positions = [
  { value: 'flat', label: 'nothing is held' }, { value: 'held', label: 'something is held' }, { value: 'long', label: 'a long position is held' }, { value: 'short', label: 'a short position is held' },
] as const;
const kinds: readonly { readonly kind: RuleCondition['kind']; readonly label: string }[] = [
  { kind: 'compare', label: 'Compare or cross' }, { kind: 'position', label: 'What is held' }, { kind: 'all', label: 'All of several' }, { kind: 'any', label: 'Any of several' },
  { kind: 'not', label: 'Not …' }, { kind: 'for', label: 'For some bars …' },
];

/** The conditions of a rule: rows with one word between all of them. */
export function ConditionRows({ label, value, onChange, isInside = false }: Props & { readonly isInside?: boolean }) {
  const { rules, known } = useBlocks();
  const rows = toRows(value);
  // Inside another condition a list stays a list: alone it would change what the brackets say.
  const change = (next: Rows): void => onChange(isInside ? { kind: next.join, of: next.of } : fromRows(next));
  return (
    <div className={styles.rows} role="group" aria-label={label}>
      {rows.of.map((one, k) => {
        const name = `${label}, condition ${k + 1}`;
        return (
          <div key={k} className={styles.row}>
            <span className={styles.join}>
              {k === 0 ? (isInside ? '' : 'When') : k === 1 ? <Chip label={`${label}: how they are joined`} value={rows.join} choices={[{ value: 'all', label: 'and' }, { value: 'any', label: 'or' }]} onChange={(join) => change({ ...rows, join })} /> : rows.join === 'all' ? 'and' : 'or'}
            </span>
            <ConditionBlock label={name} value={one} onChange={(next) => change({ ...rows, of: replaced(rows.of, k, next) })} />
            <RemoveButton label={`Remove ${name}`} disabled={rows.of.length === 1} why="A rule needs a condition" onClick={() => change({ ...rows, of: without(rows.of, k) })} />
          </div>
        );
      })}
      <Menu
        trigger={<button type="button" className={styles.add} aria-label={`Condition for ${label}`}><Plus size={11} aria-hidden /> Condition</button>}
        items={kinds.map(({ kind, label: words }) => ({ kind: 'item', id: kind, label: words, onSelect: () => change({ ...rows, of: [...rows.of, newCondition(kind, rules, known)] }) }))}
      />
    </div>
  );
}

function ConditionBlock({ label, value, onChange }: Props) {
  switch (value.kind) {
    case 'compare':
    case 'cross': return <Comparison label={label} value={value} onChange={onChange} />;
    case 'position': return <span className={styles.words}><Chip label={`${label}: what is held`} value={value.is} choices={positions} onChange={(is) => onChange({ kind: 'position', is })} /></span>;
    case 'all':
    case 'any': return <div className={styles.inside}><ConditionRows label={label} value={value} onChange={onChange} isInside /></div>;
    case 'not': return <div className={styles.inside}><span className={styles.said}>not</span><ConditionBlock label={label} value={value.of} onChange={(of) => onChange({ kind: 'not', of })} /></div>;
    case 'for': return (
      <div className={styles.inside}>
        <span className={styles.said}>for <FigureField label={`${label}: for so many bars`} value={value.bars} isFine={(bars) => Number.isInteger(bars) && bars >= 2 && bars <= 1_000} onChange={(bars) => onChange({ ...value, bars })} /> bars</span>
        <ConditionBlock label={label} value={value.of} onChange={(of) => onChange({ ...value, of })} />
      </div>
    );
  }
}

function Comparison({ label, value, onChange }: Props<Extract<RuleCondition, { kind: 'compare' | 'cross' }>>) {
  const { left, right } = value;
  const relation = value.kind === 'cross' ? (`cross ${value.to}` as const) : value.is;
  const relate = (next: (typeof relations)[number]['value']): void => {
    if (next === 'cross above' || next === 'cross below') onChange({ kind: 'cross', left, to: next === 'cross above' ? 'above' : 'below', right });
    else onChange({ kind: 'compare', left, is: next, right });
  };
  return (
    <span className={styles.words}>
      <OperandField label={`${label}: left`} value={left} onChange={(next) => onChange({ ...value, left: next })} />
      <Chip label={`${label}: how they stand`} value={relation} choices={relations} onChange={relate} />
      <OperandField label={`${label}: right`} value={right} onChange={(next) => onChange({ ...value, right: next })} />
    </span>
  );
}
