import type { Migration } from '../migration.ts';

/**
 * Runs recorded so far counted towards a hypothesis that was named by the symbol or the instrument; now by the data, so that earlier runs
 * count together with new ones over the same bars. Their spec tells the fingerprint of what they saw; of a series that was not imported
 * (a feed's) it tells which.
 */
export const hypothesesByData: Migration = {
  number: 2,
  name: 'hypotheses-by-data',
  sql: `
    UPDATE runs SET hypothesis = sha256(
      '{"data":[' || json_quote(
        CASE WHEN json_extract(spec, '$.series.instrumentId') NOT LIKE 'FILE:%'
          THEN json_extract(spec, '$.series.instrumentId') || ' ' || json_extract(spec, '$.series.timeframe')
          ELSE json_extract(spec, '$.data[0].fingerprint') END
      ) || '],"strategy":' || json_quote(json_extract(spec, '$.strategy')) || '}'
    ) WHERE json_extract(spec, '$.data[0].fingerprint') IS NOT NULL;
  `,
};
