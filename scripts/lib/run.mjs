import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { findOwnNode, inProject, PlainError, root } from './project.mjs';
import { watchParent } from './watch-parent.mjs';

const graceMs = 10_000;
let stopping = false;

/** Whether this process was told to stop or has lost its parent: nothing new should be started. */
export const isStopping = () => stopping;

/** Our own Node, or the sentence that says how to get it. */
export function requireOwnNode() {
  const node = findOwnNode();
  if (node === null) throw new PlainError('Tapedeck is not set up here: run `npm start` or `npm ci` in the project folder once.');
  return node;
}

/** Runs a program on our own Node to its end and resolves with its exit code. */
export const runOnOwnNode = (args, options) => runProgram(requireOwnNode(), args, options);

/** Runs a program to its end and resolves with its exit code; its life is tied to ours unless it may outlive the parent. */
export function runProgram(program, args, { outlivesParent = false, ...options } = {}) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
  const release = tieTo(child, { outlivesParent });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      release();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Runs a tool quietly; resolves with its exit code and everything it printed. */
export function captureOnOwnNode(args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(requireOwnNode(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const release = tieTo(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => {
      release();
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Ties a child's life to this process: signals go on to it, and it is stopped when this process loses its parent, since
 * npm and shells end on SIGTERM without telling anyone. Returns how to untie them.
 */
export function tieTo(child, { outlivesParent = false } = {}) {
  const forward = (signal) => {
    stopping = true;
    // Ctrl-C in a terminal reaches the whole group; sending it on would make it two.
    if (signal === 'SIGINT' && [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY)) return;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);

  let kill;
  const stop = () => {
    stopping = true;
    child.kill('SIGTERM');
    kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  const unwatch = outlivesParent ? () => {} : watchParent(stop);

  return () => {
    unwatch();
    clearTimeout(kill);
    for (const signal of signals) process.off(signal, forward);
  };
}

/** Path of one of our own scripts, for running it in a process of its own. */
export const script = (name) => inProject('scripts', name);
