import type { NewsItem } from '../../../contract/model/news.ts';
import { useZone } from '../../app/settings-store.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatDate, formatMinute, formatTime } from '../../ui/format.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { isRepeated } from '../../ui/zone.ts';
import { symbolOf } from '../trading/index.ts';
import styles from './news.module.css';
import { lookAtNews, useNews } from './news-store.ts';

/** Headlines, newest first. A row brings its instrument and its moment into view. */
export function NewsPanel() {
  const { items, error, chosenId } = useNews();
  const zone = useZone();
  const newestDay = items?.[0] === undefined ? '' : formatDate(items[0].timeMs, zone);
  const columns: readonly Column<NewsItem>[] = [
    {
      id: 'time', title: 'Time', align: 'left', width: items?.some(({ timeMs }) => isRepeated(timeMs, zone)) === true ? 108 : 80, value: ({ timeMs }) => timeMs,
      cell: ({ timeMs }) => {
        const day = formatDate(timeMs, zone);
        const text = day === newestDay ? formatTime(timeMs, zone) : `${day.split(' ').slice(1, 3).join(' ')} ${formatMinute(timeMs, zone)}`;
        return <time className={styles.quiet} dateTime={new Date(timeMs).toISOString()}>{text}</time>;
      },
    },
    { id: 'instrument', title: 'About', align: 'left', width: 54, value: ({ instrumentId }) => instrumentId, cell: ({ instrumentId }) => (instrumentId === null ? <span className={styles.quiet}>Market</span> : <b>{symbolOf(instrumentId)}</b>) },
    { id: 'headline', title: 'Headline', align: 'left', width: 196, cell: ({ headline }) => <span title={headline}>{headline}</span> },
  ];
  if (items === null) return error === null ? <Loading rows={5} label="Loading the news" /> : <Failed title="The news could not be loaded">{error}</Failed>;
  return (
    <DataTable
      label="News" rows={items} columns={columns} rowKey={({ newsId }) => newsId} selected={chosenId} onSelect={lookAtNews} onOpen={lookAtNews}
      empty={<Empty title="No news this week">Invented headlines appear here when prices move far, and when trouble is called. Let the tape run.</Empty>}
    />
  );
}
