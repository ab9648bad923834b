export { createWebSocketDoor, type WebSocketDoor, type WebSocketDoorOptions } from './create-web-socket-door.ts';
