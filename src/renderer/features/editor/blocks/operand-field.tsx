import type { RuleOperand } from '../../../../contract/model/rule.ts';
import { freshName } from '../rules/change-rules.ts';
import { newIndicator } from '../rules/new-parts.ts';
import { useBlocks } from './blocks-context.ts';
import styles from './blocks.module.css';
import { FigureField, ScalarField } from './fields.tsx';

const prices = { close: 'the close', open: 'the open', high: 'the high', low: 'the low', volume: 'the volume' } as const;
const added = '+';

/** What is compared: a price, an indicator, a number or a parameter, as of now or of some bars ago. */
export function OperandField({ label, value, onChange }: { readonly label: string; readonly value: RuleOperand; readonly onChange: (value: RuleOperand) => void }) {
  const { rules, edit } = useBlocks();
  const choose = (choice: string): void => {
    const [kind, name = ''] = choice.split(' ');
    if (kind === 'price') onChange({ price: priceOf(name), ...agoOf(value) });
    else if (kind === 'indicator') onChange({ indicator: name, ...agoOf(value) });
    else if (kind === 'param') onChange({ param: name });
    else if (kind === added) {
      const fresh = newIndicator(rules);
      edit((before) => ({ ...before, indicators: [...before.indicators, { ...fresh, as: freshName(fresh.as, before.indicators.map(({ as }) => as)) }] }));
      onChange({ indicator: fresh.as });
    } else onChange(typeof value === 'number' ? value : 100);
  };
  return (
    <span className={styles.operand}>
      <select className={styles.chip} aria-label={label} title={label} value={choiceOf(value)} onChange={({ target }) => choose(target.value)}>
        <optgroup label="Prices">{Object.entries(prices).map(([name, words]) => <option key={name} value={`price ${name}`}>{words}</option>)}</optgroup>
        {rules.indicators.length > 0 && <optgroup label="Indicators">{rules.indicators.map(({ as }) => <option key={as} value={`indicator ${as}`}>{as}</option>)}</optgroup>}
        {isGone(value, rules.indicators.map(({ as }) => as)) && <option value={choiceOf(value)}>{choiceOf(value).split(' ')[1]} (not there)</option>}
        {rules.params.length > 0 && <optgroup label="Parameters">{rules.params.map(({ name }) => <option key={name} value={`param ${name}`}>{name}</option>)}</optgroup>}
        <option value="number">a number</option>
        <option value={added}>a new indicator…</option>
      </select>
      {typeof value === 'number' && <ScalarField label={`${label}: number`} value={value} onChange={onChange} />}
      {typeof value === 'object' && !('param' in value) && <Ago label={label} value={value} onChange={onChange} />}
    </span>
  );
}

type Dated = Exclude<RuleOperand, number | { param: string }>;

/** Now, or some bars ago. */
function Ago({ label, value, onChange }: { readonly label: string; readonly value: Dated; readonly onChange: (value: RuleOperand) => void }) {
  const withAgo = (ago: number): RuleOperand => {
    const { ago: _, ...rest } = value;
    return ago === 0 ? rest : { ...rest, ago };
  };
  if (value.ago === undefined) return <button type="button" className={styles.now} aria-label={`${label}: now; take an earlier bar`} title="As of this bar. Click to take an earlier one." onClick={() => onChange(withAgo(1))}>now</button>;
  return <><FigureField label={`${label}: bars ago`} value={value.ago} isFine={(bars) => Number.isInteger(bars) && bars >= 0 && bars <= 1_000} onChange={(bars) => onChange(withAgo(bars))} /> {value.ago === 1 ? 'bar ago' : 'bars ago'}</>;
}

const priceOf = (name: string): keyof typeof prices => Object.keys(prices).find((one): one is keyof typeof prices => one === name) ?? 'close';
const agoOf = (value: RuleOperand): { ago?: number } => (typeof value === 'object' && 'ago' in value && value.ago !== undefined ? { ago: value.ago } : {});

function choiceOf(value: RuleOperand): string {
  if (typeof value === 'number') return 'number';
  if ('param' in value) return `param ${value.param}`;
  return 'price' in value ? `price ${value.price}` : `indicator ${value.indicator}`;
}

const isGone = (value: RuleOperand, indicators: readonly string[]): boolean => typeof value === 'object' && 'indicator' in value && !indicators.includes(value.indicator);
