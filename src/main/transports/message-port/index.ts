export { servePort, type PortDoor, type ServePortOptions } from './serve-port.ts';
