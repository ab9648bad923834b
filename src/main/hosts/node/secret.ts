import { createHash, timingSafeEqual } from 'node:crypto';

/** Source of bytes nobody can guess. */
export type RandomBytes = (count: number) => Uint8Array;

/** 256 bits as 43 characters that fit into an address. */
export const createSecret = (randomBytes: RandomBytes): string => Buffer.from(randomBytes(32)).toString('base64url');

/** Compares in a time that says nothing about where the two differ, nor about their lengths. */
export const isSameSecret = (given: string, expected: string): boolean => timingSafeEqual(digest(given), digest(expected));

/** What is kept instead of a secret where it must only be recognised. */
export const fingerprintSecret = (secret: string): string => digest(secret).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
