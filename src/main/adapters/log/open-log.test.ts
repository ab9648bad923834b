import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLog } from './open-log.ts';

const readLines = (folder: string): Record<string, unknown>[] =>
  readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>));

describe('the log', () => {
  let parent: string;
  let warnings: string[];
  const warn = (sentence: string): void => void warnings.push(sentence);
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'tapedeck-log-'));
    warnings = [];
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  it('writes lines with level, area and fields, without secrets, and shows only warnings to people', async () => {
    const folder = join(parent, 'logs');
    const log = await openLog({ folder, warn });
    log.debug('too fine');
    log.child('trading').child('risk').info('order refused', { orderId: 'ord-1', token: 's3cret' });
    log.warn('feed is stale', { error: new Error('no tick for 3 s') });
    await log.close();
    expect(readLines(folder)).toMatchObject([
      { level: 'info', area: 'trading.risk', msg: 'order refused', orderId: 'ord-1', token: '[hidden]' },
      { level: 'warn', msg: 'feed is stale', error: { message: 'no tick for 3 s' } },
    ]);
    expect(warnings).toEqual(['Warning: feed is stale: no tick for 3 s']);
  });

  it('can be read by its user alone', async () => {
    const folder = join(parent, 'logs');
    const log = await openLog({ folder, warn });
    log.info('x');
    await log.close();
    const modes = [folder, ...readdirSync(folder).map((name) => join(folder, name))].map((path) => (statSync(path).mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '600']);
  });

  it('keeps a limited number of files of limited size, those of earlier lives included', async () => {
    const folder = join(parent, 'logs');
    for (let life = 0; life < 3; life += 1) {
      const log = await openLog({ folder, warn, size: '1k', count: 2 });
      for (let line = 0; line < 8; line += 1) {
        log.info('x'.repeat(900), { line, life });
        await vi.waitFor(() => expect(readLines(folder)).toContainEqual(expect.objectContaining({ line, life })), { interval: 2 });
      }
      await log.close();
    }
    // Two kept, the current one, and one that may have been begun by the last line.
    expect(readdirSync(folder).length).toBeLessThanOrEqual(4);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(3_000);
    expect(warnings).toEqual([]);
  });

  it('says once that it cannot be written and never throws', async () => {
    const folder = join(parent, 'a-file');
    writeFileSync(folder, '');
    const log = await openLog({ folder, warn });
    log.info('lost');
    log.info('lost too');
    log.error('the broker is down');
    await log.close();
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain('cannot be written');
    expect(warnings[1]).toBe('Error: the broker is down');
  });

  // A device on which every write fails as on a full disk; Linux has one.
  it.runIf(existsSync('/dev/full'))('says once that the disk is full, keeps little in memory and ends in time', async () => {
    const folder = join(parent, 'logs');
    mkdirSync(folder);
    symlinkSync('/dev/full', join(folder, 'tapedeck.1.log'));
    const log = await openLog({ folder, warn });
    const line = 'x'.repeat(100_000);
    for (let count = 0; count < 100; count += 1) log.info(line);
    await vi.waitFor(() => expect(warnings).toHaveLength(1));
    expect(warnings[0]).toMatch(/cannot be written \(.*(ENOSPC|dropped)/);
    log.info('lost');
    const before = performance.now();
    await log.close();
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(warnings).toHaveLength(1);
  });
});
