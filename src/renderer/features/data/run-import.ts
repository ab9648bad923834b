import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { isClientError, type Client } from '../../api/index.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { formatIsoDate, formatTime } from '../../ui/format.ts';
import { loadInstruments } from '../market/index.ts';
import { changeImport, findImport, seriesChanged, useImports, type FileImport, type ImportChoice, type ImportProblem, type ReadOptions } from './import-store.ts';
import { chooseSeries } from './series-store.ts';
import { discard, sendFile } from './send-file.ts';
import { symbolOf } from './symbol-of.ts';

/** What can be given up, by import: the sending or the reading under way. */
const underWay = new Map<string, AbortController>();
let queue: Promise<void> = Promise.resolve();
let nextId = 1;

/** Takes files in: they are sent one after the other, each is then read as a whole, and waits for a decision. */
export function importFiles(client: Client, files: readonly File[]): void {
  const added = files.map((file): FileImport => ({
    id: `import-${nextId++}`, file, name: file.name, stage: 'waiting', sentBytes: 0, uploadId: null, options: {}, preview: null, problem: null, report: null,
    symbol: symbolOf(file.name), timeframe: '1d' as Timeframe, onConflict: 'refuse',
  }));
  if (added.length === 0) return;
  useImports.setState(({ all }) => ({ all: [...all, ...added], openId: added[0]?.id ?? null }));
  for (const { id } of added) queue = queue.then(() => send(client, id));
}

/** Sends a file again whose sending failed. */
export function sendAgain(client: Client, id: string): void {
  const uploadId = findImport(id)?.uploadId ?? null;
  if (uploadId !== null) discard(client, uploadId);
  changeImport(id, { stage: 'waiting', problem: null, sentBytes: 0, uploadId: null });
  queue = queue.then(() => send(client, id));
}

async function send(client: Client, id: string): Promise<void> {
  const found = findImport(id);
  if (found === undefined) return;
  const giveUp = new AbortController();
  underWay.set(id, giveUp);
  changeImport(id, { stage: 'sending' });
  try {
    const uploadId = await sendFile(client, found.file, (sentBytes) => changeImport(id, { sentBytes }), giveUp.signal);
    changeImport(id, { uploadId });
    if (findImport(id) === undefined) discard(client, uploadId);
    else await preview(client, id);
  } catch (error) {
    if (!giveUp.signal.aborted) changeImport(id, { stage: 'failed', problem: { text: sentenceOf(error) } });
  } finally {
    if (underWay.get(id) === giveUp) underWay.delete(id);
  }
}

/** Reads the file with other options; an earlier reading is given up. */
export async function readAs(client: Client, id: string, options: ReadOptions): Promise<void> {
  changeImport(id, { options });
  await preview(client, id);
}

async function preview(client: Client, id: string): Promise<void> {
  const { uploadId, options, preview: before } = findImport(id) ?? {};
  if (uploadId === undefined || uploadId === null || options === undefined) return;
  underWay.get(id)?.abort();
  const giveUp = new AbortController();
  underWay.set(id, giveUp);
  changeImport(id, { stage: 'reading', problem: null });
  try {
    const found = await client.api.data.importPreview({ uploadId, options: withColumns(options) }, { signal: giveUp.signal });
    // The length is proposed once; what a person has chosen since stays.
    const proposed = (before?.timeframe ?? null) === null && found.timeframe !== null ? { timeframe: found.timeframe } : {};
    changeImport(id, { stage: 'ready', preview: found, ...proposed });
  } catch (error) {
    if (!giveUp.signal.aborted) changeImport(id, { stage: before === null ? 'failed' : 'ready', problem: { text: sentenceOf(error) } });
  } finally {
    if (underWay.get(id) === giveUp) underWay.delete(id);
  }
}

const withColumns = ({ columns, ...options }: ReadOptions) => ({ ...options, ...(columns === undefined ? {} : { columns: { ...columns } }) });

/** Stores the bars of a file, or nothing. */
export async function storeImport(client: Client, id: string): Promise<void> {
  const found = findImport(id);
  if (found === undefined || found.uploadId === null) return;
  const { uploadId, symbol, timeframe, onConflict, options } = found;
  changeImport(id, { stage: 'storing', problem: null });
  try {
    const report = await client.api.data.importCommit({ uploadId, symbol, timeframe, onConflict, options: withColumns(options) });
    changeImport(id, { stage: 'stored', report, uploadId: null });
    seriesChanged();
    chooseSeries({ instrumentId: report.instrumentId, timeframe: report.timeframe });
    await loadInstruments(client).catch(() => undefined);
  } catch (error) {
    changeImport(id, { stage: 'ready', problem: problemOf(error, found) });
  }
}

/** Stores several files, each for itself: one that is refused says why and keeps no other back. */
export async function storeAll(client: Client, imports: readonly FileImport[]): Promise<void> {
  for (const { id } of imports) await storeImport(client, id);
}

/** The refusals that a choice puts right are said with that choice. */
function problemOf(error: unknown, { timeframe, symbol }: ImportChoice): ImportProblem {
  const details = isClientError(error) ? error.data.details : {};
  if (typeof details['looksLike'] === 'string') {
    const looksLike = details['looksLike'] as Timeframe;
    return { text: `These look like ${looksLike} bars and ${timeframe} was chosen. Nothing was stored.`, fix: { label: `Take ${looksLike}`, change: { timeframe: looksLike } } };
  }
  if (isClientError(error) && error.code === 'CONFLICT' && typeof details['timeMs'] === 'number') {
    const ms = details['timeMs'];
    return {
      text: `The bar of ${formatIsoDate(ms)} ${formatTime(ms)} UTC is stored already in FILE:${symbol} at ${timeframe} with other values. Nothing was stored.`,
      fix: { label: 'Replace stored bars', change: { onConflict: 'replace' } },
    };
  }
  return { text: sentenceOf(error) };
}

/** Takes a file off the list; what was sent of it is given up. */
export function dropImport(client: Client, id: string): void {
  const { uploadId = null, stage = 'waiting' } = findImport(id) ?? {};
  underWay.get(id)?.abort();
  if (uploadId !== null && stage !== 'storing') discard(client, uploadId);
  useImports.setState(({ all, openId }) => {
    const rest = all.filter((one) => one.id !== id);
    const at = all.findIndex((one) => one.id === id);
    return { all: rest, openId: openId === id ? (rest[Math.min(at, rest.length - 1)]?.id ?? null) : openId };
  });
}
