import { Fragment } from 'react';
import type { ChartIndicator, ChartInput } from '../../../../contract/model/chart-indicator.ts';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import { useKnown } from '../chart-store.ts';
import { useBenchmark } from './benchmark.ts';
import { isOutput, type KnownIndicators } from './chosen.ts';
import { InstrumentField } from './instrument-field.tsx';
import { labelInput } from './label-indicator.ts';
import styles from './param-fields.module.css';

const columns = ['open', 'high', 'low', 'close', 'volume'] as const;

const anotherInstrument = 'instrument';

/** What an indicator reads: columns of the bars, columns of another instrument's, or outputs of others on the chart. */
export function InputFields({ info, inputs, readable, onChange }: {
  readonly info: IndicatorInfo;
  readonly inputs: ChartIndicator['inputs'];
  /** The others on the chart that may be read. */
  readonly readable: readonly ChartIndicator[];
  readonly onChange: (inputs: ChartIndicator['inputs']) => void;
}) {
  const known = useKnown((store) => store.known);
  const benchmark = useBenchmark();
  const used: readonly ChartInput[] = inputs ?? info.inputs;
  const choices = [...columns, ...readable.flatMap((one) => outputsOf(one, known))].map((input) => ({ value: keyOf(input), label: capital(labelInput(input, readable, known)) }));
  if (benchmark !== null || used.some((input) => keyOf(input) === anotherInstrument)) choices.push({ value: anotherInstrument, label: 'Another instrument' });
  const choose = (place: number, key: string): void => put(place, key === anotherInstrument && benchmark !== null ? benchmark : toInput(key));
  const put = (place: number, chosen: ChartInput): void => {
    const next = used.map((input, k) => (k === place ? chosen : input));
    onChange(next.every((input, k) => input === info.inputs[k]) ? null : next);
  };
  // Two series beside each other, not the parts of a bar: what it is compared with is the reader's choice.
  const isComparison = info.inputs.length === 2 && info.inputs.every((input) => input === 'close' || input === 'open');
  const nameOf = (place: number): string => (used.length === 1 ? 'Reads' : isComparison ? (place === 0 ? 'Compares' : 'with') : `Reads as ${info.inputs[place]}`);
  const fields = used.map((input, place) => info.inputs[place] === 'time' ? null : (
    <Fragment key={place}>
      <ChoiceField label={nameOf(place)} value={keyOf(input)} choices={choices} onChange={(key) => choose(place, key)} />
      {typeof input === 'object' && !isOutput(input) && <InstrumentField read={input} onChange={(read) => put(place, read)} />}
    </Fragment>
  ));
  if (used.length === 1 || isComparison) return fields;
  return (
    <details className={styles.inputs} open={inputs !== null}>
      <summary>Reads {used.map((input) => labelInput(input, readable, known)).join(', ')}</summary>
      {fields}
    </details>
  );
}

const outputsOf = (one: ChartIndicator, known: KnownIndicators): ChartInput[] => (known.get(one.name)?.outputs ?? []).map((output) => ({ of: one.id, output: output.name }));

const keyOf = (input: ChartInput): string => (typeof input === 'string' ? input : isOutput(input) ? `${input.of}/${input.output}` : anotherInstrument);
const toInput = (key: string): ChartInput => {
  const [of = '', output] = key.split('/');
  return output === undefined ? (of as (typeof columns)[number]) : { of, output };
};
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
