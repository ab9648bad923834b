import { afterEach, describe, expect, it } from 'vitest';
import { openInProcess, openPorts, openRest, openWebSocketWindow, type OpenDoor } from './open-door.ts';
import { failureOf } from './test-transport-contract.ts';

describe.each([['in process', openInProcess], ['MessagePort', openPorts], ['WebSocket', openWebSocketWindow], ['REST', openRest]] as const)('settings, %s', (_, openDoor) => {
  let door: OpenDoor;
  afterEach(() => door.close());

  it('of one window reach the other, which cannot change what it has not seen', async () => {
    door = await openDoor();
    const [one, other] = [door.api, await door.as('admin')];
    const stream = await other.settings.watch({});
    const next = async (): Promise<unknown> => (await stream.next()).value;
    expect(await next()).toMatchObject({ version: 0, settings: { theme: 'dark', density: 'dense' } });

    const changed = await one.settings.patch({ version: 0, changes: { theme: 'light' } });
    expect(await next()).toEqual(changed);
    expect(await failureOf(() => other.settings.patch({ version: 0, changes: { density: 'roomy' } }))).toMatchObject({ code: 'CONFLICT', status: 409, data: { details: { version: 1, basedOn: 0 } } });
    expect(await other.settings.get({}), 'nothing has changed').toEqual(changed);
    expect(await other.settings.patch({ version: 1, changes: { density: 'roomy' } })).toMatchObject({ version: 2, settings: { theme: 'light', density: 'roomy' } });
    await stream.return?.();
  });

  it('that are wrong are refused by the name of the field, unknown ones too', async () => {
    door = await openDoor();
    const fieldsOf = async (changes: object): Promise<string[]> => {
      const { code, data } = await failureOf(() => door.api.settings.patch({ version: 0, changes }));
      expect(code).toBe('INVALID_INPUT');
      return (data.details['faults'] as { field: string }[]).map(({ field }) => field);
    };
    expect(await fieldsOf({ theme: 'pink' })).toEqual(['changes.theme']);
    expect(await fieldsOf({ theme: 'light', watchlists: [{ name: 'A', instrumentIds: ['nonsense'] }] })).toEqual(['changes.watchlists[0].instrumentIds[0]']);
    expect(await fieldsOf({ volume: 11 })).toEqual(['changes']);
    expect(await door.api.settings.get({})).toMatchObject({ version: 0 });
  });

  it('and layouts take text that is JSON, up to 262,144 letters', async () => {
    door = await openDoor();
    const save = (layout: string) => door.api.layouts.save({ name: 'desk', version: 1, layout });
    for (const layout of ['{"panels":', `"${'x'.repeat(262_143)}"`]) {
      expect(await failureOf(() => save(layout))).toMatchObject({ code: 'INVALID_INPUT', data: { details: { faults: [{ field: 'layout' }] } } });
    }
    const largest = `"${'x'.repeat(262_142)}"`;
    expect((await save(largest)).version).toBe(2);
    expect((await door.api.layouts.get({ name: 'desk' })).layout).toBe(largest);
  });
});
