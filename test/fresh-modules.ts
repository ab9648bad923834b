import { expect, vi } from 'vitest';

/**
 * Files of unit tests share a process, and with it the packages that it has loaded: to start one for each file took half of the time.
 * Our own modules are loaded anew for each file, so that no store of the window and no table of an adapter comes to it used. Those of
 * pure numbers keep nothing between two calls and are loaded once.
 */
const keepsNothing = /\/(src\/quant|src\/contract|test\/golden)\//;

if (!keepsNothing.test(expect.getState().testPath ?? '')) vi.resetModules();
