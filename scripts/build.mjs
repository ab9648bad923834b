// Builds out/main where the sources have changed.
import { ensureBuilt } from './lib/build.mjs';
import { main } from './lib/project.mjs';
import { setUp } from './lib/set-up.mjs';

await main(async () => {
  await setUp();
  await ensureBuilt();
});
