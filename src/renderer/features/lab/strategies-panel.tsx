import { Plus } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { runCommand } from '../../app/commands.ts';
import { cx } from '../../ui/cx.ts';
import { Button } from '../../ui/button.tsx';
import { Failed } from '../../ui/panel-state.tsx';
import { Label } from '../../ui/text.tsx';
import { changeSetup, useLab } from './lab-store.ts';
import styles from './strategies-panel.module.css';
import { useStrategies } from './use-lab.ts';
import { Waiting } from './waiting.tsx';

const own = 'own';

/** Every strategy that can be run, one's own first and the ready-made ones by family. Arrow keys walk. */
export function StrategiesPanel() {
  const { value, state, error, reload } = useStrategies();
  const chosen = useLab((lab) => lab.setup.strategy);
  if (state === 'failed') return <Failed title="No strategies" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed>;
  if (value === null) return <Waiting rows={8} label="Loading strategies" />;
  const mine = value.filter((one) => one.family === own);
  return (
    <div className={styles.list}>
      <Button size="small" className={styles.fresh ?? ''} onClick={() => runCommand('lab.new-strategy')}><Plus size={11} aria-hidden /> New strategy</Button>
      <div onKeyDown={walk}>
        {mine.length > 0 && <Family name="Yours" members={mine} chosen={chosen} />}
        {familiesOf(value.filter((one) => one.family !== own)).map(([family, members]) => <Family key={family} name={family} members={members} chosen={chosen} />)}
      </div>
    </div>
  );
}

const Family = ({ name, members, chosen }: { readonly name: string; readonly members: readonly StrategyInfo[]; readonly chosen: string }) => (
  <section aria-label={name}>
    <h3><Label>{name}</Label></h3>
    {members.map((one) => <Item key={one.name} strategy={one} isChosen={one.name === chosen} />)}
  </section>
);

function Item({ strategy: { name, title, description, file, problem }, isChosen }: { readonly strategy: StrategyInfo; readonly isChosen: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  // One that was chosen elsewhere, or made just now, comes into sight.
  useEffect(() => {
    if (isChosen) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <button
      ref={button} type="button" className={cx(styles.item, isChosen && styles.chosen)} aria-pressed={isChosen} onClick={() => changeSetup({ strategy: name })}
      onDoubleClick={() => runCommand('lab.edit-strategy')}
    >
      <strong>{title}</strong>
      {problem === undefined ? <span>{description === '' ? file : description}</span> : <span className={styles.problem}>△ {problem}</span>}
    </button>
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
