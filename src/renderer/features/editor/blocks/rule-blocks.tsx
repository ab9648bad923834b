import type { Rules } from '../../../../contract/model/rule.ts';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import { Label } from '../../../ui/text.tsx';
import { BlocksContext } from './blocks-context.ts';
import styles from './blocks.module.css';
import { IndicatorRows } from './indicator-rows.tsx';
import { ParamRows } from './param-rows.tsx';
import { RuleCards } from './rule-cards.tsx';

/** Rules as blocks, with the same rules in plain words beside them. */
export function RuleBlocks({ rules, known, english, edit }: {
  readonly rules: Rules;
  readonly known: ReadonlyMap<string, IndicatorInfo>;
  /** null: they cannot be said as they stand. */
  readonly english: string | null;
  readonly edit: (change: (rules: Rules) => Rules) => void;
}) {
  return (
    <BlocksContext value={{ rules, edit, known }}>
      <div className={styles.both}>
        <div className={styles.blocks}>
          <IndicatorRows />
          <RuleCards />
          <ParamRows />
        </div>
        {english !== null && (
          <aside className={styles.plain} aria-label="In plain words">
            <h3><Label>In plain words</Label></h3>
            {english.split('\n').filter((line) => line !== '').map((line, k) => <p key={k}>{line}</p>)}
          </aside>
        )}
      </div>
    </BlocksContext>
  );
}
