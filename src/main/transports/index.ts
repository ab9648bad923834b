export { createInProcessClient } from './in-process/index.ts';
export { servePort, type PortDoor, type ServePortOptions } from './message-port/index.ts';
export { registerRest, replyError, toRestError, type RestOptions } from './rest/index.ts';
export { createWebSocketDoor, type WebSocketDoor, type WebSocketDoorOptions } from './websocket/index.ts';
