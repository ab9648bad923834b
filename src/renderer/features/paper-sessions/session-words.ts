import type { PaperEntry, PaperSession } from '../../../contract/model/paper-session.ts';
import { formatNumber, placesOf } from '../../ui/format.ts';

const marks: Readonly<Record<PaperSession['status'], readonly [mark: string, word: string]>> = {
  checking: ['◐', 'Checking'], refused: ['✕', 'Refused'], running: ['●', 'Trading'], stopped: ['‖', 'Stopped'], failed: ['✕', 'Failed'],
};

/** Where a session stands, in a mark and a word or two. */
export function sayStatus({ status, progress, bars }: Pick<PaperSession, 'status' | 'progress' | 'bars'>): string {
  const [mark, word] = marks[status];
  if (status === 'checking') return `${mark} ${word} ${Math.floor(progress * 100)}%`;
  return status === 'running' && bars.live + bars.caughtUp === 0 ? '○ Waits for a bar' : `${mark} ${word}`;
}

/** Bars that its strategy was asked on. */
export const barsSince = ({ bars }: Pick<PaperSession, 'bars'>): number => bars.live + bars.caughtUp;

/** `SIM:ACME 1m`, or how many there are. */
export function saySeries({ series, symbols }: Pick<PaperSession, 'series' | 'symbols'>): string {
  const [first] = series;
  if (first === undefined) return '';
  return series.length === 1 ? `${symbols[0] ?? first.instrumentId} ${first.timeframe}` : `${series.length} × ${first.timeframe}`;
}

const sizeText = (size: number): string => formatNumber(Math.abs(size), Math.min(6, placesOf(String(size))));

/** What is held, side first. */
export function sayPosition(account: PaperSession['account']): string {
  const positions = account?.positions ?? [];
  const [first] = positions;
  if (first === undefined) return account === null ? '' : 'flat';
  if (positions.length > 1) return `${positions.length} positions`;
  return `${first.size > 0 ? '▲ long' : '▼ short'} ${sizeText(first.size)} ${first.symbol}`;
}

/** The last that the strategy asked for; null: nothing yet. */
export const lastSignal = ({ latest }: Pick<PaperSession, 'latest'>): PaperEntry | null => latest.findLast(({ kind }) => kind === 'intent') ?? latest.at(-1) ?? null;

/** Enough of a hash to tell it from another. */
export const shortHash = (hash: string): string => hash.slice(0, 8);

/** Whether a session that ended can go on: only one that had begun to trade. */
export const canResume = ({ status, tradesFromMs }: Pick<PaperSession, 'status' | 'tradesFromMs'>): boolean => status === 'stopped' && tradesFromMs !== null;
export const isUnderWay = ({ status }: Pick<PaperSession, 'status'>): boolean => status === 'checking' || status === 'running';

/** `fast 10, slow 20` */
export const sayParams = (params: PaperSession['params']): string => Object.entries(params).map(([name, value]) => `${name} ${formatNumber(value, Math.min(6, placesOf(String(value))))}`).join(', ');

/** Percent as typed into a share, by moving the point; null: it is no percentage from 0 to 50. */
export const shareOfPercent = (text: string): number | null => (/^(\d+\.?\d*|\.\d+)$/.test(text) && Number(text) <= 50 ? Number(`${text}e-2`) : null);
export const percentOfShare = (share: number): string => String(Number((share * 100).toPrecision(12)));
