import { useState } from 'react';
import type { IndicatorInfo } from '../../../contract/model/indicator.ts';
import { useCall } from '../../app/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NumberField } from '../../ui/field.tsx';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { addIndicator } from './chart-store.ts';
import styles from './chart.module.css';

/** Adds an indicator to the chart. Names, parameters and ranges come from the application. */
export function IndicatorMenu() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" kind="ghost" onClick={() => setOpen(true)}>ƒ Indicators</Button>
      <Dialog title="Add an indicator" isOpen={isOpen} onClose={() => setOpen(false)} width={560}>
        {isOpen && <Chooser onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function Chooser({ onDone }: { readonly onDone: () => void }) {
  const { state, value, error } = useCall('indicators', (api) => api.indicators.list({}));
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState<IndicatorInfo | null>(null);
  const [params, setParams] = useState<Readonly<Record<string, string>>>({});
  if (state === 'failed') return <Failed title="Indicators could not be loaded">{error}</Failed>;
  if (value === null) return <Loading />;
  const shown = value.filter((one) => `${one.name} ${one.title} ${one.group}`.toLowerCase().includes(filter.toLowerCase()));
  const choose = (one: IndicatorInfo): void => {
    setChosen(one);
    setParams(Object.fromEntries(one.params.map((param) => [param.name, String(param.default)])));
  };
  const fault = chosen?.params.map((param) => {
    const typed = Number(params[param.name]);
    return Number.isFinite(typed) && typed >= param.min && typed <= param.max ? null : `${param.name} must be ${param.min} to ${param.max}`;
  }).find((one) => one !== null) ?? null;
  const add = (): void => {
    if (chosen === null || fault !== null) return;
    addIndicator(chosen.name, Object.fromEntries(Object.entries(params).map(([name, text]) => [name, Number(text)])));
    onDone();
  };
  return (
    <form className={styles.chooser} onSubmit={(event) => { event.preventDefault(); add(); }}>
      <div>
        <input className={styles.find} aria-label="Find an indicator" placeholder="Find an indicator" value={filter} onChange={(event) => setFilter(event.target.value)} />
        {shown.length === 0 ? <Empty title="None is called that" /> : (
          <ul className={styles.choices}>
            {shown.map((one) => (
              <li key={one.name}>
                <button type="button" aria-pressed={one.name === chosen?.name} onClick={() => choose(one)} onDoubleClick={add}><b>{one.name.toUpperCase()}</b> <span>{one.title}</span></button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={styles.params}>
        {chosen === null ? <p className={styles.hint}>Choose one on the left to see what it does.</p> : (
          <>
            <h3>{chosen.title}</h3>
            <p className={styles.hint}>{chosen.description}</p>
            {chosen.params.map((param) => (
              <NumberField key={param.name} label={param.name} step={Number.isInteger(param.default) ? '1' : '0.1'} value={params[param.name] ?? ''} onChange={(text) => setParams({ ...params, [param.name]: text })} />
            ))}
            {fault !== null && <p className={styles.fault}>{fault}</p>}
            <p className={styles.hint}>Source: {chosen.source}</p>
            <Button type="submit" kind="primary" disabled={fault !== null}>Add to chart</Button>
          </>
        )}
      </div>
    </form>
  );
}
