import { Label } from '../../../ui/text.tsx';
import { renameParam, replaced, without, type RuleParam } from '../rules/change-rules.ts';
import { newParam } from '../rules/new-parts.ts';
import { useBlocks } from './blocks-context.ts';
import styles from './blocks.module.css';
import { AddButton, Chip, FigureField, NameField, RemoveButton } from './fields.tsx';

const kinds = [{ value: 'whole', label: 'whole numbers' }, { value: 'any', label: 'numbers' }] as const;

/** Numbers that can be set for each run, and tried in a sweep: they are written by their name wherever a number can stand. */
export function ParamRows() {
  const { rules, edit } = useBlocks();
  const others = [...rules.params.map(({ name }) => name), ...rules.indicators.map(({ as }) => as)];
  return (
    <section className={styles.section} aria-label="Parameters">
      <h3><Label>Parameters</Label></h3>
      {rules.params.map((one, k) => {
        const change = (next: Partial<RuleParam>): void => edit((before) => ({ ...before, params: replaced(before.params, k, { ...one, ...next }) }));
        const isFine = (value: number): boolean => Number.isFinite(value) && (!one.isInteger || Number.isInteger(value));
        return (
          <div key={k} className={styles.row}>
            <span className={styles.words}>
              <NameField label={`Name of parameter ${k + 1}`} value={one.name} others={others} onChange={(to) => edit((before) => renameParam(before, one.name, to))} />
              is <FigureField label={`${one.name}: unless changed`} value={one.default} isFine={isFine} onChange={(value) => change({ default: value })} />
              from <FigureField label={`${one.name}: least`} value={one.min} isFine={isFine} onChange={(value) => change({ min: value })} />
              to <FigureField label={`${one.name}: most`} value={one.max} isFine={isFine} onChange={(value) => change({ max: value })} />
              <Chip label={`${one.name}: which numbers`} value={one.isInteger ? 'whole' : 'any'} choices={kinds} onChange={(kind) => change({ isInteger: kind === 'whole' })} />
            </span>
            <RemoveButton label={`Remove ${one.name}`} onClick={() => edit((before) => ({ ...before, params: without(before.params, k) }))} />
          </div>
        );
      })}
      <AddButton onClick={() => edit((before) => ({ ...before, params: [...before.params, newParam(before)] }))}>Parameter</AddButton>
    </section>
  );
}
