import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Responses that are not finished, by connection. */
const unfinished = new WeakMap<Socket, Set<ServerResponse>>();

/**
 * Ends a response with its connection. Node does so itself, except for a response that waits behind another on the same
 * connection: that one hears nothing, and its stream would go on for nobody.
 */
export function endWithConnection(response: ServerResponse): void {
  const { socket } = response.req;
  const responses = unfinished.get(socket) ?? follow(socket);
  responses.add(response);
  response.once('close', () => responses.delete(response));
}

function follow(socket: Socket): Set<ServerResponse> {
  const responses = new Set<ServerResponse>();
  unfinished.set(socket, responses);
  socket.once('close', () => {
    for (const response of responses) response.emit('close');
  });
  return responses;
}
