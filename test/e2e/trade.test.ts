import { describe, expect, it } from 'vitest';
import { hasBrowser } from './browser.ts';
import { useWorkstation } from './workstation.ts';

describe.runIf(hasBrowser)('the desk as a newcomer sees it', () => {
  const desk = useWorkstation();

  it('shows at least 24 instruments within five seconds', async () => {
    const rows = desk.page().getByRole('region', { name: 'Watchlist' }).getByRole('row');
    await expect.poll(() => rows.count(), { timeout: 5_000 }).toBeGreaterThan(24);
  });
});
