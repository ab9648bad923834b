import { GripVertical, Trash2 } from 'lucide-react';
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { Label } from '../../../ui/text.tsx';
import { moved, replaced, without, type Rule } from '../rules/change-rules.ts';
import { newRule } from '../rules/new-parts.ts';
import { ActionRows } from './action-block.tsx';
import { useBlocks } from './blocks-context.ts';
import styles from './blocks.module.css';
import { ConditionRows } from './condition-block.tsx';
import { AddButton } from './fields.tsx';

const mostRules = 50;

/** The rules from the first to the last: the first whose condition holds is done. They are moved by their grip, with the pointer or with Alt and the arrows. */
export function RuleCards() {
  const { rules, edit, known } = useBlocks();
  const list = useRef<HTMLOListElement>(null);
  const change = (k: number, rule: Rule): void => edit((before) => ({ ...before, rules: replaced(before.rules, k, rule) }));
  const move = (from: number, to: number): void => edit((before) => ({ ...before, rules: moved(before.rules, from, to) }));
  return (
    <section className={styles.section} aria-label="Rules">
      <h3><Label>Rules</Label> <small>On the close of each bar the first that holds is done.</small></h3>
      <ol ref={list} className={styles.cards}>
        {rules.rules.map((rule, k) => (
          <li key={k} className={styles.card} aria-label={`Rule ${k + 1}`}>
            <Grip number={k + 1} count={rules.rules.length} onMove={(to) => { move(k, to); focusGrip(list.current, to); }} placeAt={(y) => placeAt(list.current, y)} />
            <div className={styles.whole}>
              <ConditionRows label={`rule ${k + 1}`} value={rule.when} onChange={(when) => change(k, { ...rule, when })} />
              <ActionRows label={`rule ${k + 1}`} value={rule.act} onChange={(act) => change(k, { ...rule, act })} />
            </div>
            <IconButton label={`Remove rule ${k + 1}`} className={styles.drop ?? ''} disabled={rules.rules.length === 1} onClick={() => edit((before) => ({ ...before, rules: without(before.rules, k) }))}><Trash2 size={12} aria-hidden /></IconButton>
          </li>
        ))}
      </ol>
      {rules.rules.length < mostRules && <AddButton onClick={() => edit((before) => ({ ...before, rules: [...before.rules, newRule(before, known)] }))}>Rule</AddButton>}
    </section>
  );
}

/** Moves its rule: dragged up and down, or with Alt ↑ and Alt ↓. */
function Grip({ number, count, onMove, placeAt: place }: { readonly number: number; readonly count: number; readonly onMove: (to: number) => void; readonly placeAt: (y: number) => number | null }) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const to = number - 1 + step;
    if (to >= 0 && to < count) onMove(to);
  };
  const onPointerUp = (event: PointerEvent<HTMLButtonElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    event.currentTarget.releasePointerCapture(event.pointerId);
    const to = place(event.clientY);
    if (to !== null && to !== number - 1) onMove(to);
  };
  return (
    <IconButton label={`Move rule ${number}: drag it, or press Alt ↑ or Alt ↓`} className={styles.grip ?? ''} onKeyDown={onKeyDown} onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)} onPointerUp={onPointerUp}>
      <GripVertical size={12} aria-hidden />
    </IconButton>
  );
}

/** The place of the card at this height of the window; beyond the ends the first and the last. */
function placeAt(list: HTMLOListElement | null, y: number): number | null {
  const cards = [...(list?.children ?? [])].map((card) => card.getBoundingClientRect());
  if (cards.length === 0) return null;
  const found = cards.findIndex((card) => y < card.bottom);
  return found < 0 ? cards.length - 1 : found;
}

/** After the cards stand in their new order. */
const focusGrip = (list: HTMLOListElement | null, place: number): void =>
  void requestAnimationFrame(() => list?.children[place]?.querySelector('button')?.focus());
