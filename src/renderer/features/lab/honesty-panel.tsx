import { useId, useState } from 'react';
import type { Verdict, VerdictReason } from '../../../contract/model/verdict.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber, trueMinus } from '../../ui/format.ts';
import { Failed, Loading } from '../../ui/panel-state.tsx';
import { Label } from '../../ui/text.tsx';
import { checkText, thresholdText } from './check-text.ts';
import styles from './honesty-panel.module.css';
import { gradeWords, useVerdict, withoutGrade } from './verdict-store.ts';
import { WithReport } from './with-report.tsx';

/** What the open run is worth: one verdict in plain words, how often its idea was tried, and every check with its value and what it is held against. */
export const HonestyPanel = () => <WithReport>{() => <Honesty />}</WithReport>;

function Honesty() {
  const { verdict, state, fault, again } = useVerdict();
  if (state === 'failed') return <Failed title="The run could not be judged" action={<Button size="small" onClick={again}>Try again</Button>}>{fault}</Failed>;
  if (verdict === null) return <Loading rows={9} label="Judging the run" />;
  return <Judgement verdict={verdict} onAgain={again} />;
}

function Judgement({ verdict, onAgain }: { readonly verdict: Verdict; readonly onAgain: () => void }) {
  const { grade, headline, reasons, trials, deflatedSharpe, overfitting, lookAhead, data } = verdict;
  const { mark, title, kind } = gradeWords[grade];
  return (
    <div className={styles.panel} tabIndex={0} role="region" aria-label="Honesty of the run">
      <h2 className={cx(styles.title, styles[kind])}><i aria-hidden>{mark}</i> {title}</h2>
      <p className={styles.sentence}>{withoutGrade(headline)}</p>
      <Gauge value={deflatedSharpe} />
      <dl className={styles.boxes}>
        <div title={trials.sentence}><dt><Label>Trials</Label></dt><dd>{formatNumber(trials.count, 0)}{trials.isWhole ? '' : '+'}</dd><dd className={styles.aside}>{trials.hypothesis === null ? 'not recorded' : 'of this idea'}</dd></div>
        <div title="How likely the true Sharpe ratio is above the best that so many trials show by luck"><dt><Label>DSR</Label></dt><dd className={doubt(deflatedSharpe !== null && deflatedSharpe < 0.95)}>{formatNumber(deflatedSharpe)}</dd><dd className={styles.aside}>want ≥ 0.95</dd></div>
        <div title="Probability that the best of the trials is in the lower half of them on other data"><dt><Label>PBO</Label></dt><dd className={doubt(overfitting !== null && overfitting.probability > 0.2)}>{formatNumber(overfitting?.probability ?? null)}</dd><dd className={styles.aside}>{overfitting === null ? 'from ten trials on' : 'want low'}</dd></div>
      </dl>
      <ul className={styles.checks} aria-label="Checks">{reasons.map((reason) => <Check key={reason.check} reason={reason} />)}</ul>
      <dl className={styles.facts}>
        <div><dt>Look-ahead</dt><dd>{lookAhead === null ? 'Not checked: the bars of the run, or its code, are not there.' : trueMinus(lookAhead.sentence)}</dd></div>
        <div><dt>Data</dt><dd>{data === null ? 'Not graded: the bars are not stored.' : <><b className={styles.letter}>{data.grade}</b> {trueMinus(data.sentence)}</>}</dd></div>
        <div><dt>Trials</dt><dd>{trueMinus(trials.sentence)}</dd></div>
      </dl>
      <footer className={styles.foot}><Button size="small" title="Trials that came since are counted, too" onClick={onAgain}>Judge again</Button></footer>
    </div>
  );
}

const doubt = (isDoubtful: boolean): string | undefined => (isDoubtful ? styles.doubt : undefined);

const ticks = Array.from({ length: 41 }, (_, i) => i / 40);

/** Where the chance that skill is real lies between luck and certainty. */
function Gauge({ value }: { readonly value: number | null }) {
  return (
    <div className={styles.gauge} role="meter" aria-label="Chance that skill is real" aria-valuemin={0} aria-valuemax={1} aria-valuenow={value ?? 0} aria-valuetext={value === null ? 'not known' : formatNumber(value)}>
      <svg viewBox="0 0 200 22" preserveAspectRatio="none" aria-hidden>
        {ticks.map((at) => <line key={at} className={styles.tick} x1={1 + at * 198} x2={1 + at * 198} y1={at * 40 % 10 === 0 ? 8 : 12} y2={16} />)}
        <line className={styles.enough} x1={1 + 0.95 * 198} x2={199} y1={20} y2={20} />
        {value !== null && <line className={value >= 0.95 ? styles.reachedEnough : styles.reached} x1={1} x2={1 + value * 198} y1={20} y2={20} />}
        {value !== null && <path className={value >= 0.95 ? styles.needleEnough : styles.needle} d={`M${1 + value * 198 - 3} 2h6v7l-3 4l-3 -4z`} />}
      </svg>
      <p><span>Luck</span><span>Chance that skill is real</span><span>0.95</span></p>
    </div>
  );
}

const marks = (passed: boolean | null, isDecisive: boolean): readonly [mark: string, kind: string | undefined, word: string] =>
  passed === null ? ['?', styles.unknown, 'not checked'] : passed ? ['✓', styles.pass, 'passed'] : isDecisive ? ['✕', styles.fail, 'failed'] : ['△', styles.doubt, 'doubtful'];

/** One check; it opens to say what was found and what that means. */
function Check({ reason }: { readonly reason: VerdictReason }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { title, passed, isDecisive } = reason;
  const sentence = trueMinus(reason.sentence);
  const [mark, kind, word] = marks(passed, isDecisive);
  return (
    <li>
      <button type="button" aria-expanded={isOpen} aria-controls={id} title={sentence} onClick={() => setOpen(!isOpen)}>
        <i className={kind} role="img" aria-label={word}>{mark}</i>
        <span>{title}</span>
        <b>{checkText(reason)}</b>
        <small>{thresholdText(reason)}</small>
      </button>
      <p id={id} hidden={!isOpen}>{sentence}{isDecisive ? '' : ' This is advice and does not decide the grade.'}</p>
    </li>
  );
}
