import { Star } from 'lucide-react';
import { useEffect, useState, type RefObject } from 'react';
import type { ChartIndicator } from '../../../../contract/model/chart-indicator.ts';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import type { Instrument } from '../../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../../contract/model/timeframe.ts';
import type { PriceChart } from '../../../chart/index.ts';
import { Button } from '../../../ui/button.tsx';
import { addIndicator, useChart, useKnown } from '../chart-store.ts';
import { useBenchmark, usualInputs } from './benchmark.ts';
import { readableBy } from './chosen.ts';
import { InputFields } from './input-fields.tsx';
import { shortName, titleOfOutput } from './label-indicator.ts';
import { ParamFields, toParams, toTyped } from './param-fields.tsx';
import { usualMoments } from './usual-moments.ts';
import { usePicker } from './picker-store.ts';
import styles from './picker.module.css';
import { Preview } from './preview.tsx';

/** The chosen indicator: how it looks on this chart, what it is, and what it is set with. */
export function Choice({ info, isStarred, onStar, add, onAdded, chart, instrument, timeframe }: {
  readonly info: IndicatorInfo;
  readonly isStarred: boolean;
  readonly onStar: () => void;
  /** Takes the function that puts it on the chart as it is set now. */
  readonly add: RefObject<((isLast: boolean) => void) | null>;
  readonly onAdded: (isLast: boolean) => void;
  readonly chart: PriceChart | null;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
}) {
  const indicators = useChart((store) => store.indicators);
  const known = useKnown((store) => store.known);
  const on = usePicker((store) => store.on);
  const [typed, setTyped] = useState(() => toTyped(info.params, usualMoments(info.params, chart?.bars ?? [])));
  const benchmark = useBenchmark();
  const [inputs, setInputs] = useState<ChartIndicator['inputs']>(() => inputsOn(info, on, indicators, known) ?? usualInputs(info, benchmark));
  const params = toParams(info.params, typed);
  const put = (isLast: boolean): void => {
    if (params !== null && addIndicator(info, params, inputs) !== null) onAdded(isLast);
  };
  useEffect(() => {
    add.current = put;
  });
  return (
    <form className={styles.choice} aria-label={info.title} onSubmit={(event) => { event.preventDefault(); put(true); }}>
      <header>
        <h3>{info.title}</h3><span>{shortName(info)} · {info.group}</span>
      </header>
      <Preview info={info} params={params} inputs={inputs} chart={chart} instrument={instrument} timeframe={timeframe} />
      <p className={styles.sentence}>{info.description}</p>
      {info.formula !== undefined && <p className={styles.formula}>{info.formula}</p>}
      <div className={styles.set}>
        {info.params.length > 0 && <ParamFields params={info.params} typed={typed} onChange={setTyped} />}
        <InputFields info={info} inputs={inputs} readable={readableBy(indicators, null)} onChange={setInputs} />
      </div>
      <dl className={styles.facts}>
        <div><dt>Gives</dt><dd>{info.outputs.map((output) => titleOfOutput(output.name, info)).join(', ')}{info.outputs.some((output) => output.pane === 'own') ? info.outputs.some((output) => output.pane === 'price') ? ', over the prices and in a pane of its own' : ', in a pane of its own' : ', over the prices'}</dd></div>
        <div><dt>First value</dt><dd>{info.warmup === 0 ? 'at the first bar' : `after ${info.warmup === 1 ? 'one bar' : `${info.warmup} bars`}, as it is usually set`}</dd></div>
        <div><dt>Source</dt><dd>{info.source}</dd></div>
      </dl>
      <footer>
        <Button kind="ghost" keys="Alt S" aria-pressed={isStarred} onClick={onStar}><Star size={13} fill={isStarred ? 'currentColor' : 'none'} aria-hidden /> Favourite</Button>
        <Button type="submit" kind="primary" disabled={params === null}>Add to chart</Button>
      </footer>
    </form>
  );
}

/** Put on another indicator, its first input is the first output of that one. */
function inputsOn(info: IndicatorInfo, on: string | null, indicators: readonly ChartIndicator[], known: ReadonlyMap<string, IndicatorInfo>): ChartIndicator['inputs'] {
  const source = readableBy(indicators, null).find((one) => one.id === on);
  const output = source === undefined ? undefined : known.get(source.name)?.outputs[0];
  const place = info.inputs.findIndex((input) => input === 'close');
  if (source === undefined || output === undefined || info.inputs.length > 2 || place === -1) return null;
  return info.inputs.map((input, k) => (k === place ? { of: source.id, output: output.name } : input));
}
