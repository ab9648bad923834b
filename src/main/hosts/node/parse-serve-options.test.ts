import { describe, expect, it } from 'vitest';
import { hasScreen } from './open-browser.ts';
import { parseServeOptions } from './parse-serve-options.ts';

describe('the options of serve', () => {
  it('have defaults: a free port of this computer and the usual folder', () => {
    expect(parseServeOptions([])).toEqual({ port: 0, host: '127.0.0.1', opensBrowser: true });
  });

  it('are read', () => {
    expect(parseServeOptions(['--port', '4100', '--data-dir', '/tmp/x', '--seed=7', '--speed', '2.5', '--no-open', '--host', 'localhost'])).toEqual({
      port: 4_100, host: 'localhost', opensBrowser: false, dataDir: '/tmp/x', seed: 7, speed: 2.5,
    });
  });

  it.each([
    [['--port', '70000'], '--port must be a whole number from 0 to 65535, not "70000".'],
    [['--port', ' '], '--port must be'],
    [['--port', '80.5'], '--port must be'],
    [['--speed', '0'], '--speed must be a number from 0.25 to 3600, not "0".'],
    [['--seed', 'x'], '--seed must be'],
    [['--speed', '-4'], '--speed must be a number from 0.25 to 3600, not "-4".'],
    [['--seed', '-1', '--no-open'], '--seed must be a whole number'],
    [['--colour'], '--colour'],
    [['extra'], 'extra'],
  ])('are refused where wrong: %j', (args, sentence) => {
    expect(() => parseServeOptions(args)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(sentence) }));
  });
});

describe('whether a browser can be opened', () => {
  it('depends on a screen, and never happens in CI', () => {
    expect(hasScreen({ platform: 'linux', environment: {} })).toBe(false);
    expect(hasScreen({ platform: 'linux', environment: { DISPLAY: ':0' } })).toBe(true);
    expect(hasScreen({ platform: 'linux', environment: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
    expect(hasScreen({ platform: 'darwin', environment: {} })).toBe(true);
    expect(hasScreen({ platform: 'darwin', environment: { CI: 'true' } })).toBe(false);
  });
});
