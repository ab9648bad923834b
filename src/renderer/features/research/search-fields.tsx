import { List, MoveHorizontal } from 'lucide-react';
import type { Param } from '../../../contract/model/param.ts';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { IconButton } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { NumberField, TextField } from '../../ui/field.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Label } from '../../ui/text.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { textOfParam, useLab } from '../lab/index.ts';
import { metricChoices } from './metric-text.ts';
import { choiceOf, countValues, readSearch, usualWhere } from './read-search.ts';
import styles from './research.module.css';
import { changeParamChoice, changeSearch, changeWhere, useSearch, type ParamChoice } from './search-store.ts';

/** What is varied: a line for each parameter, and the condition that every combination meets. */
export function SearchFields({ strategy, faults, legend = 'What varies' }: { readonly strategy: StrategyInfo; readonly faults: Readonly<Record<string, string>>; readonly legend?: string }) {
  const setup = useLab((lab) => lab.setup);
  const search = useSearch((store) => store.byStrategy[strategy.name]);
  const textOf = (param: Param): string => textOfParam(setup, strategy.name, param);
  const { space } = readSearch(strategy, search, textOf);
  return (
    <fieldset className={styles.group}>
      <legend><Label>{legend}</Label></legend>
      {strategy.params.length === 0 && <p className={styles.hint}>{strategy.title} has nothing to set.</p>}
      {strategy.params.map((param) => {
        const axis = space[param.name];
        return (
          <ParamLine
            key={param.name} param={param} set={textOf(param)} choice={choiceOf(search, strategy, param, textOf(param))} fault={faults[`vary:${param.name}`] ?? null}
            count={axis === undefined ? null : countValues(axis)} onChange={(choice) => changeParamChoice(strategy.name, param.name, choice)}
          />
        );
      })}
      {faults['vary'] !== undefined && <p className={styles.fault} role="alert">⚠ {faults['vary']}</p>}
      {strategy.params.length > 1 && <TextField
        label="Only where" placeholder="every combination" title="A condition such as fast < slow and slow - fast >= 5" data-align="left"
        value={search?.where ?? usualWhere(strategy, (name) => name in space)} onChange={(text) => changeWhere(strategy.name, text)}
      />}
    </fieldset>
  );
}

function ParamLine({ param, set, choice, fault, count, onChange }: {
  readonly param: Param;
  /** What the lab has set. */
  readonly set: string;
  readonly choice: ParamChoice;
  readonly fault: string | null;
  readonly count: number | null;
  readonly onChange: (choice: ParamChoice) => void;
}) {
  const step = param.isInteger ? '1' : '0.01';
  const field = (name: 'from' | 'to' | 'step', title: string) => (
    <NumberField label={title} aria-label={`${param.title}, ${title.toLowerCase()}`} step={step} value={choice[name]} aria-invalid={fault !== null} onChange={(text) => onChange({ ...choice, [name]: text })} />
  );
  return (
    <div className={styles.param} role="group" aria-label={param.title}>
      <Toggle isOn={choice.isVaried} onChange={(isVaried) => onChange({ ...choice, isVaried })}>{param.title}</Toggle>
      {choice.isVaried ? (
        <div className={styles.values} data-kind={choice.kind}>
          {choice.kind === 'range' ? <>{field('from', 'From')}{field('to', 'To')}{field('step', 'Step')}</> : (
            <TextField label="Values" aria-label={`${param.title}, values`} placeholder="5, 10, 20" value={choice.list} onChange={(list) => onChange({ ...choice, list })} data-align="left" />
          )}
          <IconButton label={choice.kind === 'range' ? `List the values of ${param.title}` : `A range for ${param.title}`} onClick={() => onChange({ ...choice, kind: choice.kind === 'range' ? 'list' : 'range' })}>
            {choice.kind === 'range' ? <List size={13} /> : <MoveHorizontal size={13} />}
          </IconButton>
          <span className={styles.count}>{count === null ? '' : `${formatNumber(count, 0)} ${count === 1 ? 'value' : 'values'}`}</span>
        </div>
      ) : <span className={styles.stays}>stays {set}</span>}
      {fault !== null && <p className={styles.fault}>⚠ {fault}</p>}
    </div>
  );
}

/** By which figure combinations are ranked. */
export const MetricField = () => {
  const metric = useSearch((store) => store.metric);
  return <ChoiceField label="Ranked by" value={metric} choices={metricChoices} onChange={(next) => changeSearch({ metric: next })} />;
};
