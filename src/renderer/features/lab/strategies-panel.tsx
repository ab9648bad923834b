import type { KeyboardEvent } from 'react';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { cx } from '../../ui/cx.ts';
import { Button } from '../../ui/button.tsx';
import { Failed } from '../../ui/panel-state.tsx';
import { Label } from '../../ui/text.tsx';
import { changeSetup, useLab } from './lab-store.ts';
import styles from './strategies-panel.module.css';
import { useStrategies } from './use-lab.ts';
import { Waiting } from './waiting.tsx';

/** Every strategy that can be run, by family. Arrow keys walk. */
export function StrategiesPanel() {
  const { value, state, error, reload } = useStrategies();
  const chosen = useLab((lab) => lab.setup.strategy);
  if (state === 'failed') return <Failed title="No strategies" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed>;
  if (value === null) return <Waiting rows={8} label="Loading strategies" />;
  return (
    <div className={styles.list} onKeyDown={walk}>
      {familiesOf(value).map(([family, members]) => (
        <section key={family} aria-label={family}>
          <h3><Label>{family}</Label></h3>
          {members.map((one) => (
            <button key={one.name} type="button" className={cx(styles.item, one.name === chosen && styles.chosen)} aria-pressed={one.name === chosen} onClick={() => changeSetup({ strategy: one.name })}>
              <strong>{one.title}</strong>
              <span>{one.description}</span>
            </button>
          ))}
        </section>
      ))}
    </div>
  );
}

/** In the order in which families first appear. */
function familiesOf(strategies: readonly StrategyInfo[]): readonly (readonly [string, readonly StrategyInfo[]])[] {
  const families = new Map<string, StrategyInfo[]>();
  for (const one of strategies) families.set(one.family, [...(families.get(one.family) ?? []), one]);
  return [...families];
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.findIndex((one) => one === document.activeElement) + step];
  next?.focus();
  next?.click();
}
