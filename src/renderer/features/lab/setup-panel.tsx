import { useMemo } from 'react';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { Button } from '../../ui/button.tsx';
import { Failed } from '../../ui/panel-state.tsx';
import { Label } from '../../ui/text.tsx';
import { useAtHand, withAtHand } from './at-hand.ts';
import { CostFields } from './cost-fields.tsx';
import { DataFields } from './data-fields.tsx';
import { EngineFields } from './engine-fields.tsx';
import { changeParam, useLab } from './lab-store.ts';
import { ParamField } from './param-field.tsx';
import { readSetup, textOfParam, type Faults } from './read-setup.ts';
import styles from './setup-panel.module.css';
import { useStrategies } from './use-lab.ts';
import { Waiting } from './waiting.tsx';

/** Everything that decides the next run: the rules' settings, the data, the costs, the engine's conventions. */
export function SetupPanel() {
  const { value, state, error, reload } = useStrategies();
  const setup = useLab((lab) => lab.setup);
  const atHand = useAtHand((store) => store.atHand);
  const strategy = useMemo(() => ((found) => (found === undefined ? null : withAtHand(found, atHand).strategy))(value?.find((one) => one.name === setup.strategy)), [value, setup.strategy, atHand]);
  const faults = useMemo<Faults>(() => (strategy === null ? {} : readSetup(setup, strategy).faults), [setup, strategy]);
  if (state === 'failed') return <Failed title="No strategies" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed>;
  if (value === null) return <Waiting rows={8} label="Loading the setup" />;
  return (
    <form className={styles.form} aria-label="Setup" onSubmit={(event) => event.preventDefault()}>
      {strategy !== null && <Params strategy={strategy} faults={faults} />}
      <DataFields faults={faults} />
      <CostFields faults={faults} />
      <EngineFields faults={faults} />
    </form>
  );
}

function Params({ strategy, faults }: { readonly strategy: StrategyInfo; readonly faults: Faults }) {
  const setup = useLab((lab) => lab.setup);
  return (
    <fieldset className={styles.group}>
      <legend><Label>Rules</Label></legend>
      <p className={styles.rule}><b>{strategy.title}.</b> {strategy.description}</p>
      {strategy.params.map((param) => (
        <ParamField key={param.name} param={param} text={textOfParam(setup, strategy.name, param)} fault={faults[`param:${param.name}`] ?? null} onChange={(text) => changeParam(strategy.name, param.name, text)} />
      ))}
      {strategy.params.length === 0 && <p className={styles.hint}>These rules have nothing to set.</p>}
    </fieldset>
  );
}
