import { useEffect, useRef } from 'react';
import { useNotices, type Notice } from '../../app/notices.ts';
import { Count } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatDate, formatTime } from '../../ui/format.ts';
import { Empty } from '../../ui/panel-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { countUnread, pickMessages, useMessages } from './messages-store.ts';
import styles from './messages.module.css';

const kinds: Readonly<Record<Notice['kind'], { readonly mark: string; readonly name: string }>> = {
  info: { mark: '•', name: 'Note' }, buy: { mark: '▲', name: 'Bought' }, sell: { mark: '▼', name: 'Sold' },
  warn: { mark: '⚠', name: 'Warning' }, refusal: { mark: '✕', name: 'Refused' }, risk: { mark: '⚠', name: 'Risk' },
};

/** What was told, newest first, also before the window was loaded. To look at it is to have read it. */
export function Messages() {
  const history = useNotices((store) => store.history);
  const onlyTrouble = useMessages((store) => store.onlyTrouble);
  const panel = useRef<HTMLDivElement>(null);
  const newestMs = history[0]?.atMs ?? 0;
  useEffect(() => {
    const element = panel.current;
    if (element === null) return;
    // A tab behind another has no size: only what is in sight is read.
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && useMessages.setState({ seenUntilMs: newestMs }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [newestMs]);
  const shown = pickMessages(history, onlyTrouble);
  return (
    <div ref={panel} className={styles.panel}>
      {shown.length === 0
        ? <Empty title={onlyTrouble && history.length > 0 ? 'No warnings' : 'No messages yet'}>{onlyTrouble && history.length > 0 ? 'Choose All to see the other messages.' : 'Fills, refusals and warnings are kept here after they have left the screen.'}</Empty>
        : <ol className={styles.list} aria-label="Messages" tabIndex={0}>{shown.map((notice) => <Message key={`${notice.id} ${notice.atMs}`} notice={notice} />)}</ol>}
    </div>
  );
}

const Message = ({ notice }: { readonly notice: Notice }) => (
  <li className={cx(styles.message, styles[notice.kind])}>
    <time className={styles.time} dateTime={new Date(notice.atMs).toISOString()} title={`${new Date(notice.atMs).toDateString()} ${formatTime(notice.atMs, 'local')}, time of this computer`}>{isToday(notice.atMs) ? formatTime(notice.atMs, 'local') : nameDay(notice.atMs)}</time>
    <span className={styles.kind}><i aria-hidden>{kinds[notice.kind].mark}</i> {kinds[notice.kind].name}</span>
    <p><strong>{notice.title}</strong>{notice.text !== undefined && <> {notice.text}</>}</p>
    {notice.action !== undefined && <Button size="small" kind="ghost" onClick={notice.action.run}>{notice.action.label}</Button>}
  </li>
);

/** 21 Nov */
const nameDay = (ms: number): string => formatDate(ms, 'local').split(' ').slice(1, 3).join(' ');
const isToday = (ms: number): boolean => new Date(ms).toDateString() === new Date().toDateString();

/** All, or what warns. */
export function MessagesActions() {
  const onlyTrouble = useMessages((store) => store.onlyTrouble);
  return (
    <Segmented
      label="Messages shown" size="bare" value={onlyTrouble ? 'trouble' : 'all'} onChange={(value) => useMessages.setState({ onlyTrouble: value === 'trouble' })}
      choices={[{ value: 'all', label: 'All' }, { value: 'trouble', label: 'Warnings', hint: 'Warnings, refusals and risk' }]}
    />
  );
}

/** Warnings and refusals that came since the panel was last in sight. */
export function UnreadCount() {
  const seenUntilMs = useMessages((store) => store.seenUntilMs);
  const count = useNotices((store) => countUnread(store.history, seenUntilMs));
  return count === 0 ? null : <span className={styles.unread} role="status" aria-label={`${count} unread`}><Count>{count}</Count></span>;
}
