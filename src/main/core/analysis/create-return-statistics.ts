import { nearestName } from '../../../quant/text/nearest-name.ts';
import { listMetricNotes } from '../../../quant/stats/index.ts';
import type { JobOptions, JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import type { ReturnStatistics } from './return-statistics.ts';
import { toReturnSeries } from './to-return-series.ts';
import { toReturnTable } from './to-return-table.ts';
import { valueOf } from './value-of.ts';

const optionsOf = (signal: AbortSignal | undefined): JobOptions => (signal === undefined ? {} : { signal });

/** Builds statistics of returns; they are computed in the pool. */
export function createReturnStatistics({ jobs }: { readonly jobs: JobPort }): ReturnStatistics {
  return {
    async analyse(request, signal) {
      const { series, leftOut } = toReturnSeries(request);
      return { ...valueOf(await jobs.run('returns.analyse', series, optionsOf(signal))), leftOut };
    },
    async assess(request, call = {}) {
      const { table, leftOut } = toReturnTable(request);
      return { ...valueOf(await jobs.run('returns.assess', { ...request, ...table }, call)), leftOut };
    },
    explain: explainMetrics,
  };
}

/** Notes of the metrics of a library, or of a name in all of them; every one where nothing is asked for. */
function explainMetrics(dialect: string | null, name: string | null): ReturnType<ReturnStatistics['explain']> {
  const notes = listMetricNotes();
  const ofDialect = dialect === null ? notes : notes.filter((note) => note.dialect === dialect);
  if (dialect !== null && ofDialect.length === 0) throw unknown('library', dialect, notes.map((note) => note.dialect));
  if (name === null) return ofDialect;
  const named = ofDialect.filter((note) => note.name === name);
  if (named.length === 0) throw unknown('metric', name, ofDialect.map((note) => note.name));
  return named;
}

function unknown(what: string, asked: string, known: readonly string[]): AppError {
  const nearest = nearestName(asked, [...new Set(known)]);
  return new AppError('NOT_FOUND', `There is no ${what} ${asked}${nearest === null ? '.' : `; did you mean ${nearest}?`}`, { asked, nearest });
}
