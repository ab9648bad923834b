import { useState } from 'react';
import type { ChartIndicator } from '../../../../contract/model/chart-indicator.ts';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import { Button } from '../../../ui/button.tsx';
import { Toggle } from '../../../ui/toggle.tsx';
import { Label } from '../../../ui/text.tsx';
import { changeIndicator, useChart, useKnown } from '../chart-store.ts';
import { readableBy, withLooks } from './chosen.ts';
import { useBenchmark, usualInputs } from './benchmark.ts';
import { InputFields } from './input-fields.tsx';
import { shortName } from './label-indicator.ts';
import { LookFields } from './look-fields.tsx';
import { ParamFields, toParams, toTyped, type TypedParams } from './param-fields.tsx';
import styles from './tune.module.css';

/** Everything that an indicator on the chart is set with, in effect as it is typed. What is wrong waits in its field; the chart keeps the last that was right. */
export function Tune({ one, info }: { readonly one: ChartIndicator; readonly info: IndicatorInfo }) {
  const indicators = useChart((store) => store.indicators);
  const known = useKnown((store) => store.known);
  const benchmark = useBenchmark();
  const [typed, setTyped] = useState(() => toTyped(info.params, one.params));
  const type = (next: TypedParams): void => {
    setTyped(next);
    const params = toParams(info.params, next);
    if (params !== null) changeIndicator(one.id, { params });
  };
  const reset = (): void => {
    type(toTyped(info.params, {}));
    changeIndicator(one.id, { inputs: usualInputs(info, benchmark) });
  };
  const looks = withLooks(indicators, known).find((other) => other.id === one.id)?.looks ?? {};
  return (
    <div className={styles.tune}>
      <header>
        <h3>{info.title}</h3>
        <span>{shortName(info)}</span>
      </header>
      <p className={styles.sentence}>{info.description}</p>
      {info.params.length > 0 && <ParamFields params={info.params} typed={typed} onChange={type} />}
      <InputFields info={info} inputs={one.inputs} readable={readableBy(indicators, one.id)} onChange={(inputs) => changeIndicator(one.id, { inputs })} />
      <section className={styles.looks}>
        <Label>Drawn</Label>
        <LookFields info={info} looks={looks} onChange={(next) => changeIndicator(one.id, { looks: next })} />
        {info.outputs.some(({ style, pane }) => style === 'candles' && pane === 'price') && (
          <Toggle isOn={one.hidesBars !== false} onChange={(hidesBars) => changeIndicator(one.id, { hidesBars })}>In place of the bars' own candles</Toggle>
        )}
      </section>
      <footer><Button size="small" kind="ghost" onClick={reset}>Back to the usual values</Button></footer>
    </div>
  );
}
