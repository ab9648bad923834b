import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runJson, runTapedeck } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();

describe('settings of a data folder', () => {
  it('are changed over the version they are based on, and found again by the next command', async () => {
    const dataDir = join(folder(), 'settings');
    expect(await runJson(['settings', 'patch', '--version', '0', '--theme', 'light'], dataDir)).toMatchObject({ version: 1, settings: { theme: 'light', density: 'dense' } });
    const late = await runTapedeck(['settings', 'patch', '--version', '0', '--theme', 'system', '--json'], dataDir);
    expect([late.exitCode, JSON.parse(late.out)]).toMatchObject([1, { error: { code: 'CONFLICT', details: { version: 1, basedOn: 0 } } }]);
    expect(await runJson(['settings', 'get'], dataDir)).toMatchObject({ version: 1, settings: { theme: 'light' } });

    expect(await runJson(['layouts', 'save', 'desk', '--version', '0', '--layout', '{"panels":[]}'], dataDir)).toEqual({ name: 'desk', version: 1, layout: '{"panels":[]}' });
    expect(await runJson(['layouts', 'get', 'desk'], dataDir)).toMatchObject({ layout: '{"panels":[]}' });
  });
});
