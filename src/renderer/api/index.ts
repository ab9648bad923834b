export { isLoggedOut } from './check-login.ts';
export { type ClientError, isClientError } from './client-error.ts';
export type { ConnectionState } from './connection.ts';
export { createClient, type Api, type Calls, type Client, type ClientOptions } from './create-client.ts';
export type { Frame, Link, Wire, WireEvents } from './link.ts';
export { messagePortLink, type LinkPort } from './message-port-link.ts';
export type { LogItem, LogSource, StateSource, Subscription } from './subscribe.ts';
export type { Timer } from './timer.ts';
export { webSocketLink, type WebSocketLinkOptions } from './web-socket-link.ts';
