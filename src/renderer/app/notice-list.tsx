import { X } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { formatTime } from '../ui/format.ts';
import styles from './notice-list.module.css';
import { dismissNotice, useNotices, type Notice } from './notices.ts';

const marks: Readonly<Record<Notice['kind'], string>> = { info: '•', buy: '▲', sell: '▼', warn: '⚠', refusal: '✕', risk: '⚠' };

/** Notices in the lower right, clear of the ticket. */
export function NoticeList() {
  const shown = useNotices((store) => store.shown);
  return (
    <ol className={styles.list} aria-label="Notices" aria-live="polite">
      {shown.map((notice) => (
        <li key={notice.id} className={cx(styles.notice, styles[notice.kind])} role={notice.kind === 'refusal' || notice.kind === 'risk' ? 'alert' : undefined}>
          <i aria-hidden>{marks[notice.kind]}</i>
          <div>
            <strong>{notice.title}</strong>
            {notice.text !== undefined && <p>{notice.text}</p>}
            {notice.action !== undefined && <Button size="small" onClick={() => { notice.action?.run(); dismissNotice(notice.id); }}>{notice.action.label}</Button>}
          </div>
          <time className={styles.time}>{formatTime(notice.atMs, 'local')}</time>
          <button type="button" aria-label="Dismiss" className={styles.close} onClick={() => dismissNotice(notice.id)}><X size={12} aria-hidden /></button>
        </li>
      ))}
    </ol>
  );
}
