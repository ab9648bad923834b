import { useMemo } from 'react';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import type { RuleIndicator, RuleScalar } from '../../../../contract/model/rule.ts';
import { Label } from '../../../ui/text.tsx';
import { renameIndicator, replaced, without } from '../rules/change-rules.ts';
import { newIndicator } from '../rules/new-parts.ts';
import { useBlocks } from './blocks-context.ts';
import styles from './blocks.module.css';
import { AddButton, NameField, RemoveButton, ScalarField } from './fields.tsx';

const prices = ['open', 'high', 'low', 'close', 'volume'] as const;

/** What the rules read: indicators under names of their own. */
export function IndicatorRows() {
  const { rules, edit } = useBlocks();
  const others = [...rules.indicators.map(({ as }) => as), ...rules.params.map(({ name }) => name)];
  return (
    <section className={styles.section} aria-label="Indicators">
      <h3><Label>Let</Label></h3>
      {rules.indicators.map((one, k) => (
        <div key={k} className={styles.row}>
          <span className={styles.words}>
            <NameField label={`Name of indicator ${k + 1}`} value={one.as} others={others} onChange={(to) => edit((before) => renameIndicator(before, one.as, to))} />
            be
            <IndicatorWords value={one} before={rules.indicators.slice(0, k).map(({ as }) => as)} onChange={(next) => edit((before) => ({ ...before, indicators: replaced(before.indicators, k, next) }))} />
          </span>
          <RemoveButton label={`Remove ${one.as}`} onClick={() => edit((before) => ({ ...before, indicators: without(before.indicators, k) }))} />
        </div>
      ))}
      <AddButton onClick={() => edit((before) => ({ ...before, indicators: [...before.indicators, newIndicator(before)] }))}>Indicator</AddButton>
    </section>
  );
}

function IndicatorWords({ value, before, onChange }: { readonly value: RuleIndicator; readonly before: readonly string[]; readonly onChange: (value: RuleIndicator) => void }) {
  const { known } = useBlocks();
  const info = known.get(value.name);
  const outputs = info?.outputs.map(({ name }) => name) ?? [];
  const { output: _, ...rest } = value;
  return (
    <>
      <IndicatorChoice label={`Kind of ${value.as}`} value={value.name} onChange={(name) => onChange({ as: value.as, name, params: usualParams(known.get(name)) })} />
      {Object.entries(withUsual(value.params, info)).map(([name, scalar]) => (
        <span key={name} className={styles.term} title={info?.params.find((one) => one.name === name)?.title}>
          {sayParam(name)} <ScalarField label={`${value.as}: ${name}`} value={scalar} onChange={(next) => onChange({ ...value, params: { ...value.params, [name]: next } })} />
        </span>
      ))}
      {outputs.length > 1 && (
        <select className={styles.chip} aria-label={`${value.as}: output`} title="Which of its lines" value={value.output ?? outputs[0]} onChange={({ target }) => onChange(target.value === outputs[0] ? rest : { ...value, output: target.value })}>
          {outputs.map((name) => <option key={name} value={name}>{name}</option>)}
        </select>
      )}
      <Source value={value} info={info} before={before} onChange={onChange} />
    </>
  );
}

/** What it is computed of, where that is one column. */
function Source({ value, info, before, onChange }: { readonly value: RuleIndicator; readonly info: IndicatorInfo | undefined; readonly before: readonly string[]; readonly onChange: (value: RuleIndicator) => void }) {
  if (info !== undefined && info.inputs.length !== 1) return null;
  const { of, ...rest } = value;
  const choice = of === undefined ? '' : 'price' in of ? of.price : `indicator ${of.indicator}`;
  const choose = (next: string): void => {
    const price = prices.find((one) => one === next);
    if (next === '') onChange(rest);
    else onChange({ ...rest, of: price === undefined ? { indicator: next.slice('indicator '.length) } : { price } });
  };
  return (
    <>
      of
      <select className={styles.chip} aria-label={`${value.as}: what it is computed of`} title="What it is computed of" value={choice} onChange={({ target }) => choose(target.value)}>
        <option value="">{info?.inputs[0] === undefined ? 'its usual column' : `the ${info.inputs[0]}`}</option>
        {prices.filter((price) => price !== info?.inputs[0]).map((price) => <option key={price} value={price}>the {price}</option>)}
        {before.map((as) => <option key={as} value={`indicator ${as}`}>{as}</option>)}
        {of !== undefined && 'price' in of && of.price === info?.inputs[0] && <option value={of.price}>the {of.price}</option>}
        {of !== undefined && 'indicator' in of && !before.includes(of.indicator) && <option value={choice}>{of.indicator} (not before it)</option>}
      </select>
    </>
  );
}

function IndicatorChoice({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (name: string) => void }) {
  const { known } = useBlocks();
  const groups = useMemo(() => {
    const found = new Map<string, IndicatorInfo[]>();
    for (const info of known.values()) found.set(info.group, [...(found.get(info.group) ?? []), info]);
    return [...found];
  }, [known]);
  return (
    <select className={styles.chip} aria-label={label} title={known.get(value)?.title ?? value} value={value} onChange={({ target }) => onChange(target.value)}>
      {!known.has(value) && <option value={value}>{value}</option>}
      {groups.map(([group, members]) => (
        <optgroup key={group} label={group}>{members.map(({ name, title }) => <option key={name} value={name} label={`${name}: ${title}`}>{name}</option>)}</optgroup>
      ))}
    </select>
  );
}

const usualParams = (info: IndicatorInfo | undefined): Record<string, RuleScalar> => Object.fromEntries((info?.params ?? []).map(({ name, default: byDefault }) => [name, byDefault]));
/** All that can be set, with what is given over what is usual; what nobody knows stays. */
const withUsual = (params: Readonly<Record<string, RuleScalar>>, info: IndicatorInfo | undefined): Record<string, RuleScalar> => ({ ...usualParams(info), ...params });
const sayParam = (name: string): string => (name === 'timePeriod' ? 'bars' : name.replaceAll(/([A-Z])/g, ' $1').toLowerCase());
