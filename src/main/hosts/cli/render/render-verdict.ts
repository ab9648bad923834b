import type { LookAhead, Verdict } from '../../../../contract/model/verdict.ts';
import { formatTable } from '../table.ts';

const marks = new Map<boolean | null, string>([[true, 'yes'], [false, 'NO'], [null, '?']]);

/** A verdict for people: the headline, each check with its sentence, and how often the hypothesis was tried. */
export function renderVerdict({ headline, reasons, trials }: Verdict): string {
  const rows = reasons.map(({ title, passed, isDecisive, sentence }) => [marks.get(passed) ?? '?', isDecisive ? title : `${title} (advice)`, sentence]);
  return `Verdict: ${headline}\n\n${formatTable(['passed', 'check', 'what was found'], rows)}\n\n${trials.sentence}`;
}

/** Whether a strategy sees the future, for people. */
export const renderLookAhead = ({ sentence, leaks }: Pick<LookAhead, 'sentence' | 'leaks'>): string =>
  [sentence, ...leaks.map((leak) => leak.sentence)].join('\n');
