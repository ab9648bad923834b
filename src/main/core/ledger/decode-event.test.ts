import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { epochMs } from '../../../contract/model/units.ts';
import { decodeEvent } from './decode-event.ts';
import { eventType } from './event-type.ts';

const types = {
  moved: eventType(3, z.object({ distanceMetres: z.number(), note: z.string() }), {
    1: (body) => ({ distanceMetres: (body as { feet: number }).feet * 0.3048 }),
    2: (body) => ({ ...(body as object), note: '' }),
  }),
};
const stored = (version: number, body: unknown, type = 'moved') => ({
  seq: 7, stream: 's', streamSeq: 1, type, version, timeMs: epochMs(0), causationId: null, correlationId: null, body,
});

describe('reading a stored fact', () => {
  it.each([
    [1, { feet: 10 }, { distanceMetres: 3.048, note: '' }],
    [2, { distanceMetres: 5 }, { distanceMetres: 5, note: '' }],
    [3, { distanceMetres: 5, note: 'x' }, { distanceMetres: 5, note: 'x' }],
  ])('version %i comes out in the newest shape', (version, body, expected) => {
    expect(decodeEvent(types, stored(version, body)).body).toEqual(expected);
  });

  it.each([
    ['a newer version', stored(4, {}), /does not know; start a newer one/],
    ['an unknown type', stored(1, {}, 'teleported'), /does not know/],
    ['a type named like an inherited property', stored(1, {}, 'constructor'), /does not know/],
    ['a damaged body', stored(3, { distanceMetres: 'far', note: '' }), /entry 7 \(moved\) is damaged/],
  ])('%s stops the reader and says where', (_, event, message) => {
    expect(() => decodeEvent(types, event)).toThrow(message);
  });
});
