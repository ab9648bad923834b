import { composeOffline } from '../../../src/main/compose-offline.ts';
import { sweepBars, sweepRequest } from './sweep-input.ts';

/** Runs the sweep of the test in a data folder and says how many trials are on disk, from commit to commit. */
const [folder = '', search = 'grid'] = process.argv.slice(2);
const offline = composeOffline({ records: true, dataDir: folder });
await offline.sweeps.runOnBars(sweepRequest(search), [{ symbol: 'ACME', bars: sweepBars() }], {
  onProgress: ({ sweepId, done }) => void process.stdout.write(`${sweepId} ${done}\n`),
});
await offline.dispose();
