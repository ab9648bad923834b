import { describe, expect, it } from 'vitest';
import { createBus } from './bus.ts';

type Events = { ring: number; fall: string };
const makeBus = () => {
  const errors: [unknown, string][] = [];
  return { errors, bus: createBus<Events>((error, name) => errors.push([error, name])) };
};

describe('the bus', () => {
  it('tells every listener of a name, in the order of registration, and nobody else', () => {
    const { bus } = makeBus();
    const heard: string[] = [];
    bus.on('ring', (n) => heard.push(`a${n}`));
    bus.on('ring', (n) => heard.push(`b${n}`));
    bus.on('fall', (text) => heard.push(text));
    bus.emit('ring', 1);
    expect(heard).toEqual(['a1', 'b1']);
  });

  it('a listener that throws is reported and the others still hear', () => {
    const { bus, errors } = makeBus();
    const heard: number[] = [];
    const failure = new Error('deaf');
    bus.on('ring', () => {
      throw failure;
    });
    bus.on('ring', (n) => heard.push(n));
    bus.emit('ring', 7);
    expect([heard, errors]).toEqual([[7], [[failure, 'ring']]]);
  });

  it('the same function registered twice is two registrations, each let go by itself', () => {
    const { bus } = makeBus();
    let count = 0;
    const listener = () => void (count += 1);
    const first = bus.on('ring', listener);
    bus.on('ring', listener);
    bus.emit('ring', 1);
    expect(count).toBe(2);
    first.dispose();
    first.dispose();
    expect(bus.listenerCount).toBe(1);
    bus.emit('ring', 1);
    expect(count).toBe(3);
  });

  it('who registers while an event goes out hears the next', () => {
    const { bus } = makeBus();
    const heard: number[] = [];
    const once = bus.on('ring', () => {
      once.dispose();
      bus.on('ring', (n) => heard.push(n));
    });
    bus.emit('ring', 1);
    bus.emit('ring', 2);
    expect(heard).toEqual([2]);
  });

  it('an event without listeners is no error', () => {
    expect(() => makeBus().bus.emit('fall', 'silently')).not.toThrow();
  });
});
